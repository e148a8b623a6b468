// Draws the next character from the model's distribution: temperature, then the nucleus (top-p), then one toss of a coin that
// is passed in, so that the same coin always draws the same character.
import { unknownId } from './vocabulary.ts';

export interface Sampling {
  /** 0 = greedy. */
  readonly temperature: number;
  /** The smallest set of characters with this much probability is drawn from; 1 = all. */
  readonly topP: number;
}

/** `logProbabilities` [V] in nats, `coin` in [0, 1). Answers `outsideId` only when there is nothing else to draw. */
export type Sampler = (logProbabilities: Float32Array, sampling: Sampling, coin: number) => number;

/** A sampler for vocabularies of up to `size` ids; its buffers are made once. */
export function createSampler(size: number): Sampler {
  const weights = new Float64Array(size);
  const candidates = new Uint32Array(size);

  return (logProbabilities, { temperature, topP }, coin) => {
    const greedy = mostLikely(logProbabilities);
    if (!(temperature > 0) || greedy === unknownId) return greedy;
    const total = soften(logProbabilities, temperature, logProbabilities[greedy]!, weights);
    if (topP >= 1) return draw(weights, undefined, logProbabilities.length, coin * total);
    const kept = nucleus(weights, logProbabilities.length, total, topP, candidates);
    return draw(weights, candidates, kept.length, coin * kept.mass);
  };
}

/** One draw, for who draws seldom: its buffers are made anew each time. */
export const sample: Sampler = (logProbabilities, sampling, coin) =>
  createSampler(logProbabilities.length)(logProbabilities, sampling, coin);

/** The likeliest id besides `outsideId`; `outsideId` where no other has any probability. */
export function mostLikely(logProbabilities: Float32Array): number {
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

/** Weights relative to the likeliest (so nothing overflows at low temperatures), and their sum; `outsideId` has none. */
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

/** The likeliest ids, most likely first, that together have at least `topP` of the total. */
function nucleus(weights: Float64Array, size: number, total: number, topP: number, candidates: Uint32Array) {
  // What has less than an equal share of the remainder can never be needed: most of the vocabulary is not even sorted.
  const least = (total * (1 - topP)) / size;
  let found = 0;
  for (let id = unknownId + 1; id < size; id++) if (weights[id]! >= least) candidates[found++] = id;
  candidates.subarray(0, found).sort((a, b) => weights[b]! - weights[a]! || a - b);
  let mass = 0;
  let length = 0;
  while (length < found && (length === 0 || mass < topP * total)) mass += weights[candidates[length++]!]!;
  return { length, mass };
}

/** Walks the weights until `mark` is passed; rounding may leave it at the very end, where the last with any weight answers. */
function draw(weights: Float64Array, candidates: Uint32Array | undefined, length: number, mark: number): number {
  let last: number = unknownId;
  let sum = 0;
  for (let at = 0; at < length; at++) {
    const id = candidates ? candidates[at]! : at;
    if (weights[id]! === 0) continue;
    sum += weights[id]!;
    last = id;
    if (mark < sum) break;
  }
  return last;
}
