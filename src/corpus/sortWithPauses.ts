// Sorts a long array without keeping the thread busy.
import type { Pause } from '../model/work.ts';

/** Array elements that are sorted or merged between two calls of a pause. */
const elementsPerSlice = 500;

/** A stable merge sort that pauses. Sorts in place; resolves to the same array. */
export async function sortWithPauses<T>(array: T[], compare: (a: T, b: T) => number, pause?: Pause): Promise<T[]> {
  let from: T[] = [];
  for (let start = 0; start < array.length; start += elementsPerSlice) {
    from.push(...array.slice(start, start + elementsPerSlice).sort(compare));
    await pause?.();
  }
  let to: T[] = [...from];
  for (let width = elementsPerSlice; width < array.length; width *= 2) {
    for (let start = 0; start < array.length; start += 2 * width) {
      await merge({ from, to }, { start, middle: start + width, end: start + 2 * width }, compare, pause);
    }
    [from, to] = [to, from];
  }
  for (let index = 0; index < array.length; index++) array[index] = from[index]!;
  return array;
}

interface Runs {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

/** Merges two sorted runs next to each other. They may end after the array. */
async function merge<T>(
  { from, to }: { readonly from: readonly T[]; readonly to: T[] },
  { start, middle, end }: Runs,
  compare: (a: T, b: T) => number,
  pause: Pause | undefined,
): Promise<void> {
  const [leftEnd, rightEnd] = [Math.min(middle, from.length), Math.min(end, from.length)];
  let [left, right] = [start, middle];
  for (let at = start; at < rightEnd; at++) {
    const takesLeft = left < leftEnd && (right >= rightEnd || compare(from[left]!, from[right]!) <= 0);
    to[at] = from[takesLeft ? left++ : right++]!;
    if (at % elementsPerSlice === 0) await pause?.();
  }
}
