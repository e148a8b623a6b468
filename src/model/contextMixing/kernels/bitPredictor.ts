// Predicts one bit and learns from it, as paq8's Predictor: mixer inputs -> two-layer mixer -> APM stages -> final mixer. A byte is
// eight bits, the highest first. `bits` is a 1 and the bits of the byte so far, `index` (0-7) the number of these bits.
import { apm, prepareApms, updateApm } from './apm';
import { classOf, isWordClass } from './characterClasses';
import { anyPrediction, componentConfidence } from './componentInputs';
import { computeContexts, rankOf, updateSuccessors } from './contexts';
import { lineShapeAndWord, order4, order8, wordAndGap } from './contextTable';
import { findContextSlots, updateBitHistories, updateContextSlots } from './contextSlots';
import { deterministicProbability, updateDeterministicBit } from './deterministicBit';
import { computeDirectContexts } from './directContexts';
import { mixFinal, prepareFinalMixer, updateFinalMixer } from './finalMixer';
import { hashPair } from './hash';
import { squash } from './logistic';
import { matchLength, predictBytes, predictedBytes, updateMatches } from './matchModel';
import { mixFirstLayer, mixSecondLayer, selectWeights, setCount, updateMixer } from './mixer';
import {
  clearContextInputs,
  deterministicContexts,
  inputLogits,
  knownOrders,
  knownWords,
  setMixerInputs,
  updateMixerInputs,
} from './mixerInputs';
import { byteAt } from './textBuffer';
import { appendToText, byteAbove, openBracket, state } from './textState';

/** Weight of the APM stages in the probability; the mixer's own has the rest. */
const apmShare: f32 = 0.85;
const minProbability: f32 = 1.0 / 65536.0;
/** Without prediction, nothing is learned of a byte that so long a match predicts: its contexts are known. */
const longMatch: u32 = 20;
const apmStages: u32 = 2;
const apmContexts: u32 = 2 * 32768;

/** The byte that the longest match predicts (256: none), the length of the match, and the step of the length. */
let matchByte: u32 = 256;
let matchedLength: u32 = 0;
let matchStep: u32 = 0;
/** By weight set: the part of the selected row that is the same for all bits of a byte. */
const byteRows = memory.data(setCount * 4);
/** Whether the first bit of this byte was predicted without the mixers. */
let isDeterministic: bool = false;

export function preparePrediction(): void {
  prepareFinalMixer();
  prepareApms(apmContexts);
}

/**
 * Before the first bit of a byte: computes the contexts and finds their slots. `learning`: creates missing slots. `known`: the byte with
 * a leading 1; 0: it is not known.
 */
export function prepareByte(learning: bool, known: u32): void {
  followMatch();
  matchStep = matchStepOf(matchedLength);
  computeContexts(matchByte, min(matchedLength, 24));
  computeDirectContexts();
  findContextSlots(learning, true, known);
  clearContextInputs();
  selectByteRows();
}

/** Takes the longest match. */
// @ts-ignore: decorator
@inline
function followMatch(): void {
  const best = predictBytes();
  matchByte = best < 0 ? 256 : load<u32>(predictedBytes + (best << 2));
  matchedLength = best < 0 ? 0 : matchLength(best);
}

/** Step of a match length, 0-12. */
function matchStepOf(length: u32): u32 {
  if (length < 8) return length >> 1;
  if (length < 16) return 4 + ((length - 8) >> 2);
  return length < 32 ? 6 + ((length - 16) >> 3) : min<u32>(8 + (27 - <u32>clz(length)), 12);
}

/** Computes the row parts that only depend on the bytes before. */
function selectByteRows(): void {
  const lastClass = classOf(state.c4 & 255);
  const column = state.position - state.lineStart;
  const wordLength = min<u32>(state.wordLength, 15);
  const bracket = openBracket();
  setByteRow(2, (classOf((state.c4 >> 8) & 255) << 4) + lastClass);
  setByteRow(3, (bracket == 40 ? 1 : bracket == 91 ? 2 : bracket == 123 ? 3 : 0) << 8);
  setByteRow(4, min<u32>(wordLength, 3) << 3);
  setByteRow(5, byteAbove(0));
  setByteRow(7, (wordLength << 4) + classOf(byteAt(state.position - wordLength - 1)));
  setByteRow(8, state.punctuation & 255);
  const firstOfLine = byteAt(state.lineStart + min(state.indent, column - <u32>(column > 0)));
  setByteRow(9, (min<u32>(state.wordsInLine, 15) << 4) + classOf(firstOfLine));
  setByteRow(10, lastClass >> 1);
}

// @ts-ignore: decorator
@inline
function setByteRow(set: u32, row: u32): void {
  store<u32>(byteRows + (set << 2), row);
}

// @ts-ignore: decorator
@inline
function byteRow(set: u32): u32 {
  return load<u32>(byteRows + (set << 2));
}

/** Step of a context's logit, 0-7. */
// @ts-ignore: decorator
@inline
function logitStep(context: u32): u32 {
  return <u32>min<f32>(max<f32>(load<f32>(inputLogits + (rankOf(context) << 2)) * 0.6 + 4, 0), 7);
}

// @ts-ignore: decorator
@inline
function clampProbability(p: f32): f32 {
  return min(max(p, minProbability), 1 - minProbability);
}

/** Probability that the next bit is a one. */
export function predictBit(bits: u32, index: u32): f32 {
  if (index == 0) {
    const p = deterministicProbability();
    isDeterministic = p < 1;
    if (isDeterministic) return max(p, minProbability);
  }
  setMixerInputs(bits, index);
  const agrees = matchByte < 256 && (matchByte | 256) >> (8 - index) == bits;
  const step: u32 = agrees ? 1 + matchStep : 0;
  const phase: u32 = index == 0 ? 0 : index < 3 ? 1 : index < 5 ? 2 : 3;
  const last = state.c4 & 255;
  // The weight sets are selected by: the bits so far; known order-N contexts; classes of the last bytes; the open bracket; known word
  // contexts; the byte above; the matched byte; the word length; punctuation; the first byte of the line; the last class; deterministic
  // contexts; the confidence of a component; the bit index; and the logits of two contexts each.
  selectWeights(0, bits);
  selectWeights(1, (knownOrders << 3) + index);
  selectWeights(2, byteRow(2) + (phase << 8));
  selectWeights(3, byteRow(3) + bits);
  selectWeights(4, (min<u32>(knownWords, 7) << 5) + byteRow(4) + index);
  selectWeights(5, byteRow(5));
  selectWeights(6, agrees ? 256 + matchByte : matchByte < 256 ? classOf(matchByte) : 0);
  selectWeights(7, byteRow(7));
  selectWeights(8, byteRow(8));
  selectWeights(9, byteRow(9));
  selectWeights(10, (bits << 3) + byteRow(10));
  selectWeights(11, (min<u32>(deterministicContexts, 31) << 3) + index);
  selectWeights(12, (componentConfidence << 3) + index);
  selectWeights(13, index);
  selectWeights(14, (logitStep(order4) << 6) | (logitStep(wordAndGap) << 3) | index);
  selectWeights(15, (logitStep(order8) << 6) | (logitStep(lineShapeAndWord) << 3) | index);
  mixFirstLayer();
  const logit = mixSecondLayer(bits, (step << 3) + index, last, (componentConfidence << 3) + index);
  const estimate =
    apm(0, ((last << 8) | bits) & 32767, logit) * 0.5 +
    apm(1, 32768 + (hashPair(state.c4 & 0xffff, bits) & 32767), logit) * 0.5;
  const p = squash(logit) * (1 - apmShare) + estimate * apmShare;
  const mixed = clampProbability(p);
  return anyPrediction() ? clampProbability(mixFinal(mixed)) : mixed;
}

/** Learns from the bit that `predictBit` predicted last. */
export function learnBit(bit: u32, index: u32): void {
  if (index == 0) {
    updateDeterministicBit(bit);
    if (isDeterministic) return;
  }
  if (anyPrediction()) updateFinalMixer(bit);
  updateMixerInputs(bit);
  updateMixer(bit);
  for (let stage: u32 = 0; stage < apmStages; stage++) updateApm(stage, bit);
}

/** After the last bit of a byte: learns the byte and appends it to the text. */
export function learnByte(byte: u32): void {
  updateContextSlots(byte);
  append(byte);
}

/** Learns a byte without predicting it: neither probabilities nor mixers learn from it. */
export function learnUnmixed(byte: u32): void {
  followMatch();
  updateDeterministicBit(byte >> 7);
  if (matchByte != byte || matchedLength < longMatch) {
    computeContexts(matchByte, min(matchedLength, 24));
    findContextSlots(true, false, byte | 256);
    updateBitHistories(byte);
    updateContextSlots(byte);
  }
  append(byte);
}

/** Appends a learned byte to the text. */
// @ts-ignore: decorator
@inline
function append(byte: u32): void {
  updateSuccessors(byte, state.word != 0 && !isWordClass(classOf(byte)));
  appendToText(byte);
  updateMatches(byte, true);
}
