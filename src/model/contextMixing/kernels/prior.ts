// The prior: mixer weights and adaptive probabilities learned from other texts (scripts/assets/mixerPrior.mjs), so that a new model
// starts with useful weights. prior.bin, little-endian:
//   [u32: contextCount, maxInputs, setCount, secondLayerCount]
//   [StateMaps, then match maps: u8 per entry: logit * 10 + 128, 0: unknown]
//   [weights of the sets, then of the second layer: mean of the rows, i16 in units of 1/8192]
import { adaptiveProbability, countMask, logitOf } from './adaptiveProbability';
import { rankOf, usedContexts } from './contexts';
import { contextCount } from './contextTable';
import { squash } from './logistic';
import { matchMaps, matchMapSize } from './matchModel';
import { allocate } from './memory';
import {
  fillSecondLayerWeights,
  fillWeights,
  meanSecondLayerWeights,
  meanWeights,
  paddedSetCount,
  secondLayerCount,
  setCount,
} from './mixer';
import { inputCount, maxInputs, nonContextInputs, stateMaps, stateMapSize } from './mixerInputs';
import { prior, priorBytes } from './priorTable';
import { matchModelCount } from './textState';

const shapeBytes = 16;
const stateMapCount = contextCount * stateMapSize;
const matchMapCount = <i32>matchModelCount * matchMapSize;
const weightsAt = shapeBytes + ((stateMapCount + matchMapCount + 3) & ~3);
const requiredBytes = weightsAt + 2 * (setCount * maxInputs + secondLayerCount * paddedSetCount);
/** Update count that a probability from the prior starts with. */
const priorUpdates: u32 = 30;
/** Probabilities with fewer updates are stored as unknown. */
const minUpdates: u32 = 3;
const weightUnit: f32 = 1.0 / 8192.0;
/** One row of weights, [maxInputs] f32. */
const row = memory.data(maxInputs * 4, 16);

/** Whether prior.bin was made by a model with the same dimensions. */
export function priorFits(): bool {
  return (
    priorBytes == <u32>requiredBytes &&
    load<u32>(prior) == <u32>contextCount &&
    load<u32>(prior, 4) == <u32>maxInputs &&
    load<u32>(prior, 8) == <u32>setCount &&
    load<u32>(prior, 12) == <u32>secondLayerCount
  );
}

/** Once, after everything else is prepared. */
export function loadPrior(): void {
  if (!priorFits()) return;
  const bytes = prior + shapeBytes;
  for (let i = 0; i < contextCount; i++) {
    if (rankOf(i) >= usedContexts) continue;
    unpackProbabilities(bytes + i * stateMapSize, stateMaps + ((rankOf(i) * stateMapSize) << 2), stateMapSize);
  }
  unpackProbabilities(bytes + stateMapCount, matchMaps, matchMapCount);
  let weight = prior + weightsAt;
  for (let set = 0; set < setCount; set++) {
    weight = unpackWeights(weight, maxInputs);
    removeUnusedContexts();
    fillWeights(set, row);
  }
  for (let mixer = 0; mixer < secondLayerCount; mixer++) {
    weight = unpackWeights(weight, paddedSetCount);
    fillSecondLayerWeights(mixer, row);
  }
}

function unpackProbabilities(bytes: usize, entries: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const step = <i32>load<u8>(bytes + i);
    if (step == 0) continue;
    store<u32>(entries + (i << 2), adaptiveProbability(<f64>squash((<f32>step - 128) * 0.1)) | priorUpdates);
  }
}

function unpackWeights(from: usize, count: i32): usize {
  for (let i = 0; i < count; i++) store<f32>(row + (i << 2), <f32>load<i16>(from + (i << 1)) * weightUnit);
  return from + (count << 1);
}

/** Removes the weights of unused contexts from `row`. */
function removeUnusedContexts(): void {
  for (let i = 0; i < contextCount; i++) {
    if (rankOf(i) < usedContexts) store<f32>(row + (rankOf(i) << 2), load<f32>(row + (i << 2)));
  }
  memory.copy(row + (usedContexts << 2), row + (contextCount << 2), nonContextInputs << 2);
  for (let i: u32 = usedContexts + nonContextInputs; i < inputCount; i++) store<f32>(row + (i << 2), 0);
}

/** Bytes of the prior that `writePrior` makes. */
export function priorSize(): u32 {
  return requiredBytes;
}

/** Makes prior.bin from this model, which must use all contexts; returns its address. */
export function writePrior(): usize {
  const table = allocate(requiredBytes);
  store<u32>(table, contextCount);
  store<u32>(table, maxInputs, 4);
  store<u32>(table, setCount, 8);
  store<u32>(table, secondLayerCount, 12);
  packProbabilities(stateMaps, table + shapeBytes, stateMapCount);
  packProbabilities(matchMaps, table + shapeBytes + stateMapCount, matchMapCount);
  let weight = table + weightsAt;
  for (let set = 0; set < setCount; set++) {
    meanWeights(set, row);
    weight = packWeights(weight, maxInputs);
  }
  for (let mixer = 0; mixer < secondLayerCount; mixer++) {
    meanSecondLayerWeights(mixer, row);
    weight = packWeights(weight, paddedSetCount);
  }
  return table;
}

function packProbabilities(entries: usize, bytes: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const entry = load<u32>(entries + (i << 2));
    const step = min<f32>(max<f32>(Mathf.round(logitOf(entry) * 10) + 128, 1), 255);
    store<u8>(bytes + i, (entry & countMask) < minUpdates ? 0 : <u8>step);
  }
}

function packWeights(to: usize, count: i32): usize {
  for (let i = 0; i < count; i++) {
    const weight = Mathf.round(load<f32>(row + (i << 2)) / weightUnit);
    store<i16>(to + (i << 1), <i16>min<f32>(max<f32>(weight, -32767), 32767));
  }
  return to + (count << 1);
}
