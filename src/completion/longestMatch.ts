// Finds the place in learned texts whose context matches the text before the caret for the longest time, and is followed by the first
// word of the suggestion.
import { commonPrefixLength } from './fit/words.ts';

export interface Match {
  readonly path: string;
  /** Where the suggested word starts in the text, UTF-16 units. */
  readonly offset: number;
  /** Units before it that are the same as before the caret. */
  readonly before: number;
  /** Units of the suggestion that are the same. */
  readonly after: number;
}

interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** A shorter context says nothing, and a longer one nothing more. */
const leastBefore = 2;
const mostBefore = 1000;
/** Places that are compared: text that repeats itself has any number of them. */
const mostPlaces = 50_000;

/**
 * `word` starts `suggestion`. Of places with equal contexts, the one that has more of the suggestion, then the first. Contexts are compared up
 * to a length.
 */
export function longestMatch(
  texts: Iterable<NamedText>,
  wholeBefore: string,
  word: string,
  suggestion: string,
): Match | undefined {
  const before = wholeBefore.slice(-mostBefore);
  let places = 0;
  let best: Match | undefined;
  for (const { path, text } of texts) {
    /** The first place that is not compared yet. */
    let next = 0;
    for (;;) {
      const least = best?.before ?? leastBefore;
      // As long as the best one so far: an equal context may be followed by more of the suggestion.
      const context = before.slice(Math.max(0, before.length - least));
      const at = text.indexOf(context + word, Math.max(0, next - context.length));
      if (at < 0 || context.length < leastBefore || ++places > mostPlaces) break;
      const offset = at + context.length;
      const match = {
        path,
        offset,
        before: commonEnd(before, text, offset, context.length),
        after: commonPrefixLength(suggestion, text, offset),
      };
      if (!best || match.before > best.before || match.after > best.after) best = match;
      next = offset + 1;
    }
  }
  return best;
}

/** Length of the common end of `before` and the first `end` units of `text`, of which `known` units are equal. */
function commonEnd(before: string, text: string, end: number, known: number): number {
  let length = known;
  while (length < before.length && length < end && before[before.length - 1 - length] === text[end - 1 - length])
    length++;
  return length;
}
