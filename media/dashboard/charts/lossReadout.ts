// The legend of the lines of the learning curve, with their values at the cursor.
import { html, type TemplateResult } from 'lit';
import type { RunState } from '../../../src/protocol/runState.ts';
import type { Formats } from '../ui/format.ts';
import { t } from '../ui/localization.ts';
import { lastValueAt, nearestIndex, type LossData } from './alignedData.ts';
import type { Readout } from './runChart.ts';

interface ReadoutOptions {
  /** Its score is shown without a cursor, instead of the newest point of the curve. */
  readonly run: Pick<RunState, 'score' | 'heldOut'>;
  /** A position on the axis as text. */
  describe(position: number): string;
  readonly format: Formats;
}

/** `index` of the data under the cursor. Undefined: the latest values. */
export function lossReadout(
  [x, , smooth, heldOut]: LossData,
  index: number | undefined,
  { run, describe, format }: ReadoutOptions,
): Readout {
  const at = index ?? x.length - 1;
  const write = (value: number | undefined) => (value === undefined ? '–' : format.bits(value));
  const train = write(lastValueAt(smooth, at));
  const position = index === undefined ? '' : describe(x[index] ?? 0);
  const held = index === undefined ? write(run.score) : measuredNear(index);
  // The score is that of the saved network, which may be better than the newest one.
  const isBest = index === undefined && held !== write(lastValueAt(heldOut, at));
  const heldOutName = isBest ? t('text kept for the test, best') : t('text kept for the test');
  const heldOutMeaning =
    index === undefined
      ? t('The score of the saved network, on text that the network is never trained on; lower is better')
      : t('On text that the network is never trained on');
  /** The text is measured seldom: with the position, where it is another one. */
  function measuredNear(index: number): string {
    const nearest = nearestIndex(x, heldOut, index);
    if (nearest < 0) return write(undefined);
    const measuredAt = describe(x[nearest]!);
    return `${write(heldOut[nearest]!)}${measuredAt === position ? '' : ` ${measuredAt}`}`;
  }
  return {
    shown: html`
      ${readoutItem('train', t('training text'), t('On the training text, smoothed'), train)}
      ${readoutItem('held-out', heldOutName, heldOutMeaning, held)}
      <span class="where">${position || t('lower is better')}</span>
    `,
    spoken: `${position} ${t('training text')} ${train}, ${heldOutName} ${held}`,
  };
}

function readoutItem(kind: string, label: string, explanation: string, value: string): TemplateResult {
  return html`<span class="readout-item" title=${explanation}
    ><span class="swatch swatch-${kind}" aria-hidden="true"></span>${label}
    <span class="readout-value">${value}</span></span
  >`;
}
