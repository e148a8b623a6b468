// Dropout between the hidden states and the outputs, with one mask for all steps of a window (Gal and Ghahramani 2016).
import { storePair } from './vector';

/** to = from · mask, for one panel of `steps` steps, each with `bytes` bytes like the mask. Twice per chunk and panel. */
export function maskRows(steps: u32, bytes: usize, from: usize, mask: usize, to: usize): void {
  for (; steps > 0; steps--) {
    for (let at: usize = 0; at < bytes; at += 32) {
      const x0 = f32x4.mul(v128.load(from + at, 0), v128.load(mask + at, 0));
      const x1 = f32x4.mul(v128.load(from + at, 16), v128.load(mask + at, 16));
      storePair(to + at, x0, x1);
    }
    from += bytes;
    to += bytes;
  }
}
