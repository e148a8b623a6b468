// The context-mixing kernel: its exports to the host (contextMixing.ts). Results are deterministic, and all state is in memory.
import { prepareAdaptiveProbabilities } from './adaptiveProbability';
import { prepareBitHistories } from './bitHistory';
import { learnBit, learnByte, learnUnmixed, predictBit, prepareByte, preparePrediction } from './bitPredictor';
import { prepareCharacterClasses } from './characterClasses';
import { setDistribution } from './componentInputs';
import { prepareContexts } from './contexts';
import { findGroupSlots, restoreOpenContexts, saveOpenContexts } from './contextSlots';
import { prepareDeterministicBit } from './deterministicBit';
import { prepareDirectContexts } from './directContexts';
import { prepareHashSlots } from './hashSlots';
import { prepareStretchTable } from './logistic';
import { prepareMatchModels, updateMatches } from './matchModel';
import { prepareMixer } from './mixer';
import { clearContextInputs, prepareMixerInputs } from './mixerInputs';
import { countLearnedByte, isInSample } from './mixedSample';
import { loadPrior } from './prior';
import { prepareRunTable } from './runTable';
import { prepareTextBuffer, restoreOverwritten, saveOverwritten } from './textBuffer';
import { appendToText, beginDocument, prepareTextState, state, stateBytes } from './textState';

export { priorFits, priorSize, writePrior } from './prior';

const textBytes = 1 << 16;
/** Share of the table memory for direct contexts; and of the rest, the share of the run table. Hash slots get what is left. */
const directShare = 0.07;
const runsShare = 0.4;
/** Exchange with the host: bytes to learn or measure, and a distribution over the next byte, [256] f32. */
const text = memory.data(textBytes);
const distribution = memory.data(256 * 4);

export function textAddress(): usize {
  return text;
}
export function textCapacity(): u32 {
  return textBytes;
}
export function distributionAddress(): usize {
  return distribution;
}
export function stateAddress(): usize {
  return changetype<usize>(state);
}
export function stateSize(): usize {
  return stateBytes;
}

/** Once, before everything else. `bufferBytes` is a power of two; `withPrior`: starts from prior.bin. */
export function prepare(tableBytes: usize, bufferBytes: u32, matchBits: u32, contextCount: u32, withPrior: bool): void {
  prepareStretchTable();
  prepareAdaptiveProbabilities();
  prepareBitHistories();
  prepareCharacterClasses();
  prepareTextState();
  prepareTextBuffer(bufferBytes);
  prepareContexts(contextCount);
  prepareMatchModels(matchBits);
  prepareDeterministicBit();
  prepareMixerInputs();
  prepareMixer();
  preparePrediction();
  const direct = prepareDirectContexts(<usize>(<f64>tableBytes * directShare));
  const rest = <f64>(tableBytes - direct);
  prepareRunTable(<usize>(rest * runsShare));
  prepareHashSlots(<usize>(rest * (1 - runsShare)));
  if (withPrior) loadPrior();
  beginDocument(0);
}

/** Starts a document. `document`: the same number for the same document. */
export function begin(document: u32): void {
  beginDocument(document);
}

/** Takes the prediction of a component from `distribution`, or removes it. Components are numbered as in src/model/components.ts. */
export function setInput(component: u32, isPresent: bool): void {
  setDistribution(component, distribution, isPresent);
}

/** Predicts and learns the first `length` bytes of `text`; returns their cross-entropy in bits. */
export function learn(length: u32): f64 {
  let bits: f64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(text + i);
    bits -= Math.log2(predictByte(byte, true));
    learnByte(byte);
    countLearnedByte();
  }
  return bits;
}

/** Learns the first `length` bytes of `text` as a part of much text: the mixers learn from a sample of it (mixedSample.ts). */
export function learnSampled(length: u32): void {
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(text + i);
    if (isInSample()) {
      predictByte(byte, true);
      learnByte(byte);
    } else learnUnmixed(byte);
    countLearnedByte();
  }
}

/** Whether `learnSampled` mixes the next byte. */
export { isInSample };

/** The same without learning. */
export function measure(length: u32): f64 {
  let bits: f64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(text + i);
    bits -= Math.log2(predictByte(byte, false));
    readByte(byte);
  }
  return bits;
}

/** Probability of `byte` before it is learned. */
// @ts-ignore: decorator
@inline
function predictByte(byte: u32, learning: bool): f64 {
  let probability: f64 = 1;
  let bits: u32 = 1;
  prepareByte(learning, byte | 256);
  for (let index: u32 = 0; index < 8; index++) {
    if (index == 2) findGroupSlots(1, bits, learning);
    else if (index == 5) findGroupSlots(2, bits, learning);
    const p = predictBit(bits, index);
    const bit = (byte >> (7 - index)) & 1;
    probability *= <f64>(bit ? p : 1 - p);
    if (learning) learnBit(bit, index);
    bits = (bits << 1) | bit;
  }
  return probability;
}

/** Appends `byte` to the text without learning it. */
export function readByte(byte: u32): void {
  saveOverwritten(state.position);
  appendToText(byte);
  updateMatches(byte, false);
}

/** Before the host restores an earlier state: removes the bytes read since `position` from the text buffer. */
export function restoreText(position: u32): void {
  restoreOverwritten(position, state.position);
}

/** Fills `distribution` for the next byte. Bytes with common first bits whose total is below `least` share it evenly. */
export function predict(least: f32): void {
  prepareByte(false, 0);
  predictSubtree(1, 0, 1, least);
}

/** Depth-first over the binary tree of bytes: `mass` is the probability of `bits`. */
function predictSubtree(bits: u32, index: u32, mass: f32, least: f32): void {
  if (index == 8) {
    store<f32>(distribution + ((bits & 255) << 2), mass);
    return;
  }
  if (mass < least) {
    const width = 8 - index;
    const first = (bits << width) & 255;
    const count = <u32>1 << width;
    const share = mass / <f32>count;
    for (let byte = first; byte < first + count; byte++) store<f32>(distribution + (byte << 2), share);
    return;
  }
  if (index == 2) findGroupSlots(1, bits, false);
  else if (index == 5) findGroupSlots(2, bits, false);
  const p = predictBit(bits, index);
  saveOpenContexts(index);
  predictSubtree(bits << 1, index + 1, mass * (1 - p), least);
  restoreOpenContexts(index);
  clearContextInputs();
  predictSubtree((bits << 1) | 1, index + 1, mass * p, least);
}
