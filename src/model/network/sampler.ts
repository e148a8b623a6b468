// Samples the next character from a distribution, with temperature and nucleus (top-p) sampling. The random number is a parameter.
// Holtzman et al., "The Curious Case of Neural Text Degeneration", https://arxiv.org/abs/1904.09751
import { unknownId } from './vocabulary.ts';

export interface Sampling {
  /** 0: the most likely character. */
  readonly temperature: number;
  /** Samples from the smallest set of characters that together have this probability; 1: from all. */
  readonly topP: number;
}

/** `logProbabilities`: [V], in nats. `uniform`: a random number in [0, 1). Returns `unknownId` only if nothing else has a probability. */
export type Sampler = (logProbabilities: Float32Array, sampling: Sampling, uniform: number) => number;

interface Buffers {
  readonly weights: Float64Array;
  readonly candidates: Uint32Array;
}

/** A sampler for vocabularies of up to `size` ids. Reuses its buffers. */
export function createSampler(size: number): Sampler {
  const weights = new Float64Array(size);
  const candidates = new Uint32Array(size);

  return (logProbabilities, { temperature, topP }, uniform) => {
    const greedy = mostLikely(logProbabilities);
    if (!(temperature > 0) || greedy === unknownId) return greedy;
    const total = soften(logProbabilities, temperature, logProbabilities[greedy]!, weights);
    if (topP >= 1) return draw(weights, undefined, logProbabilities.length, uniform * total);
    const chosen = nucleus({ weights, candidates }, logProbabilities.length, total, topP);
    return draw(weights, candidates, chosen.length, uniform * chosen.mass);
  };
}

/** The most likely id except `unknownId`; `unknownId` if no other has a probability. */
function mostLikely(logProbabilities: Float32Array): number {
  let best: number = unknownId;
  let highest = -Infinity;
  for (let id = unknownId + 1; id < logProbabilities.length; id++) {
    if (logProbabilities[id]! > highest) {
      highest = logProbabilities[id]!;
      best = id;
    }
  }
  return best;
}

/** Writes weights relative to the most likely id, so that nothing overflows, and returns their sum. The weight of `unknownId` is 0. */
function soften(logProbabilities: Float32Array, temperature: number, highest: number, weights: Float64Array): number {
  let total = 0;
  weights[unknownId] = 0;
  for (let id = unknownId + 1; id < logProbabilities.length; id++) {
    const weight = Math.exp((logProbabilities[id]! - highest) / temperature);
    weights[id] = weight;
    total += weight;
  }
  return total;
}

/** Writes the most likely ids that together have at least `topP` of the total, most likely first. */
function nucleus({ weights, candidates }: Buffers, size: number, total: number, topP: number) {
  // An id with less than an equal share of the remainder is never in the nucleus, so most of the vocabulary need not be sorted.
  const least = (total * (1 - topP)) / size;
  let found = 0;
  for (let id = unknownId + 1; id < size; id++) if (weights[id]! >= least) candidates[found++] = id;
  candidates.subarray(0, found).sort((a, b) => weights[b]! - weights[a]! || a - b);
  let mass = 0;
  let length = 0;
  while (length < found && (length === 0 || mass < topP * total)) mass += weights[candidates[length++]!]!;
  return { length, mass };
}

/** The id at which the cumulative weight exceeds `threshold`. If rounding prevents that: the last id with a weight. */
function draw(weights: Float64Array, candidates: Uint32Array | undefined, length: number, threshold: number): number {
  let last: number = unknownId;
  let sum = 0;
  for (let at = 0; at < length; at++) {
    const id = candidates ? candidates[at]! : at;
    if (weights[id]! === 0) continue;
    sum += weights[id]!;
    last = id;
    if (threshold < sum) break;
  }
  return last;
}
