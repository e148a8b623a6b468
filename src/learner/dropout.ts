// Dropout for text that is read again: in a first reading nothing can be learnt by heart, so nothing need be hidden.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * Readings after the first over which dropout comes in: the fewer, the fewer characters there are for each weight of the model,
 * and so the sooner they are learnt by heart.
 */
export function dropoutRampEpochs(characters: number, weights: number): number {
  return Math.min(5, Math.max(1, (1.5 * characters) / weights));
}

/** The part of the hidden units to hide after `readings` of the text: none in the first, later all of `most`. */
export function dropoutAtEpoch(epochs: number, maxDropout: number, rampEpochs: number): number {
  return maxDropout * Math.min(1, Math.max(0, epochs - 1) / rampEpochs);
}

/** Fills masks: 0 for the part `dropout` of all units, and for the others what keeps the expected sum. */
export function createMaskGenerator(seed: number): (mask: Float32Array, dropout: number) => void {
  const random = xoroshiro128plus(seed);
  return (mask, dropout) => {
    if (dropout === 0) return void mask.fill(1);
    const hidden = dropout * 2 ** 32;
    const kept = 1 / (1 - dropout);
    for (let i = 0; i < mask.length; i++) mask[i] = random.next() >>> 0 < hidden ? 0 : kept;
  };
}
