// What the lens reads: a few long stretches of held-out text rather than the first lines of every file.
import type { LensText } from './activations.ts';

const passages = 6;
/** Of all together. */
const characters = 4096;

export function passagesOf(texts: readonly LensText[]): readonly LensText[] {
  const longest = [...texts].sort((one, other) => other.ids.length - one.ids.length).slice(0, passages);
  const each = Math.ceil(characters / Math.max(1, longest.length));
  return longest.map(({ context, ids }) => ({ context, ids: ids.subarray(0, each) }));
}
