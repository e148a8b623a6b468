// Words that the user never wants in a suggestion, also where they have typed a part of one.
const wordPattern = /[\p{L}\p{M}\p{N}_$]+/gu;
const wordCharacter = /^[\p{L}\p{M}\p{N}_$]$/u;

/** UTF-16 units of a suggestion before the first of these words. `before`: the text before it. */
export function endBeforeNever(suggestion: string, before: string, never: readonly string[] = []): number {
  if (never.length === 0) return suggestion.length;
  const begun = begunWordOf(before);
  for (const { 0: word, index } of suggestion.matchAll(wordPattern)) {
    if (never.includes(index === 0 ? begun + word : word)) return index;
  }
  return suggestion.length;
}

/** The first of these words, with a space before it where it does not complete the word before the suggestion. */
export function firstNeverWord(suggestion: string, before: string, never: readonly string[] = []): string {
  const at = endBeforeNever(suggestion, before, never);
  const [word = ''] = suggestion.slice(at).match(wordPattern) ?? [];
  return at > 0 ? ` ${word}` : word;
}

/** The word that a suggestion completes or begins with; undefined where it has none. */
export function suggestedWord(suggestion: string, before: string): string | undefined {
  const [match] = suggestion.matchAll(wordPattern);
  return match && (match.index === 0 ? begunWordOf(before) : '') + match[0];
}

/** A suggestion with the beginning of its first word, which may stand before it. */
export function withBegunWord(suggestion: string, before: string): string {
  return /^[\p{L}\p{M}\p{N}_$]/u.test(suggestion) ? begunWordOf(before) + suggestion : suggestion;
}

/** The word characters at the end of a text. */
function begunWordOf(before: string): string {
  let start = before.length;
  while (start > 0 && wordCharacter.test(before[start - 1]!)) start--;
  return before.slice(start);
}
