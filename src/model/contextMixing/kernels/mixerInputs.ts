// The inputs of the mixers for one bit, as logits, and the adaptive probabilities behind them: a StateMap per context (paq8), indexed
// by bit history and last byte; a map per match model, indexed by match length; direct contexts; other components.
// Order of the inputs: [usedContexts] [directCount] [match model: logit, confidence] [components and bias], padded with zeros.
// `bits` is a 1 and the bits of the byte so far, `index` the number of these bits.
import { adaptiveProbability, allocateProbabilities, logitOf, probabilityOf, updateProbability } from './adaptiveProbability';
import { initialProbability, loadRandom, runState, storeRandom, updateBitHistoryBy } from './bitHistory';
import { componentAndBiasInputs, setBias, setComponentInputs } from './componentInputs';
import { rankOf, usedContexts } from './contexts';
import {
  bitHistoryContexts,
  bitHistoryCount,
  byteHistoryContexts,
  byteHistoryCount,
  groupSlots,
  runContexts,
  runCount,
  runEntries,
  setOpenCounts,
} from './contextSlots';
import { contextCount, contextKinds } from './contextTable';
import { directCount, knownDirectOrders, setDirectInputs, updateDirectContexts } from './directContexts';
import { nodeOffset } from './hashSlots';
import { matchMapAddress, predictedBytes } from './matchModel';
import { entryByte, runMask } from './runTable';
import { matchModelCount } from './textState';

/** The only place that counts inputs. */
export const nonContextInputs: i32 = <i32>directCount + 2 * matchModelCount + componentAndBiasInputs;
/** Number of inputs, a multiple of 8: with all contexts, and with those in use. */
export const maxInputs = ((contextCount + nonContextInputs + 7) >> 3) << 3;
export let inputCount: u32 = 0;
/** [inputCount] f32. */
export const inputLogits = memory.data(maxInputs * 4, 16);

/** Of this bit: how many of the order-N contexts and of the word contexts were seen before. */
export let knownOrders: u32 = 0;
export let knownWords: u32 = 0;
/** Of this bit: how many contexts saw a single byte so far, which is still possible (deterministic contexts in paq8). */
export let deterministicContexts: u32 = 0;

const stateMapLimit: u32 = 1023;
const matchMapLimit: u32 = 255;
const confidenceScale: f32 = 2;
/** Initial weight of the last byte against the bit history. */
const runPull: f64 = 0.3;

/** [contextCount][256 bit-history states][8 codes] adaptive probabilities. Code of the last byte: 0: excluded by the bits so far;
 * otherwise 1 + 2 * step of its run + its next bit. */
export let stateMaps: usize = 0;
export const stateMapSize = 2048;
/** Of this bit: addresses of the bit histories and StateMap entries to update, [inputMapCount] u32. */
const historyAt = memory.data(contextCount * 4);
const mapAt = memory.data(contextCount * 4);
let inputMapCount: u32 = 0;
/** By rank, u32: 1 for an order-N context, 256 for a word context, so that one sum counts both. */
const kindsByRank = memory.data((contextCount + 1) * 4);
let known: u32 = 0;
/** Of this bit, by match model: address of the map entry to update (0: none), and the predicted bit. */
const matchMapAt = memory.data(matchModelCount * 4);
const predictedBits = memory.data(matchModelCount * 4);

export function prepareMixerInputs(): void {
  inputCount = ((usedContexts + nonContextInputs + 7) >> 3) << 3;
  for (let i: u32 = 0; i < <u32>contextCount; i++) {
    store<u32>(kindsByRank + (rankOf(i) << 2), contextKinds[i]);
  }
  stateMaps = allocateProbabilities(contextCount * stateMapSize);
  for (let i = 0; i < contextCount * stateMapSize; i++) {
    const p = initialProbability((i >> 3) & 255);
    const code = i & 7;
    const pull = code == 0 ? 0 : runPull;
    store<u32>(stateMaps + (i << 2), adaptiveProbability(p * (1 - pull) + pull * ((code - 1) & 1 ? 0.95 : 0.05)));
  }
  setBias(componentInputs());
}

/** Before the first bit of a byte, and after `restoreOpenContexts`. */
export function clearContextInputs(): void {
  memory.fill(inputLogits, 0, usedContexts << 2);
}

/** Computes all inputs for one bit. */
export function setMixerInputs(bits: u32, index: u32): void {
  setContextInputs(bits, index);
  const others = inputLogits + (usedContexts << 2);
  setDirectInputs(others, bits, index);
  setMatchInputs(others + (directCount << 2), bits, index);
  setComponentInputs(componentInputs(), bits, index);
  knownOrders += knownDirectOrders;
}

/** Address of the inputs of components and bias. */
// @ts-ignore: decorator
@inline
function componentInputs(): usize {
  return inputLogits + ((usedContexts + directCount + 2 * matchModelCount) << 2);
}

// @ts-ignore: decorator
@inline
function setContextInputs(bits: u32, index: u32): void {
  const group: u32 = index < 2 ? 0 : index < 5 ? 1 : 2;
  const slots = groupSlots + group * (contextCount << 2);
  const node = nodeOffset(bits, index);
  inputMapCount = 0;
  known = 0;
  for (let n: u32 = 0; n < bitHistoryCount; n++) {
    setBitHistoryInput(<u32>load<u8>(bitHistoryContexts + n), slots, node, bits, index);
  }
  let historiesLeft: u32 = 0;
  for (let n: u32 = 0; n < byteHistoryCount; n++) {
    const i = <u32>load<u8>(byteHistoryContexts + n);
    if (setBitHistoryInput(i, slots, node, bits, index)) {
      store<u8>(byteHistoryContexts + historiesLeft, <u8>i);
      historiesLeft++;
    }
  }
  let runsLeft: u32 = 0;
  for (let n: u32 = 0; n < runCount; n++) {
    const i = <u32>load<u8>(runContexts + n);
    if (setRunInput(i, bits, index)) {
      store<u8>(runContexts + runsLeft, <u8>i);
      runsLeft++;
    }
  }
  setOpenCounts(historiesLeft, runsLeft);
  knownOrders = known & 255;
  knownWords = known >> 8;
  deterministicContexts = runsLeft;
}

/** Step of a run's length: once, 2-3 times, more often. */
// @ts-ignore: decorator
@inline
function runStep(run: u32): u32 {
  return <u32>(run > 1) + <u32>(run > 3);
}

// @ts-ignore: decorator
@inline
function stateMapAddress(i: u32, history: u32, code: u32): usize {
  return stateMaps + (((i << 11) + (history << 3) + code) << 2);
}

/** Input of a context with a bit history; false: the context predicts nothing for this bit. */
// @ts-ignore: decorator
@inline
function setBitHistoryInput(i: u32, slots: usize, node: u32, bits: u32, index: u32): bool {
  const at = <usize>load<u32>(slots + (i << 2)) + node;
  const history = <u32>load<u8>(at);
  const entry = load<u32>(runEntries + (i << 2));
  const last = entryByte(entry) | 256;
  const isPossible = last >> (8 - index) == bits;
  const code = select<u32>(1 + (runStep(entry & runMask) << 1) + ((last >> (7 - index)) & 1), 0, isPossible);
  const map = stateMapAddress(i, history, code);
  store<u32>(historyAt + (inputMapCount << 2), <u32>at);
  store<u32>(mapAt + (inputMapCount << 2), <u32>map);
  inputMapCount++;
  store<f32>(inputLogits + (i << 2), select<f32>(logitOf(load<u32>(map)), 0, (history | code) != 0));
  known += select<u32>(load<u32>(kindsByRank + (i << 2)), 0, history != 0);
  return (history | code) != 0;
}

/** Input of a context that saw a single byte: its bit history follows from the byte and its run length. */
// @ts-ignore: decorator
@inline
function setRunInput(i: u32, bits: u32, index: u32): bool {
  const entry = load<u32>(runEntries + (i << 2));
  const last = entryByte(entry) | 256;
  if (last >> (8 - index) != bits) {
    store<f32>(inputLogits + (i << 2), 0);
    return false;
  }
  const bit = (last >> (7 - index)) & 1;
  const run = entry & runMask;
  const map = stateMapAddress(i, runState(bit, run), 1 + (runStep(run) << 1) + bit);
  store<u32>(mapAt + (inputMapCount << 2), <u32>map);
  inputMapCount++;
  store<f32>(inputLogits + (i << 2), logitOf(load<u32>(map)));
  known += load<u32>(kindsByRank + (i << 2));
  return true;
}

// @ts-ignore: decorator
@inline
function setMatchInputs(input: usize, bits: u32, index: u32): void {
  for (let model: u32 = 0; model < matchModelCount; model++) {
    const predicted = load<u32>(predictedBytes + (model << 2));
    let logit: f32 = 0;
    let confidence: f32 = 0;
    store<u32>(matchMapAt + (model << 2), 0);
    if (predicted < 256 && (predicted | 256) >> (8 - index) == bits) {
      const bit = (predicted >> (7 - index)) & 1;
      const map = matchMapAddress(model, index == 0);
      store<u32>(matchMapAt + (model << 2), <u32>map);
      store<u32>(predictedBits + (model << 2), bit);
      const sign: f32 = bit ? 1 : -1;
      logit = sign * logitOf(load<u32>(map));
      confidence = sign * (probabilityOf(load<u32>(map)) - 0.5) * confidenceScale;
    }
    store<f32>(input, logit);
    store<f32>(input, confidence, 4);
    input += 8;
  }
}

/** Learns from the bit that was predicted last. */
export function updateMixerInputs(bit: u32): void {
  updateDirectContexts(bit);
  let random = loadRandom();
  for (let n: u32 = 0; n < bitHistoryCount; n++) {
    random = updateBitHistoryBy(random, <usize>load<u32>(historyAt + (n << 2)), bit);
  }
  storeRandom(random);
  for (let n: u32 = 0; n < inputMapCount; n++) {
    updateProbability(<usize>load<u32>(mapAt + (n << 2)), bit != 0, stateMapLimit);
  }
  for (let model: u32 = 0; model < matchModelCount; model++) {
    const map = <usize>load<u32>(matchMapAt + (model << 2));
    if (map) updateProbability(map, bit == load<u32>(predictedBits + (model << 2)), matchMapLimit);
  }
}
