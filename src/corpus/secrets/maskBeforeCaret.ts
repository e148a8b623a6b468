// Masks the text before a caret in the context of the document: a secret that the caret divides is masked up to the caret.
import { findSecrets } from './findSecrets.ts';
import { maskSpans } from './maskSecrets.ts';
import { safeBoundary } from './safeBoundary.ts';
import { clipSpans, mergeSpans } from './secretSpan.ts';

/**
 * `before`: the document up to the caret, or at least its last `length` + `boundaryLookBack` UTF-16 units. `after`: what follows, so
 * far as it matters. At least the last `length` units are masked and returned. Line ends must be LF.
 */
export function maskBeforeCaret(before: string, after: string, length: number, path: string): string {
  const text = before.slice(safeBoundary(before, before.length - length, path));
  const alone = findSecrets(text, path);
  if (after === '') return maskSpans(text, alone).text;
  // A text may look like a secret with or without what follows, at any distance from the caret: a random string in a certificate is
  // no secret, but it is one while the END line is missing.
  const inContext = clipSpans(findSecrets(text + after, path), 0, text.length);
  return maskSpans(text, mergeSpans([...inContext, ...alone])).text;
}
