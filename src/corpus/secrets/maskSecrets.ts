// Replaces secrets in a text by a mask before anything learns or stores the text.
import type { MaskedPlace } from '../sourceText.ts';
import { characterCount } from '../characterCount.ts';
import type { TextRange } from '../typedPart.ts';
import { findSecrets } from './findSecrets.ts';
import { spansIn, type SecretSpan, mask } from './secretSpan.ts';

export interface MaskedText {
  readonly text: string;
  /** In the order of the text. */
  readonly masked: readonly MaskedPlace[];
}

export interface LearnableParts extends MaskedText {
  /** Unicode characters of the parts that are left out, with their secrets masked. */
  readonly leftOut: number;
}

/**
 * Masks every secret of a whole document. Line ends must be LF. `omitted`: parts that are left out, although secrets are searched in
 * the whole text.
 */
export function maskSecrets(text: string, path: string, omitted: readonly TextRange[] = []): LearnableParts {
  const spans = findSecrets(text, path);
  const all = maskSpans(text, spans);
  if (omitted.length === 0) return { ...all, leftOut: 0 };
  let kept = '';
  let at = 0;
  const keepTo = (end: number): void => {
    kept += maskSpans(text.slice(at, end), spansIn(spans, at, end)).text;
  };
  for (const { start, end } of [...omitted].sort((a, b) => a.start - b.start)) {
    keepTo(Math.max(at, start));
    at = Math.max(at, end);
  }
  keepTo(text.length);
  const isOmitted = (span: SecretSpan): boolean =>
    omitted.some(({ start, end }) => start <= span.start && span.start < end);
  return {
    text: kept,
    masked: all.masked.filter((_, index) => !isOmitted(spans[index]!)),
    leftOut: characterCount(all.text) - characterCount(kept),
  };
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
