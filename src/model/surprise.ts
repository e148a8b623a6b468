// Whether a text surprises a model more than the model expects. If its probabilities hold, the bits of a text exceed the entropy of the
// predictions by 0 on average, with a known variance, for easy and for difficult texts alike. A text of another kind than the learned
// ones, as another language, costs more than expected. The last bytes count most.

/** Sums over bytes, each weighted by its age. */
export interface Surprise {
  /** Bits minus their expectation, the entropy. */
  readonly excess: number;
  /** Variance of `excess`. */
  readonly variance: number;
  readonly weight: number;
}

export const noSurprise: Surprise = { excess: 0, variance: 0, weight: 0 };

/** How much less a byte counts than the one after it: as a mean over 128 bytes. */
const decay = 1 - 1 / 128;

/** So many bits a byte counts at most, as in a uniform prediction: a single one says little. */
const mostBits = 8;

const bitsOf = (probability: number): number => Math.min(mostBits, -Math.log2(probability));

/** `distribution`: of the byte, [256]. */
export function afterByte(before: Surprise, distribution: Float32Array, byte: number): Surprise {
  let [entropy, squares] = [0, 0];
  for (const probability of distribution) {
    const bits = bitsOf(probability);
    entropy += probability * bits;
    squares += probability * bits * bits;
  }
  return {
    excess: decay * before.excess + bitsOf(distribution[byte]!) - entropy,
    variance: decay * decay * before.variance + Math.max(0, squares - entropy * entropy),
    weight: decay * before.weight + 1,
  };
}

/** Standard errors by which the mean excess counts as chance. */
const chance = 1;

/** Familiar bytes that are assumed before the first one, because a few bytes say little. */
const assumed = 8;

/** Bits per byte that exceed the expected ones by more than chance. 0 where the probabilities hold. */
export function excessBits({ excess, variance, weight }: Surprise): number {
  return Math.max(0, excess - chance * Math.sqrt(variance)) / (weight + assumed);
}
