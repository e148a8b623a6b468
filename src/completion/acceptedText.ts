// How a change of the document relates to the visible suggestion, and which accepted characters are still in the text.
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

/** One typed character may be an acceptance of a word with one character; it counts as typed. */
export function readChange({ start, replaced, text }: VisibleSuggestion, change: TextChange): ChangeResult {
  if (change.start !== start || change.text === '') return { event: undefined, rest: undefined };
  if (change.text === text && change.length === replaced && text.length > 1) {
    return { event: acceptedEvent('completely', text.length - replaced), rest: undefined };
  }
  const { length } = change.text;
  if (change.length > 0 || !text.startsWith(change.text)) return { event: { type: 'wrong' }, rest: undefined };
  const rest = length === text.length ? undefined : { start: start + length, replaced, text: text.slice(length) };
  if (length === 1) return { event: { type: 'typed', characters: 1 }, rest };
  const endsLine = change.text.endsWith('\n') || rest?.text.startsWith('\n') === true;
  return { event: acceptedEvent(rest ? (endsLine ? 'line' : 'word') : 'completely', length), rest };
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
