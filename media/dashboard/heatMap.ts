// The hidden state as a picture: a row for each unit that moves, a column for each of the last characters read, the
// characters themselves above their columns. Colour is the distance from the unit's own mean: a unit that always says the
// same says nothing.
import type { SaveRequest } from '../../src/protocol/dashboard.ts';
import type { Activity } from '../../src/protocol/learner.ts';
import { dataButton } from './dataDialog.ts';
import { element, setText } from './element.ts';
import type { Formats } from './format.ts';
import type { View } from './header.ts';
import { heatCanvas } from './heatCanvas.ts';
import type { Cell } from './heatPicture.ts';
import { heatScale, heatTableOf } from './heatParts.ts';
import { movingUnits, type MovingUnits } from './movingUnits.ts';
import { signOf } from './signs.ts';
import type { Theme } from './theme.ts';
import { t } from './words.ts';

export interface HeatMap extends View {
  retheme(): void;
}

/** `choose`: somebody wants to know more of a unit. */
export function heatMap(
  format: Formats,
  theme: () => Theme,
  choose: (unit: number) => void,
  save: (request: SaveRequest) => void,
): HeatMap {
  const readout = element('div', { class: 'readout where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const empty = element(
    'p',
    { class: 'empty' },
    t('What the hidden units do while the network reads will stand here.'),
  );
  let activity: Activity | undefined;
  let order: Uint16Array | undefined;
  let rows: MovingUnits | undefined;
  const heat = heatCanvas(
    t(
      'Hidden state: a row for each unit, a column for each of the last characters read. Arrow keys read values, Enter opens the unit.',
    ),
    theme,
    { painted: tell, spoken: (cell) => setText(spoken, textOf(cell)), chosen: ({ unit }) => choose(unit) },
  );
  const title = t('Hidden state');
  const data = dataButton(
    {
      title,
      name: 'hidden-state',
      table: () => heatTableOf(activity, rows),
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
      element('div', { class: 'section-tools' }, heatScale(), data),
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
    const sign = signOf(activity?.characters[character] ?? '')[0];
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
      rows = activity ? movingUnits(activity, order) : undefined;
      heat.show(activity, rows);
    },
    retheme: heat.retheme,
  };
}
