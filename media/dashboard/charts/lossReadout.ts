// The legend of the lines of the learning curve, with their values at the cursor.
import { html, type TemplateResult } from 'lit';
import type { Formats } from '../ui/format.ts';
import { t } from '../ui/localization.ts';
import { lastValueAt, type LossData } from './alignedData.ts';

interface Readout {
  readonly train: string;
  readonly heldOut: string;
  /** The position of the cursor. '' without a cursor. */
  readonly position: string;
}

/** `index`: of the data under the cursor. Undefined: the latest values. */
function readoutOf(
  [x, , smooth, heldOut]: LossData,
  index: number | undefined,
  describe: (position: number) => string,
  format: Formats,
): Readout {
  const at = index ?? x.length - 1;
  const write = (value: number | undefined) => (value === undefined ? '–' : format.bits(value));
  return {
    train: write(lastValueAt(smooth, at)),
    heldOut: write(lastValueAt(heldOut, at)),
    position: index === undefined ? '' : describe(x[index] ?? 0),
  };
}

/** `isSample`: the header shows another value, which was measured on more held-out text. */
export function lossReadout(isSample: boolean, ...args: Parameters<typeof readoutOf>): TemplateResult {
  const { train, heldOut, position } = readoutOf(...args);
  const heldOutName = isSample ? t('held-out sample') : t('held-out');
  return html`
    ${readoutItem('train', t('training'), t('Loss on the training text, smoothed'), train)}
    ${readoutItem('held-out', heldOutName, t('Loss on a sample of text that the network never trains on'), heldOut)}
    <span class="where">${position}</span>
  `;
}

/** The same for screen readers. */
export function lossReadoutText(...args: Parameters<typeof readoutOf>): string {
  const { train, heldOut, position } = readoutOf(...args);
  return `${position} ${t('training')} ${train}, ${t('held-out')} ${heldOut}`;
}

function readoutItem(kind: string, label: string, explanation: string, value: string): TemplateResult {
  return html`<span class="readout-item" title=${explanation}
    ><span class="swatch swatch-${kind}" aria-hidden="true"></span>${label}
    <span class="readout-value">${value}</span></span
  >`;
}
