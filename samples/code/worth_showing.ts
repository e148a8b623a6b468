// Whether a suggestion is worth a look. See the note on ghost text.

export interface Candidate {
  readonly text: string;
  /** Product of the probabilities of its characters. */
  readonly probability: number;
}

export interface Place {
  /** Text of the line before the caret. */
  readonly before: string;
  /** Text of the line behind the caret. */
  readonly after: string;
  /** Suggestions in a row that the person has ignored. */
  readonly ignored: number;
}

const shortest = 3;

/** How sure the network has to be: surer the more often it was ignored. */
export function limit(ignored: number): number {
  return Math.min(0.9, 0.25 + 0.05 * ignored);
}

export function isWorthShowing(candidate: Candidate, place: Place): boolean {
  if (candidate.text.trim().length < shortest) return false;
  if (isIndenting(place)) return false;
  if (standsAlready(candidate.text, place.after)) return false;
  if (isInsideWord(place)) return false;
  return candidate.probability >= limit(place.ignored);
}

/** In the blank space at the beginning of a line the tab key is for indenting. */
function isIndenting({ before }: Place): boolean {
  return before.trim() === '';
}

/** The same text stands behind the caret, or the suggestion repeats how the line goes on. */
function standsAlready(text: string, after: string): boolean {
  const rest = after.trim();
  return rest !== '' && (text.trimEnd().endsWith(rest) || rest.startsWith(text.trim()));
}

/** The caret was put into a word: its end is already written. */
function isInsideWord({ after }: Place): boolean {
  return /^[\p{Letter}\p{Number}_]/u.test(after);
}

/** Keys that a person saves by taking the suggestion: all its characters, less the one key that takes it. */
export function keysSaved(candidate: Candidate): number {
  return Math.max(0, candidate.text.length - 1);
}

/** What showing it is worth on average, in keys, when reading it costs so many keys' worth of time. */
export function expectedGain(candidate: Candidate, costOfReading: number): number {
  return candidate.probability * keysSaved(candidate) - costOfReading;
}
