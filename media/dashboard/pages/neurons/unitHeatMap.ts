// All units, or all gates of one kind, over the text up to the caret: a row for each, alike ones side by side. The chosen unit
// and the character under the caret are framed.
import type { Activity, LensReport } from '../../../../src/protocol/learner.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { gateName } from './gateNames.ts';
import { heatMapCanvas } from '../../charts/heatMapCanvas.ts';
import { heatMapLegend, heatMapTable } from '../../charts/heatMapLegend.ts';
import type { Cell } from '../../charts/heatMapRenderer.ts';
import type { UnitActivity } from './unitActivity.ts';
import { varyingUnits, type VaryingUnits } from '../../charts/varyingUnits.ts';
import { visibleCharacter } from '../../ui/visibleWhitespace.ts';
import type { Theme } from '../../ui/theme.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

export interface UnitHeatMap {
  readonly node: HTMLElement;
  show(looked: UnitActivity, order: LensReport['order'], unit: number): void;
  /** The caret in the text. */
  point(character: number | undefined): void;
  retheme(): void;
}

/** `choose`: a unit, and a character that is to have the caret. */
export function unitHeatMap(
  format: Formats,
  wire: HostConnection,
  theme: () => Theme,
  choose: (unit: number, character: number) => void,
): UnitHeatMap {
  let looked: UnitActivity | undefined;
  /** Of the whole text. */
  let whole: Activity | undefined;
  let shown: Activity | undefined;
  let rows: VaryingUnits | undefined;
  let unit = 0;
  let caret: number | undefined;
  const title = element('h2', {});
  const readout = element('div', { class: 'readout where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const heat = heatMapCanvas(
    t(
      'All units over the text up to the caret: a row for each unit, a column for each character. Arrow keys read values, Enter chooses the unit.',
    ),
    theme,
    {
      painted: (cell) => setText(readout, cell ? textOf(cell) : summary()),
      announce: (cell) => setText(spoken, textOf(cell)),
      selected: (what) => choose(what.unit, what.character),
      resized: draw,
    },
  );
  const data = dataButton(
    {
      title: t('All units over the text'),
      name: 'units-over-text',
      table: () => heatMapTable(shown, rows, shown && heat.columns(shown).first),
      canvas: () => heat.canvas,
      svg: heat.svg,
    },
    (request) => wire.send(request),
  );

  function draw(): void {
    if (!whole || !rows) return;
    const end = Math.max(heat.columns(whole).count, (caret ?? -1) + 1);
    shown = { ...whole, characters: whole.characters.slice(0, end) };
    const row = rows.units.indexOf(unit);
    heat.show(shown, rows, row < 0 ? undefined : { row, character: caret ?? shown.characters.length - 1 });
  }

  function summary(): string {
    if (!whole || !rows || !looked) return '';
    const [moving, all] = [rows.units.length, whole.hidden];
    return looked.gate
      ? t('{0} of {1} gates of this kind move', moving, all)
      : t('{0} of {1} units move over the text', moving, all);
  }

  function textOf({ row, character }: Cell): string {
    const at = rows?.units[row] ?? 0;
    const value = whole?.values[character * whole.hidden + at] ?? 0;
    const sign = visibleCharacter(whole?.characters[character] ?? '')[0];
    return looked?.gate
      ? t('{0} of unit {1} after “{2}”: {3}', gateName(looked.gate), at + 1, sign, format.percent(value))
      : t('unit {0} after “{1}”: {2}', at + 1, sign, format.signed(value));
  }

  return {
    node: element(
      'section',
      { class: 'lens-heat', 'aria-label': t('All units over the text') },
      element(
        'div',
        { class: 'section-head' },
        title,
        readout,
        element('div', { class: 'section-tools' }, heatMapLegend(), data),
      ),
      heat.node,
      spoken,
    ),
    show(next, order, chosen) {
      unit = chosen;
      if (looked?.values !== next.values) {
        const { characters, hidden, values, full } = next;
        whole = { characters, hidden, values: Float32Array.from(values, (value) => value / full) };
        rows = varyingUnits(whole, order);
      }
      looked = next;
      setText(title, next.gate ? t('All gates of this kind over the text') : t('All units over the text'));
      draw();
    },
    point(character) {
      caret = character;
      draw();
    },
    retheme: heat.retheme,
  };
}
