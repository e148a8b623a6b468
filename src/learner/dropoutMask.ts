// Random dropout masks for the hidden units.
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface MaskGenerator {
  /** Fills a mask: 0 for the share `dropout` of the units, and 1 / (1 - dropout) for the others, which keeps the expected sum. */
  (mask: Float32Array, dropout: number): void;
  /** The state of the random generator: what `createMaskGenerator` needs to continue. */
  state(): readonly number[];
}

/** `start`: a seed, or the state of a generator that continues. */
export function createMaskGenerator(start: number | readonly number[]): MaskGenerator {
  const random = typeof start === 'number' ? xoroshiro128plus(start) : xoroshiro128plusFromState(start);
  const fill = (mask: Float32Array, dropout: number): void => {
    if (dropout === 0) return void mask.fill(1);
    const threshold = dropout * 2 ** 32;
    const scale = 1 / (1 - dropout);
    for (let i = 0; i < mask.length; i++) mask[i] = random.next() >>> 0 < threshold ? 0 : scale;
  };
  return Object.assign(fill, { state: () => random.getState() });
}
