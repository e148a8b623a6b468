// The legend of the learning curve: the compared runs, the symbols that occur, and the baselines if the chart is too narrow for their
// names.
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { bestEvaluation } from '../../../src/protocol/runScore.ts';
import type { RunState } from '../../../src/protocol/runState.ts';
import type { Marker } from '../../../src/protocol/runs.ts';
import type { Formats } from '../ui/format.ts';
import { t } from '../ui/localization.ts';
import { markerTexts } from './annotations.ts';
import { baselineLabel } from './baselineLines.ts';
import type { Overlay } from './runOverlays.ts';

type LegendSymbol = Marker['kind'] | 'best' | 'baseline';

const symbols: readonly LegendSymbol[] = ['best', 'checkpoint', 'paused', 'coolDown', 'rolledBack', 'baseline'];

interface SymbolText {
  readonly name: string;
  /** On hover. */
  readonly explanation?: string;
}

interface Shown extends Pick<RunState, 'markers' | 'heldOut' | 'baselines'> {
  readonly overlays: readonly Pick<Overlay, 'name' | 'color'>[];
}

/** `listsBaselines`: with the name and value of each one. */
export function lossLegend(
  { markers, heldOut, baselines, overlays }: Shown,
  listsBaselines: boolean,
  format: Formats,
): unknown {
  const used = new Set<LegendSymbol>(markers.map(({ kind }) => kind));
  if (bestEvaluation({ heldOut })) used.add('best');
  if (baselines.length > 0) used.add('baseline');
  if (used.size === 0 && overlays.length === 0) return nothing;
  return html`
    <ul class="legend" aria-label=${t('Symbols')}>
      ${overlays.map(
        ({ name, color }) =>
          html`<li title=${t('The curve of another training, which is ticked on the page “Runs”')}>
            <span class="legend-symbol" data-symbol="run" .style=${`--run: ${color}`} aria-hidden="true"></span>
            <span>${name}</span>
          </li>`,
      )}
      ${symbols
        .filter((symbol) => used.has(symbol))
        .map((symbol) => {
          const { name, explanation } = symbolText(symbol, baselines[0]?.characters, format);
          return html`<li title=${ifDefined(explanation)}>
            <span class="legend-symbol" data-symbol=${symbol} aria-hidden="true"></span>
            <span
              >${name}${
                listsBaselines && symbol === 'baseline'
                  ? `: ${baselines.map((baseline) => baselineLabel(baseline, format)).join(' · ')}`
                  : ''
              }</span
            >
          </li>`;
        })}
    </ul>
  `;
}

/** `characters`: held-out ones that the baselines are measured on. */
function symbolText(symbol: LegendSymbol, characters: number | undefined, format: Formats): SymbolText {
  switch (symbol) {
    case 'best':
      return {
        name: t('best network so far'),
        explanation: t(
          'The best value on text that it was not trained on. The training ends with the network as it was then.',
        ),
      };
    case 'baseline':
      return {
        name:
          characters === undefined
            ? t('for comparison, other methods on text not trained on (lower is better)')
            : t(
                'for comparison, other methods on a sample of {0} characters not trained on (lower is better)',
                format.whole(characters),
              ),
        explanation: t(
          'Below a line, the network predicts better than that model. Text statistics learn at most 1,000,000 characters here, without the pretrained network. The Suggestions page measures another selection of held-out characters, with all text learned, so its values differ.',
        ),
      };
    case 'checkpoint':
    case 'paused':
    case 'coolDown':
    case 'rolledBack':
      return { name: markerTexts[symbol] };
  }
}
