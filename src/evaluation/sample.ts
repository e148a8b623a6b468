// Keystrokes are counted everywhere in small test sets, and in a sample of stretches of large ones: guessing at every place is what
// takes the time. Bits are always counted everywhere.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { totalLength } from '../model/trainingText.ts';
import { characterBoundary } from '../completion/text/characterBoundary.ts';

/** UTF-16 units of a text, from a whole character to a whole character. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

export const segmentLength = 2000;
const seed = 1;

/** Of each text the stretches to guess in, in order: all of it where all texts together are no longer than `most` UTF-16 units. */
export function sampleSegments(
  texts: readonly { readonly text: string }[],
  most: number,
): readonly (readonly Segment[])[] {
  const total = totalLength(texts);
  if (total <= most) return texts.map(({ text }) => (text === '' ? [] : [{ start: 0, end: text.length }]));
  const all = texts.flatMap(({ text }, index) => cutIntoSegments(text).map((stretch) => ({ index, stretch })));
  shuffle(all);
  const kept: Segment[][] = texts.map(() => []);
  let length = 0;
  for (const { index, stretch } of all) {
    if (length >= most) break;
    kept[index]!.push(stretch);
    length += stretch.end - stretch.start;
  }
  return kept.map((stretches) => stretches.sort((a, b) => a.start - b.start));
}

/** All of a text in pieces. */
export function cutIntoSegments(text: string): Segment[] {
  const stretches: Segment[] = [];
  for (let start = 0; start < text.length;) {
    const end = characterBoundary(text, start + segmentLength);
    stretches.push({ start, end });
    start = end;
  }
  return stretches;
}

function shuffle(items: unknown[]): void {
  const random = xoroshiro128plus(seed);
  for (let at = items.length - 1; at > 0; at--) {
    const other = uniformInt(random, 0, at);
    [items[at], items[other]] = [items[other], items[at]];
  }
}
