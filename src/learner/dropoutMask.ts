// Random dropout masks for the hidden units.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Fills a mask: 0 for the share `dropout` of the units, and 1 / (1 - dropout) for the others, which keeps the expected sum. */
export function createMaskGenerator(seed: number): (mask: Float32Array, dropout: number) => void {
  const random = xoroshiro128plus(seed);
  return (mask, dropout) => {
    if (dropout === 0) return void mask.fill(1);
    const threshold = dropout * 2 ** 32;
    const scale = 1 / (1 - dropout);
    for (let i = 0; i < mask.length; i++) mask[i] = random.next() >>> 0 < threshold ? 0 : scale;
  };
}
