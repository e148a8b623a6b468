// Masks the text before a caret in the context of the document: a secret that the caret divides is masked up to the caret.
import { findSecrets } from './findSecrets.ts';
import { maskSpans } from './maskSecrets.ts';
import { safeBoundary } from './safeBoundary.ts';
import { mergeSpans, spansIn } from './secretSpan.ts';

/** UTF-16 units. The window is searched as one part, and the rules that need it see the whole document. */
const window = { size: 250_000, context: 0 };

/**
 * `before`: the document up to the caret, or at least its last `length` + `documentReach` UTF-16 units. `after`: what follows, so
 * far as it matters. At least the last `length` units are masked and returned. Line ends must be LF.
 */
export function maskBeforeCaret(before: string, after: string, length: number, path: string): string {
  const start = safeBoundary(before, before.length - length);
  const find = (text: string) => spansIn(findSecrets(text, path, window, start), start, before.length);
  const text = before.slice(start);
  const alone = find(before);
  if (after === '') return maskSpans(text, alone).text;
  // A text may look like a secret with or without what follows, at any distance from the caret: a random string in a certificate is
  // no secret, but it is one while the END line is missing.
  return maskSpans(text, mergeSpans([...find(before + after), ...alone])).text;
}
