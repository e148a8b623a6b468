// Exposure of a canary: how much more likely it is than other text of its kind. 0 or little: the model knows nothing of it. The size of
// the space in bits: it is the most likely of all.
// Carlini et al., "The Secret Sharer", sections 4.2 to 4.4.
import { fitSkewNormal, log2LowerTail } from './skewNormal.ts';

export interface Exposure {
  /** log2 |R| - log2 rank, where the rank is that of the canary among all texts of its space R. */
  readonly bits: number;
  /** sampled: from the share of samples that are more likely. extrapolated: no sample is, so from a distribution fitted to them. */
  readonly method: 'sampled' | 'extrapolated';
}

/** Smaller shares of the samples are not reliable. */
const leastSamples = 3;

/**
 * Estimates the rank from random texts of the space. `canary` and `samples`: cross-entropies in bits; `spaceBits`: log2 |R|. At least
 * three samples, which differ.
 */
export function exposureOf(canary: number, samples: readonly number[], spaceBits: number): Exposure {
  const below = samples.filter((bits) => bits < canary).length;
  const equal = samples.filter((bits) => bits === canary).length;
  const count = below + equal / 2;
  if (count >= leastSamples) return { bits: -Math.log2(count / samples.length), method: 'sampled' };
  const tail = -log2LowerTail(fitSkewNormal(samples), canary);
  // So few samples are as likely that the exposure is at least this.
  const least = Math.log2(samples.length / leastSamples);
  return { bits: Math.min(spaceBits, Math.max(least, tail)), method: 'extrapolated' };
}
