// Segments of the test texts in which keystrokes are counted: everything in a small test set, a random sample in a large one, since
// decoding at every position takes most of the time. Bits per character are always measured on everything.
import { shuffled } from '../corpus/shuffled.ts';
import { totalLength } from '../model/trainingText.ts';
import { characterBoundary } from '../model/characterBoundary.ts';

/** A range of UTF-16 units that cuts no character. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

export const segmentLength = 2000;
const seed = 1;

/**
 * The segments of each text, in order. All of each text where all texts together have at most `limit` UTF-16 units; otherwise random
 * segments, always the same, until they have `limit` units.
 */
export function sampleSegments(
  texts: readonly { readonly text: string }[],
  limit: number,
): readonly (readonly Segment[])[] {
  const total = totalLength(texts);
  if (total <= limit) return texts.map(({ text }) => (text === '' ? [] : [{ start: 0, end: text.length }]));
  const all = texts.flatMap(({ text }, index) => cutIntoSegments(text).map((segment) => ({ index, segment })));
  const chosen: Segment[][] = texts.map(() => []);
  let length = 0;
  for (const { index, segment } of shuffled(all, seed)) {
    if (length >= limit) break;
    chosen[index]!.push(segment);
    length += segment.end - segment.start;
  }
  return chosen.map((segments) => segments.sort((a, b) => a.start - b.start));
}

/** Cuts all of a text into segments of `segmentLength` UTF-16 units. */
export function cutIntoSegments(text: string): Segment[] {
  const segments: Segment[] = [];
  for (let start = 0; start < text.length;) {
    const end = characterBoundary(text, start + segmentLength);
    segments.push({ start, end });
    start = end;
  }
  return segments;
}
