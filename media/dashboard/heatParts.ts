// What both heat maps have besides their canvas: what the colours mean, and the values as a table.
import type { Activity } from '../../src/protocol/learner.ts';
import type { Table } from './csv.ts';
import { element } from './element.ts';
import type { MovingUnits } from './movingUnits.ts';
import { signOf } from './signs.ts';
import { t } from './words.ts';

export function heatScale(): HTMLElement {
  return element(
    'div',
    { class: 'heat-scale', 'aria-hidden': 'true' },
    t('below its mean'),
    element('span', { class: 'heat-ramp' }),
    t('above'),
  );
}

/** A row for each character from the `first` on, a column for each unit shown. */
export function heatTableOf(activity: Activity | undefined, rows: MovingUnits | undefined, first = 0): Table {
  if (!activity || !rows) return { columns: [t('Character')], rows: [] };
  const { characters, hidden, values } = activity;
  return {
    columns: [t('Character'), ...rows.units.map((unit) => String(unit + 1))],
    rows: characters
      .slice(first)
      .map((character, at) => [
        signOf(character)[0],
        ...rows.units.map((unit) => Number(values[(first + at) * hidden + unit]!.toFixed(3))),
      ]),
  };
}
