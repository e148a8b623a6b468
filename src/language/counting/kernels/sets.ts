// The mixers: sets of weights for all logits, a row of each chosen by what is known of the place; four final ones mix what the sets
// say. A row learns the faster the less it was used, from errors that matter.
import { allocate } from './memory';
import { allocateWeights, bounded, dot, train } from './mixer';
import { squash } from './numbers';
import { inputs, logits } from './opinions';

const setSizes: StaticArray<u32> = [
  256, 512, 64, 1024, 256, 1024, 256, 256, 256, 512, 256, 256, 256, 2048, 256, 128, 8, 512, 512,
];
export const sets = 19;
/** What the sets say, padded with zeros. */
export const saidCount = 24;
const finalSizes: StaticArray<u32> = [256, 128, 256, 128];
export const finals = 4;
const firstWeight: f32 = 0.1;
const rate: f32 = 0.0007;
/** A row begins with the rate `fresh` + 1 times as high, and half of that is gone after `freshUses`. */
const fresh: f32 = 14;
const freshUses: f32 = 500;
const finalRate: f32 = 0.001;
/** Smaller errors teach the mixers nothing: most bits are sure, and training costs the most. */
const leastError: f32 = 0.01;

/** Rows of all sets, and how often each was used, u16. */
let weights: usize = 0;
let uses: usize = 0;
let finalWeights: usize = 0;
/** How often each row of the final mixers learnt, u32. */
let finalUses: usize = 0;
const setStarts = memory.data(sets * 4);
const finalStarts = memory.data(finals * 4);
/** Of this bit: numbers of the rows chosen, and what they said. */
const rows = memory.data(sets * 4);
const said = memory.data(saidCount * 4, 16);
const finalRows = memory.data(finals * 4);
const finalSaid = memory.data(finals * 4);

export function prepareSets(): void {
  const count = startsOf(setSizes, setStarts);
  weights = allocateWeights(count, inputs, firstWeight);
  uses = allocate(count << 1);
  const finalCount = startsOf(finalSizes, finalStarts);
  finalWeights = allocateWeights(finalCount, saidCount, 1.0 / <f32>sets);
  finalUses = allocate(finalCount << 2);
}

/** Where each set's rows begin; answers how many there are in all. */
function startsOf(sizes: StaticArray<u32>, starts: usize): u32 {
  let start: u32 = 0;
  for (let i = 0; i < sizes.length; i++) {
    store<u32>(starts + (i << 2), start);
    start += sizes[i];
  }
  return start;
}

// @ts-ignore: decorator
@inline
function weightsOf(row: u32): usize {
  return weights + ((row * inputs) << 2);
}

/** The mean of a set's rows, each as much as it was used, into `row`. */
export function meanRow(set: u32, row: usize): void {
  memory.fill(row, 0, inputs << 2);
  const start = load<u32>(setStarts + (set << 2));
  let all: f32 = 0;
  for (let number = start; number < start + setSizes[set]; number++) {
    const times = <f32>load<u16>(uses + (number << 1));
    train(row, weightsOf(number), times, inputs);
    all += times;
  }
  for (let i = 0; i < inputs; i++) store<f32>(row + (i << 2), load<f32>(row + (i << 2)) / max<f32>(all, 1));
}

/** Gives all rows of a set the same weights. */
export function spreadRow(set: u32, row: usize): void {
  const start = load<u32>(setStarts + (set << 2));
  for (let number = start; number < start + setSizes[set]; number++) memory.copy(weightsOf(number), row, inputs << 2);
}

// @ts-ignore: decorator
@inline
function finalWeightsOf(row: u32): usize {
  return finalWeights + ((row * saidCount) << 2);
}

/** Lets the set speak with its weights in this row. */
// @ts-ignore: decorator
@inline
export function choose(set: u32, row: u32): void {
  const number = load<u32>(setStarts + (set << 2)) + row;
  store<u32>(rows + (set << 2), number);
  store<f32>(said + (set << 2), bounded(dot(weightsOf(number), logits, inputs)));
}

/** What the final mixer `index` makes of what the sets said. */
// @ts-ignore: decorator
@inline
export function final(index: u32, row: u32): f32 {
  const number = load<u32>(finalStarts + (index << 2)) + row;
  store<u32>(finalRows + (index << 2), number);
  const logit = bounded(dot(finalWeightsOf(number), said, saidCount));
  store<f32>(finalSaid + (index << 2), logit);
  return logit * (1.0 / <f32>finals);
}

export function meanFinal(final: u32, row: usize): void {
  memory.fill(row, 0, saidCount << 2);
  const start = load<u32>(finalStarts + (final << 2));
  let all: f32 = 0;
  for (let number = start; number < start + finalSizes[final]; number++) {
    const times = <f32>load<u32>(finalUses + (number << 2));
    train(row, finalWeightsOf(number), times, saidCount);
    all += times;
  }
  for (let i = 0; i < saidCount; i++) store<f32>(row + (i << 2), load<f32>(row + (i << 2)) / max<f32>(all, 1));
}

export function spreadFinal(final: u32, row: usize): void {
  const start = load<u32>(finalStarts + (final << 2));
  for (let number = start; number < start + finalSizes[final]; number++) {
    memory.copy(finalWeightsOf(number), row, saidCount << 2);
  }
}

/** Learns from the bit that was last asked for. */
export function learnSets(bit: u32): void {
  const target: f32 = bit ? 1 : 0;
  for (let set = 0; set < sets; set++) {
    const error = target - squash(load<f32>(said + (set << 2)));
    if (abs(error) > leastError) {
      const row = load<u32>(rows + (set << 2));
      const used = uses + (row << 1);
      const times = <u32>load<u16>(used);
      if (times < 65535) store<u16>(used, <u16>(times + 1));
      train(weightsOf(row), logits, error * rate * (1 + (fresh * freshUses) / (freshUses + <f32>times)), inputs);
    }
  }
  for (let index = 0; index < finals; index++) {
    const error = target - squash(load<f32>(finalSaid + (index << 2)));
    if (abs(error) > leastError) {
      const row = load<u32>(finalRows + (index << 2));
      const used = finalUses + (row << 2);
      store<u32>(used, load<u32>(used) + 1);
      train(finalWeightsOf(row), said, error * finalRate, saidCount);
    }
  }
}
