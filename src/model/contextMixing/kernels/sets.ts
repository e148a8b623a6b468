// The mixers: sets of weights for all logits, a row of each chosen by what is known of the place; four final ones mix what the sets
// say. A row learns the faster the less it was used, from errors that matter.
import { noteCurvature, prepareCurvature, turned } from './curvature';
import { allocate } from './memory';
import { allocateWeights, dotFour, train } from './mixer';
import { boundedFour, squashFour } from './numbers';
import { inputCount, logits } from './opinions';

const setSizes: StaticArray<u32> = [256, 64, 1024, 1024, 256, 256, 512, 256, 256, 256, 2048, 256, 128, 8, 512, 512];
export const sets = 16;
/** What the sets say, padded by a row that stays zero. */
export const saidCount = ((sets + 7) >> 3) << 3;
const finalSizes: StaticArray<u32> = [256, 128, 256, 128];
export const finals = 4;
const firstWeight: f32 = 0.1;
const rate: f32 = 0.0007;
/** A row begins with the rate `fresh` + 1 times as high, and half of that is gone after `freshUses`. */
const fresh: f32 = 14;
const freshUses: f32 = 500;
const finalRate: f32 = 0.001;
const finalFresh: f32 = 3;
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
const rows = memory.data(saidCount * 4);
const said = memory.data(saidCount * 4, 16);
const errors = memory.data(saidCount * 4, 16);
const finalRows = memory.data(finals * 4);
const finalSaid = memory.data(finals * 4, 16);
const finalErrors = memory.data(finals * 4, 16);

export function prepareSets(): void {
  const count = startsOf(setSizes, setStarts);
  weights = allocateWeights(count + 1, inputCount, firstWeight);
  memory.fill(weightsOf(count), 0, inputCount << 2);
  for (let set = sets; set < saidCount; set++) store<u32>(rows + (set << 2), count);
  uses = allocate(count << 1);
  const finalCount = startsOf(finalSizes, finalStarts);
  finalWeights = allocateWeights(finalCount, saidCount, 1.0 / <f32>sets);
  finalUses = allocate(finalCount << 2);
  prepareCurvature(saidCount);
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
  return weights + ((row * inputCount) << 2);
}

/** The mean of a set's rows, each as much as it was used, into `row`. */
export function meanRow(set: u32, row: usize): void {
  memory.fill(row, 0, inputCount << 2);
  const start = load<u32>(setStarts + (set << 2));
  let all: f32 = 0;
  for (let number = start; number < start + setSizes[set]; number++) {
    const times = <f32>load<u16>(uses + (number << 1));
    train(row, weightsOf(number), times, inputCount);
    all += times;
  }
  for (let i: u32 = 0; i < inputCount; i++) store<f32>(row + (i << 2), load<f32>(row + (i << 2)) / max<f32>(all, 1));
}

/** Gives all rows of a set the same weights. */
export function spreadRow(set: u32, row: usize): void {
  const start = load<u32>(setStarts + (set << 2));
  for (let number = start; number < start + setSizes[set]; number++) memory.copy(weightsOf(number), row, inputCount << 2);
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
  store<u32>(rows + (set << 2), load<u32>(setStarts + (set << 2)) + row);
}

/** What the sets say with the rows chosen. */
export function mix(): void {
  for (let set: u32 = 0; set < <u32>sets; set += 4) {
    const at = rows + (set << 2);
    const sums = dotFour(
      logits,
      inputCount,
      weightsOf(load<u32>(at)),
      weightsOf(load<u32>(at, 4)),
      weightsOf(load<u32>(at, 8)),
      weightsOf(load<u32>(at, 12)),
    );
    v128.store(said + (set << 2), boundedFour(sums));
  }
}

// @ts-ignore: decorator
@inline
function finalAt(index: u32, row: u32): usize {
  const number = load<u32>(finalStarts + (index << 2)) + row;
  store<u32>(finalRows + (index << 2), number);
  return finalWeightsOf(number);
}

/** What the final mixers make of what the sets said, on average. */
export function finish(a: u32, b: u32, c: u32, d: u32): f32 {
  const sums = dotFour(said, saidCount, finalAt(0, a), finalAt(1, b), finalAt(2, c), finalAt(3, d));
  const logits = boundedFour(sums);
  v128.store(finalSaid, logits);
  const first = f32x4.extract_lane(logits, 0) + f32x4.extract_lane(logits, 1);
  return (first + f32x4.extract_lane(logits, 2) + f32x4.extract_lane(logits, 3)) * (1.0 / <f32>finals);
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

/** How many times as fast a row learns that was used so often. */
// @ts-ignore: decorator
@inline
function freshness(most: f32, times: f32): f32 {
  return 1 + (most * freshUses) / (freshUses + times);
}

/** Learns from the bit that was last asked for. */
export function learnSets(bit: u32): void {
  const target = f32x4.splat(bit ? 1 : 0);
  for (let set: u32 = 0; set < <u32>sets; set += 4) {
    v128.store(errors + (set << 2), f32x4.sub(target, squashFour(v128.load(said + (set << 2)))));
  }
  v128.store(finalErrors, f32x4.sub(target, squashFour(v128.load(finalSaid))));
  for (let set = 0; set < sets; set++) {
    const error = load<f32>(errors + (set << 2));
    if (abs(error) > leastError) {
      const row = load<u32>(rows + (set << 2));
      const used = uses + (row << 1);
      const times = <u32>load<u16>(used);
      if (times < 65535) store<u16>(used, <u16>(times + 1));
      train(weightsOf(row), logits, error * rate * freshness(fresh, <f32>times), inputCount);
    }
  }
  learnFinals();
}

// @ts-ignore: decorator
@inline
function learnFinals(): void {
  let step: usize = 0;
  for (let index = 0; index < finals; index++) {
    const error = load<f32>(finalErrors + (index << 2));
    if (abs(error) > leastError) {
      if (step == 0) step = turned(said);
      const row = load<u32>(finalRows + (index << 2));
      const used = finalUses + (row << 2);
      const times = load<u32>(used);
      store<u32>(used, times + 1);
      train(finalWeightsOf(row), step, error * finalRate * freshness(finalFresh, <f32>times), saidCount);
    }
  }
  if (step != 0) noteCurvature(said, load<f32>(finalErrors));
}
