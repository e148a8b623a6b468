// What both heat maps have besides their canvas: what the colours mean, and the values as a table.
import type { Activity } from '../../../src/protocol/learner.ts';
import type { Table } from '../ui/csv.ts';
import { element } from '../ui/element.ts';
import type { VaryingUnits } from './varyingUnits.ts';
import { visibleCharacter } from '../ui/visibleWhitespace.ts';
import { t } from '../ui/localization.ts';

export function heatMapLegend(): HTMLElement {
  return element(
    'div',
    { class: 'heat-scale', 'aria-hidden': 'true' },
    t('below its mean'),
    element('span', { class: 'heat-ramp' }),
    t('above'),
  );
}

/** A row for each character from the `first` on, a column for each unit shown. */
export function heatMapTable(activity: Activity | undefined, rows: VaryingUnits | undefined, first = 0): Table {
  if (!activity || !rows) return { columns: [t('Character')], rows: [] };
  const { characters, hidden, values } = activity;
  return {
    columns: [t('Character'), ...rows.units.map((unit) => String(unit + 1))],
    rows: characters
      .slice(first)
      .map((character, at) => [
        visibleCharacter(character)[0],
        ...rows.units.map((unit) => Number(values[(first + at) * hidden + unit]!.toFixed(3))),
      ]),
  };
}
