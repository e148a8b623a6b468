// numpy's legacy generator (RandomState), so that seed 1 gives the same initial weights as in the numpy notebook: MT19937 seeded by
// init_genrand, 53-bit doubles, and the polar method for normal numbers.
import { mersenne } from 'pure-rand/generator/mersenne';

/** Standard normal numbers, equal to `numpy.random.seed(seed); numpy.random.randn()`. */
export function numpyNormals(seed: number): () => number {
  const random = mersenne(seed);
  // Not pure-rand's uniformFloat64, which uses the low bits of the two draws. numpy uses the high bits.
  const uniform = () => ((random.next() >>> 5) * 2 ** 26 + (random.next() >>> 6)) / 2 ** 53;
  let kept: number | undefined;
  return () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      kept = scale * x; // numpy returns the second one first
      return scale * y;
    }
  };
}
