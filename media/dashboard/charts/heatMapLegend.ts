// The legend of a heat map, and its values as a table.
import { html, type TemplateResult } from 'lit';
import type { Activity } from '../../../src/protocol/learner.ts';
import type { Table } from '../ui/csv.ts';
import { t } from '../ui/localization.ts';
import { visibleCharacter } from '../ui/visibleWhitespace.ts';
import type { VaryingUnits } from './varyingUnits.ts';

export function heatMapLegend(): TemplateResult {
  return html`<div class="heat-legend" aria-hidden="true">
    ${t('below its mean')}<span class="heat-ramp"></span>${t('above')}
  </div>`;
}

/** One row per character from index `first` on, one column per varying unit. */
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
