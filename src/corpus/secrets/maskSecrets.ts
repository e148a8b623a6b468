// Replaces secrets in a text by a mask before anything learns or stores the text: our own rules and those of secretlint.
import type { MaskedPlace } from '../sourceText.ts';
import type { Pause } from '../pauses.ts';
import { findSecrets } from './findSecrets.ts';
import { mask } from './mask.ts';
import type { SecretSpan } from './secretSpan.ts';

export interface MaskedText {
  readonly text: string;
  /** In the order of the text. */
  readonly masked: readonly MaskedPlace[];
}

/**
 * Masks every secret of a whole document. Line ends must be LF.
 * @throws Error when secretlint fails; the text must not be used then.
 */
export async function maskSecrets(text: string, path: string, pause?: Pause): Promise<MaskedText> {
  return maskSpans(text, await findSecrets(text, path, pause));
}

/** `spans`: sorted, without overlaps. */
export function maskSpans(text: string, spans: readonly SecretSpan[]): MaskedText {
  let masked = '';
  let at = 0;
  let line = 1;
  const places: MaskedPlace[] = [];
  for (const { start, end, rule } of spans) {
    const before = text.slice(at, start);
    line += lineEnds(before);
    places.push({ line, rule });
    line += lineEnds(text.slice(start, end));
    masked += before + mask;
    at = end;
  }
  return { text: masked + text.slice(at), masked: places };
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
