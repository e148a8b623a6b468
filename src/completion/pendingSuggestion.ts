// A suggestion whose outcome is not known yet, and what the text at a later request says about it. Pure: the feedback state is in
// suggestionFeedback.ts.
import type { Caret } from './fit/caret.ts';
import { typedSince, type ShownSuggestion } from './fit/typeThrough.ts';
import { firstWordOf, wordsOf } from './fit/words.ts';
import type { ConfidenceLevel } from './decide/threshold.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { Place } from './decide/place.ts';
import { commonPrefixLength } from './calibrate/acceptance.ts';

export interface PendingSuggestion {
  readonly document: string;
  readonly level: ConfidenceLevel;
  readonly place: Place;
  readonly shown: ShownSuggestion;
  /** Whether it passed the confidence gate by itself. The rest of an earlier suggestion did not. */
  readonly passedGate: boolean;
  /** UTF-16 units written at its caret so far. */
  readonly writtenLength: number;
  readonly reactions: readonly Reaction[];
}

/** The user wrote a part of the first word while the suggestion was visible. */
export interface Reaction {
  readonly visibleMs: number;
  /** Whether the user accepted it; undefined if they may have accepted or typed it. */
  readonly accepted: boolean | undefined;
}

export interface SuggestionUpdate {
  readonly outcome: Outcome;
  /** The suggestion as it is now; undefined if nothing more can be learned from it. */
  readonly pending: PendingSuggestion | undefined;
  /** The text that the user typed over. While they type along with a suggestion, it is not rejected. */
  readonly rejection?: {
    readonly caret: Caret;
    readonly text: string;
    /** UTF-16 units that the user typed along before. */
    readonly agreed: number;
    /** How long it was visible; undefined if it was not visible when the user typed. */
    readonly visibleMs: number | undefined;
  };
  /** Reactions that say whether the user accepts correct suggestions. */
  readonly reactions: readonly Reaction[];
}

/** UTF-16 units of a suggestion that must appear at once to count as accepted. One unit is typed; two may be either. */
const minAcceptedLength = 3;

/** `visibleMs`: how long the suggestion has been visible; undefined if it is not visible. */
export function updateSuggestion(
  suggestion: PendingSuggestion,
  caret: Caret,
  visibleMs: number | undefined,
): SuggestionUpdate {
  const { shown } = suggestion;
  const outcome = outcomeOf(shown, caret);
  if (outcome === 'lost') return { outcome, pending: undefined, reactions: [] };
  const written = typedSince(shown.caret, caret)!;
  if (outcome === 'open' && written.length === suggestion.writtenLength)
    return { outcome, pending: suggestion, reactions: [] };

  const word = firstWordOf(shown.text);
  const seenMs = written.length > suggestion.writtenLength ? visibleMs : undefined;
  const reaction =
    seenMs !== undefined && suggestion.writtenLength < word.length
      ? { visibleMs: seenMs, accepted: wasAccepted(suggestion, written) }
      : undefined;
  const reactions = reaction ? [...suggestion.reactions, reaction] : suggestion.reactions;
  const rejected = outcome === 'right' ? rejectedRest(shown, word, written) : outcome === 'wrong' ? shown : undefined;
  return {
    outcome,
    pending: outcome === 'open' ? { ...suggestion, writtenLength: written.length, reactions } : undefined,
    ...(rejected && { rejection: { ...rejected, agreed: agreedLength(rejected, caret), visibleMs: seenMs } }),
    reactions: outcome === 'right' && isTypedByUser(word) ? reactions : [],
  };
}

/** UTF-16 units of the text that are written at its caret. */
function agreedLength({ caret, text }: ShownSuggestion, now: Caret): number {
  const written = typedSince(caret, now) ?? '';
  return commonPrefixLength(text, written, 0);
}

/** The text after a correct first word, if the user wrote something else there. */
function rejectedRest({ caret, text }: ShownSuggestion, word: string, written: string) {
  const rest = text.slice(word.length);
  if (rest === '' || rest.startsWith(written.slice(word.length)) || written.startsWith(text)) return undefined;
  return { caret: { ...caret, before: caret.before + word }, text: rest };
}

function wasAccepted({ shown: { text }, writtenLength }: PendingSuggestion, written: string): boolean | undefined {
  const units = written.length - writtenLength;
  if (units === 1) return false;
  const isPartOfSuggestion = text.startsWith(written) && endsWord(text, written.length);
  return isPartOfSuggestion && units >= minAcceptedLength ? true : undefined;
}

function endsWord(text: string, at: number): boolean {
  let end = 0;
  return wordsOf(text).some((word) => (end += word.length) === at);
}

/** Excludes line beginnings and punctuation, which the editor also inserts by itself. */
function isTypedByUser(word: string): boolean {
  return /\p{L}/u.test(word) && !word.includes('\n');
}
