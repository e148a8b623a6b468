// Which texts the corpus takes, by their content, and in which form.
import { generatedNameReason } from './generatedNames.ts';
import { isMinified, declaresGenerated } from './contentRules.ts';
import type { ExcludedFile, ExclusionReason, SourceText } from './sourceText.ts';

export interface Admission {
  /** In the order given, normalised. */
  readonly admitted: readonly SourceText[];
  readonly leftOut: readonly ExcludedFile[];
}

/** Line ends become LF; half a surrogate pair, which no text can hold, becomes the replacement character. */
export function normalize(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Why this text (normalised) is not for learning from, if so. */
export function exclusionReasonOf({ path, text }: SourceText): ExclusionReason | undefined {
  if (text.trim() === '') return 'empty';
  const machine = generatedNameReason(path);
  if (machine !== undefined) return machine;
  if (declaresGenerated(text)) return 'generated';
  return isMinified(text) ? 'minified' : undefined;
}

/**
 * Takes the texts in the order given, the most wanted first, until `maxTotalCharacters` (UTF-16 units) are full. A text
 * that no longer fits is left out, and a smaller one after it may still be taken. The first is taken in any case.
 */
export function admit(texts: readonly SourceText[], maxTotalCharacters: number): Admission {
  const admitted: SourceText[] = [];
  const leftOut: ExcludedFile[] = [];
  let total = 0;
  for (const source of texts) {
    const normal = { path: source.path, text: normalize(source.text) };
    const full = admitted.length > 0 && total + normal.text.length > maxTotalCharacters;
    const rule = exclusionReasonOf(normal) ?? (full ? 'over the total limit' : undefined);
    if (rule === undefined) {
      admitted.push(normal);
      total += normal.text.length;
    } else {
      leftOut.push({ path: source.path, included: false, rule });
    }
  }
  return { admitted, leftOut };
}
