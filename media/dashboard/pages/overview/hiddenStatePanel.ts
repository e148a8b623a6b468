// The hidden state as a picture: a row for each unit that moves, a column for each of the last characters read, the
// characters themselves above their columns. Colour is the distance from the unit's own mean: a unit that always says the
// same says nothing.
import type { SaveRequest } from '../../../../src/protocol/dashboard.ts';
import type { Activity } from '../../../../src/protocol/learner.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import { heatMapCanvas } from '../../charts/heatMapCanvas.ts';
import type { Cell } from '../../charts/heatMapRenderer.ts';
import { heatMapLegend, heatMapTable } from '../../charts/heatMapLegend.ts';
import { varyingUnits, type VaryingUnits } from '../../charts/varyingUnits.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import type { Theme } from '../../ui/theme.ts';
import { t } from '../../ui/localization.ts';

export interface HiddenStatePanel extends View {
  retheme(): void;
}

/** `choose`: somebody wants to know more of a unit. */
export function hiddenStatePanel(
  format: Formats,
  theme: () => Theme,
  choose: (unit: number) => void,
  save: (request: SaveRequest) => void,
): HiddenStatePanel {
  const readout = element('div', { class: 'readout where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const empty = element(
    'p',
    { class: 'empty' },
    t('What the hidden units do while the network reads will stand here.'),
  );
  let activity: Activity | undefined;
  let order: Uint16Array | undefined;
  let rows: VaryingUnits | undefined;
  const heat = heatMapCanvas(
    t(
      'Hidden state: a row for each unit, a column for each of the last characters read. Arrow keys read values, Enter opens the unit.',
    ),
    theme,
    { painted: tell, announce: (cell) => setText(spoken, textOf(cell)), selected: ({ unit }) => choose(unit) },
  );
  const title = t('Hidden state');
  const data = dataButton(
    {
      title,
      name: 'hidden-state',
      table: () => heatMapTable(activity, rows),
      canvas: () => heat.canvas,
      svg: heat.svg,
    },
    save,
  );
  const node = element(
    'section',
    { class: 'hidden-state', 'aria-labelledby': 'hidden-title' },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { id: 'hidden-title' }, title),
      readout,
      element('div', { class: 'section-tools' }, heatMapLegend(), data),
    ),
    heat.node,
    empty,
    spoken,
  );

  function tell(cell: Cell | undefined): void {
    if (!activity || !rows) return;
    const [moving, all, over] = [rows.units.length, activity.hidden, heat.columns(activity).count];
    const words = t('{0} of {1} units move over the last {2} characters read', moving, all, over);
    setText(readout, cell ? textOf(cell) : words);
  }

  function textOf({ row, character }: Cell): string {
    const unit = rows?.units[row] ?? 0;
    const value = activity?.values[character * activity.hidden + unit] ?? 0;
    const sign = visibleCharacter(activity?.characters[character] ?? '')[0];
    return t('unit {0} after “{1}”: {2}', unit + 1, sign, format.signed(value));
  }

  return {
    node,
    draw(story) {
      node.classList.toggle('is-empty', story.activity === undefined);
      const orderNow = story.lens?.hidden === story.activity?.hidden ? story.lens?.order : undefined;
      if (activity === story.activity && order === orderNow) return;
      order = orderNow;
      activity = story.activity;
      rows = activity ? varyingUnits(activity, order) : undefined;
      heat.show(activity, rows);
    },
    retheme: heat.retheme,
  };
}
