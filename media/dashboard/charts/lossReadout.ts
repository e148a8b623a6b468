// The legend of the lines of the learning curve, with their values at the cursor.
import { html, type TemplateResult } from 'lit';
import type { Formats } from '../ui/format.ts';
import { t } from '../ui/localization.ts';
import { lastValueAt, type LossData } from './alignedData.ts';
import type { Readout } from './runChart.ts';

interface ReadoutOptions {
  /** The score of the network. Without a cursor it is shown instead of the newest point of the curve. */
  readonly score: number | undefined;
  /** The score was measured on more held-out text than the points of the curve. */
  readonly isSample: boolean;
  /** A position on the axis as text. */
  describe(position: number): string;
  readonly format: Formats;
}

/** `index` of the data under the cursor. Undefined: the latest values. */
export function lossReadout(
  [x, , smooth, heldOut]: LossData,
  index: number | undefined,
  { score, isSample, describe, format }: ReadoutOptions,
): Readout {
  const at = index ?? x.length - 1;
  const write = (value: number | undefined) => (value === undefined ? '–' : format.bits(value));
  const train = write(lastValueAt(smooth, at));
  const held = write(index === undefined ? score : lastValueAt(heldOut, at));
  const position = index === undefined ? '' : describe(x[index] ?? 0);
  const heldOutName = !isSample ? t('held-out') : index === undefined ? t('all held-out text') : t('held-out sample');
  const heldOutMeaning =
    index === undefined
      ? t('The score of the saved network, on text that the network is never trained on; lower is better')
      : t('On a sample of text that the network is never trained on');
  return {
    shown: html`
      ${readoutItem('train', t('training'), t('On the training text, smoothed'), train)}
      ${readoutItem('held-out', heldOutName, heldOutMeaning, held)}
      <span class="where">${position}</span>
    `,
    spoken: `${position} ${t('training')} ${train}, ${t('held-out')} ${held}`,
  };
}

function readoutItem(kind: string, label: string, explanation: string, value: string): TemplateResult {
  return html`<span class="readout-item" title=${explanation}
    ><span class="swatch swatch-${kind}" aria-hidden="true"></span>${label}
    <span class="readout-value">${value}</span></span
  >`;
}
