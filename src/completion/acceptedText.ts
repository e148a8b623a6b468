// The one rule for what a change of the document does to the visible suggestion: it is accepted, a part of it is accepted, it is typed,
// or something else is. Also, which accepted characters are still in the text later.
import type { Acceptance, StatisticsEvent } from '../protocol/suggestionStatistics.ts';

/** Replaces `length` UTF-16 units at `start` by `text`. */
export interface TextChange {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/** A suggestion that the user sees: the text that would be inserted at an offset, and the units after it that it replaces. */
export interface VisibleSuggestion {
  readonly start: number;
  readonly replaced: number;
  readonly text: string;
}

export interface ChangeResult {
  /** Undefined: the change is elsewhere, or deletes text. */
  readonly event: StatisticsEvent | undefined;
  /** What is still visible after the change. */
  readonly rest: VisibleSuggestion | undefined;
}

/**
 * What the editor inserts for one key: a character, a line break with its indentation and, inside a comment, with the sign of the comment,
 * or a pair of brackets or quotes.
 */
const oneKey = /^(?:[^]|\r?\n[ \t]*(?:(?:\*|\/\/[\/!]?|#|--|;|%)[ \t]+)?)$/u;
const pair = /^(?:\(\)|\[\]|\{\}|<>|""|''|``)$/;

/**
 * `changes`: of one event. `textAt`: the document's text after them, between two offsets. What one key may have inserted counts as typed,
 * although it may be an acceptance of so short a word.
 */
export function readChanges(
  { start, replaced, text }: VisibleSuggestion,
  changes: readonly TextChange[],
  textAt: (start: number, end: number) => string,
): ChangeResult {
  const [change] = changes;
  const isHere = change?.start === start && change.text !== '';
  const typed = isHere && change.length === 0 ? typedLength(change.text, text) : 0;
  if (typed > 0) {
    const closed = change!.text.length - typed;
    const rest = { start: start + typed, replaced: replaced + closed, text: text.slice(typed) };
    return { event: { type: 'typed', characters: typed }, rest: rest.text === '' ? undefined : rest };
  }
  const characters = text.length - replaced;
  if (isWhole({ start, replaced, text }, changes, textAt))
    return { event: acceptedEvent('completely', characters), rest: undefined };
  if (!isHere) return { event: undefined, rest: undefined };
  const { length } = change.text;
  if (change.length > 0 || !text.startsWith(change.text)) return { event: { type: 'wrong' }, rest: undefined };
  const rest = length === text.length ? undefined : { start: start + length, replaced, text: text.slice(length) };
  const endsLine = change.text.endsWith('\n') || rest?.text.startsWith('\n') === true;
  return { event: acceptedEvent(rest ? (endsLine ? 'line' : 'word') : 'completely', length), rest };
}

/** How much of the suggestion one key has typed, in UTF-16 units; 0 if the inserted text is not that of one key. */
function typedLength(inserted: string, suggestion: string): number {
  if (pair.test(inserted) && suggestion.startsWith(inserted[0]!)) return 1;
  return oneKey.test(inserted) && suggestion.startsWith(inserted) ? inserted.length : 0;
}

/** Accepted with one edit, or with several edits around brackets that were there before. */
function isWhole(
  { start, replaced, text }: VisibleSuggestion,
  changes: readonly TextChange[],
  textAt: (start: number, end: number) => string,
): boolean {
  const [change] = changes;
  if (change?.start === start && change.text === text && change.length === replaced) return true;
  const grown = changes.reduce((sum, { length, text: inserted }) => sum + inserted.length - length, 0);
  const characters = text.length - replaced;
  return characters > 1 && grown === characters && textAt(start, start + text.length) === text;
}

const acceptedEvent = (how: Acceptance, characters: number): StatisticsEvent => ({ type: 'accepted', how, characters });

/** From `start` up to `end`, UTF-16 units. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Where the characters of the intervals are after a change. Deleted ones are gone. */
export function movedBy(intervals: readonly Interval[], { start, length, text }: TextChange): readonly Interval[] {
  const end = start + length;
  const moved = text.length - length;
  return intervals
    .flatMap((each) => [
      { start: each.start, end: Math.min(each.end, start) },
      { start: Math.max(each.start, end) + moved, end: each.end + moved },
    ])
    .filter((each) => each.end > each.start);
}

export const lengthOf = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { start, end }) => sum + end - start, 0);
