// The legend of the symbols on the learning curve. It lists the symbols that occur.
import { html, nothing } from 'lit';
import type { Marker } from '../../../src/protocol/runs.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { t } from '../ui/localization.ts';
import { markerText } from './annotations.ts';

type LegendSymbol = Marker['kind'] | 'best';

const symbols: readonly LegendSymbol[] = ['best', 'checkpoint', 'paused', 'rolledBack'];

export function lossLegend({ markers, best }: Pick<DashboardState, 'markers' | 'best'>): unknown {
  const used = new Set<LegendSymbol>(markers.map(({ kind }) => kind));
  if (best) used.add('best');
  if (used.size === 0) return nothing;
  return html`
    <ul class="legend" aria-label=${t('Symbols')}>
      ${symbols
        .filter((symbol) => used.has(symbol))
        .map(
          (symbol) =>
            html`<li>
              <span class="legend-symbol" data-symbol=${symbol} aria-hidden="true"></span>
              ${symbol === 'best' ? t('best so far') : markerText(symbol)}
            </li>`,
        )}
    </ul>
  `;
}
