// The two-layer mixer of paq8 (logistic mixing; Mahoney, "Adaptive Weighing of Context Models for Lossless Data Compression", 2005).
// Each of 16 weight sets has one row of weights per value of its selecting context. The selected row of each set mixes all inputs, and 4
// second-layer mixers mix the 16 outputs. Rows learn by online gradient descent on coding cost: w += rate * error * input.
import { clampLogits4, squash4 } from './logistic';
import { allocate } from './memory';
import { allocateWeights, dotProduct4, train } from './mixerArithmetic';
import { inputCount, inputLogits } from './mixerInputs';
import { precondition, preparePreconditioner, updateCurvature } from './preconditioner';

/** Rows of each weight set; bitPredictor.ts selects among them. */
const setSizes: StaticArray<u32> = [256, 64, 1024, 1024, 256, 256, 512, 256, 256, 256, 2048, 256, 128, 8, 512, 512];
export const setCount = 16;
/** Number of first-layer outputs, padded with zeros to a multiple of 8. */
export const paddedSetCount = ((setCount + 7) >> 3) << 3;
/** Rows of each second-layer mixer. */
const secondLayerSizes: StaticArray<u32> = [256, 128, 256, 128];
export const secondLayerCount = 4;
const initialWeight: f32 = 0.1;
const rate: f32 = 0.0007;
/** A new row learns (1 + boost) times as fast; half of the boost is left after `boostHalfLife` updates. */
const initialBoost: f32 = 14;
const boostHalfLife: f32 = 500;
const secondLayerRate: f32 = 0.001;
const secondLayerBoost: f32 = 3;
/** Smaller errors cause no update: most bits are predicted well, and updates take most of the time. */
const minError: f32 = 0.01;

/** [rows of all sets + 1][inputCount] f32; the last row stays zero. And how often each row was updated, u16. */
let weights: usize = 0;
let uses: usize = 0;
let secondLayerWeights: usize = 0;
/** How often each row of the second layer was updated, u32. */
let secondLayerUses: usize = 0;
/** Index of the first row of each set. */
const setStarts = memory.data(setCount * 4);
const secondLayerStarts = memory.data(secondLayerCount * 4);
/** Of this bit: selected rows, output logits, and errors (bit - p), of the first and of the second layer. */
const rows = memory.data(paddedSetCount * 4);
const outputs = memory.data(paddedSetCount * 4, 16);
const errors = memory.data(paddedSetCount * 4, 16);
const secondLayerRows = memory.data(secondLayerCount * 4);
const secondLayerOutputs = memory.data(secondLayerCount * 4, 16);
const secondLayerErrors = memory.data(secondLayerCount * 4, 16);

export function prepareMixer(): void {
  const count = startsOf(setSizes, setStarts);
  weights = allocateWeights(count + 1, inputCount, initialWeight);
  memory.fill(weightRow(count), 0, inputCount << 2);
  for (let set = setCount; set < paddedSetCount; set++) store<u32>(rows + (set << 2), count);
  uses = allocate(count << 1);
  const secondLayerRowCount = startsOf(secondLayerSizes, secondLayerStarts);
  secondLayerWeights = allocateWeights(secondLayerRowCount, paddedSetCount, 1.0 / <f32>setCount);
  secondLayerUses = allocate(secondLayerRowCount << 2);
  preparePreconditioner(paddedSetCount);
}

/** Fills `starts` with the first row of each set; returns the number of rows. */
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
function weightRow(row: u32): usize {
  return weights + ((row * inputCount) << 2);
}

/** Writes the mean of a set's rows to `row`, [inputCount] f32, each row weighted by its number of updates. */
export function meanWeights(set: u32, row: usize): void {
  memory.fill(row, 0, inputCount << 2);
  const start = load<u32>(setStarts + (set << 2));
  let all: f32 = 0;
  for (let number = start; number < start + setSizes[set]; number++) {
    const useCount = <f32>load<u16>(uses + (number << 1));
    train(row, weightRow(number), useCount, inputCount);
    all += useCount;
  }
  for (let i: u32 = 0; i < inputCount; i++) store<f32>(row + (i << 2), load<f32>(row + (i << 2)) / max<f32>(all, 1));
}

/** Copies `row` to all rows of a set. */
export function fillWeights(set: u32, row: usize): void {
  const start = load<u32>(setStarts + (set << 2));
  for (let number = start; number < start + setSizes[set]; number++) memory.copy(weightRow(number), row, inputCount << 2);
}

// @ts-ignore: decorator
@inline
function secondLayerRow(row: u32): usize {
  return secondLayerWeights + ((row * paddedSetCount) << 2);
}

/** Selects the row of a set for this bit. */
// @ts-ignore: decorator
@inline
export function selectWeights(set: u32, row: u32): void {
  store<u32>(rows + (set << 2), load<u32>(setStarts + (set << 2)) + row);
}

/** First layer: the output logit of every set, with its selected row. */
export function mixFirstLayer(): void {
  for (let set: u32 = 0; set < <u32>setCount; set += 4) {
    const at = rows + (set << 2);
    const sums = dotProduct4(
      inputLogits,
      inputCount,
      weightRow(load<u32>(at)),
      weightRow(load<u32>(at, 4)),
      weightRow(load<u32>(at, 8)),
      weightRow(load<u32>(at, 12)),
    );
    v128.store(outputs + (set << 2), clampLogits4(sums));
  }
}

// @ts-ignore: decorator
@inline
function selectSecondLayer(index: u32, row: u32): usize {
  const number = load<u32>(secondLayerStarts + (index << 2)) + row;
  store<u32>(secondLayerRows + (index << 2), number);
  return secondLayerRow(number);
}

/** Second layer: selects a row of each mixer; returns the mean of their logits. */
export function mixSecondLayer(a: u32, b: u32, c: u32, d: u32): f32 {
  const sums = dotProduct4(
    outputs,
    paddedSetCount,
    selectSecondLayer(0, a),
    selectSecondLayer(1, b),
    selectSecondLayer(2, c),
    selectSecondLayer(3, d),
  );
  const logits = clampLogits4(sums);
  v128.store(secondLayerOutputs, logits);
  const first = f32x4.extract_lane(logits, 0) + f32x4.extract_lane(logits, 1);
  return (first + f32x4.extract_lane(logits, 2) + f32x4.extract_lane(logits, 3)) * (1.0 / <f32>secondLayerCount);
}

/** As `meanWeights`, of a second-layer mixer, [paddedSetCount] f32. */
export function meanSecondLayerWeights(mixer: u32, row: usize): void {
  memory.fill(row, 0, paddedSetCount << 2);
  const start = load<u32>(secondLayerStarts + (mixer << 2));
  let all: f32 = 0;
  for (let number = start; number < start + secondLayerSizes[mixer]; number++) {
    const useCount = <f32>load<u32>(secondLayerUses + (number << 2));
    train(row, secondLayerRow(number), useCount, paddedSetCount);
    all += useCount;
  }
  for (let i = 0; i < paddedSetCount; i++) store<f32>(row + (i << 2), load<f32>(row + (i << 2)) / max<f32>(all, 1));
}

/** As `fillWeights`, of a second-layer mixer. */
export function fillSecondLayerWeights(mixer: u32, row: usize): void {
  const start = load<u32>(secondLayerStarts + (mixer << 2));
  for (let number = start; number < start + secondLayerSizes[mixer]; number++) {
    memory.copy(secondLayerRow(number), row, paddedSetCount << 2);
  }
}

/** Factor on the learning rate of a row after `useCount` updates. */
// @ts-ignore: decorator
@inline
function rateFactor(most: f32, useCount: f32): f32 {
  return 1 + (most * boostHalfLife) / (boostHalfLife + useCount);
}

/** Learns from the bit that was predicted last. */
export function updateMixer(bit: u32): void {
  const target = f32x4.splat(bit ? 1 : 0);
  for (let set: u32 = 0; set < <u32>setCount; set += 4) {
    v128.store(errors + (set << 2), f32x4.sub(target, squash4(v128.load(outputs + (set << 2)))));
  }
  v128.store(secondLayerErrors, f32x4.sub(target, squash4(v128.load(secondLayerOutputs))));
  for (let set = 0; set < setCount; set++) {
    const error = load<f32>(errors + (set << 2));
    if (abs(error) > minError) {
      const row = load<u32>(rows + (set << 2));
      const useAddress = uses + (row << 1);
      const useCount = <u32>load<u16>(useAddress);
      if (useCount < 65535) store<u16>(useAddress, <u16>(useCount + 1));
      train(weightRow(row), inputLogits, error * rate * rateFactor(initialBoost, <f32>useCount), inputCount);
    }
  }
  updateSecondLayer();
}

// @ts-ignore: decorator
@inline
function updateSecondLayer(): void {
  let step: usize = 0;
  for (let index = 0; index < secondLayerCount; index++) {
    const error = load<f32>(secondLayerErrors + (index << 2));
    if (abs(error) > minError) {
      if (step == 0) step = precondition(outputs);
      const row = load<u32>(secondLayerRows + (index << 2));
      const useAddress = secondLayerUses + (row << 2);
      const useCount = load<u32>(useAddress);
      store<u32>(useAddress, useCount + 1);
      train(secondLayerRow(row), step, error * secondLayerRate * rateFactor(secondLayerBoost, <f32>useCount), paddedSetCount);
    }
  }
  if (step != 0) updateCurvature(outputs, load<f32>(secondLayerErrors));
}
