// The prediction of one bit, and what is learnt from it: histories and runs of all contexts, matches and voices -> logits ->
// mixers -> refinement. A byte is eight bits, the highest first; `bits` is a 1 and the bits of the byte so far.
import { after, certain, chanceOf, firstGuess } from './histories';
import { contexts, hashContexts, hashes, noteSuccession, orders, words } from './contexts';
import { advanceMatches, expectBytes, expectedBytes, matchLength, outcomeAddress, stepOf } from './matches';
import { allocateWeights, bounded, dot, train } from './mixer';
import { allocateLearnt, learnAt, pair, probabilityOf, squash, stretch16, stretchOf, unlearnt } from './numbers';
import { advance, above, byteAt, here, isWordKind, kindOf, matchers, openBracket } from './place';
import { learnRefinement, prepareRefinements, refine } from './refine';
import { claim, find, groupHash, lastByteAt, longestRun, mixedRun, runAt } from './slots';

/** A distribution over the next byte from outside: cumulative, [257] f32; and whether there is one. */
export const voiceSums = memory.data(257 * 4);
export const voiceSpeaks = memory.data(4);

const inputs = ((2 * contexts + 2 * matchers + 2 + 1 + 7) >> 3) << 3;
const sets = 17;
/** Logits of the sets, padded with zeros. */
const mixedCount = 24;
const finals = 4;
const historyLimit: u32 = 255;
const outcomeLimit: u32 = 255;
const firstWeight: f32 = 0.05;
const confidence: f32 = 2;
const rate: f32 = 0.002;
/** Bytes over which the rate falls from its first value half of the way down to this. */
const rateHalf: f32 = 120000;
/** Smaller errors teach the mixers nothing: most bits are sure, and training costs the most. */
const leastError: f32 = 0.01;
const finalRate: f32 = 0.001;
const refined: f32 = 0.85;
const leastProbability: f32 = 1.0 / 65536.0;
const refinements: u32 = 4;
const refinementContexts: u32 = 256 + 32768 + 32768 + 8192 + 1;

/** Learnt probabilities: [contexts][256] by history, [contexts][64] by run. */
let byHistory: usize = 0;
let byRun: usize = 0;
let weights: usize = 0;
let finalWeights: usize = 0;
let coin: u32 = 12345;
let bytesLearnt: f32 = 0;

/** Run -> its step, [128]. */
const runSteps = memory.data(128);

/** Of this byte. */
const slots = memory.data(contexts * 4);
const groups = memory.data(2 * contexts * 4);
/** Group slots for contexts that have none, [2][contexts]. */
const standIns = memory.data(2 * contexts * 8, 8);
/** Takes what nobody needs. */
const spare = memory.data(4);
/** Of this bit: what to move when it is known. 0 where nothing. */
const historyAt = memory.data(contexts * 4);
const historyMapAt = memory.data(contexts * 4);
const runMapAt = memory.data(contexts * 4);
const runBits = memory.data(contexts * 4);
const outcomeAt = memory.data(matchers * 4);
const outcomeBits = memory.data(matchers * 4);
const logits = memory.data(inputs * 4, 16);
const setSizes: StaticArray<u32> = [
  256, 256, 512, 64, 1024, 256, 1024, 256, 256, 256, 512, 256, 256, 256, 2048, 256, 128,
];
const setStarts = memory.data(sets * 4);
const finalSizes: StaticArray<u32> = [256, 128, 256, 128];
const finalStarts = memory.data(finals * 4);
/** Rows chosen, addresses; and what they said. */
const rows = memory.data(sets * 4);
const said = memory.data(mixedCount * 4, 16);
const finalRows = memory.data(finals * 4);
const finalSaid = memory.data(finals * 4);

let guess: u32 = 256;
let guessLength: u32 = 0;
let guessStep: u32 = 0;
/** Parts of the mixers' choice that stay for the byte. */
const byteRows = memory.data(sets * 4);

export function preparePrediction(): void {
  byHistory = allocateLearnt(contexts * 256);
  byRun = allocateLearnt(contexts * 64);
  for (let i = 0; i < contexts * 256; i++) store<u32>(byHistory + (i << 2), unlearnt(firstGuess(i & 255)));
  for (let i = 0; i < contexts * 64; i++) {
    const run = <f64>((i & 63) >> 2);
    store<u32>(byRun + (i << 2), unlearnt((run + 0.7) / (run + 1.2)));
  }
  for (let run: u32 = 0; run <= longestRun; run++) store<u8>(runSteps + run, <u8>runStep(run));
  let start: u32 = 0;
  for (let set = 0; set < sets; set++) {
    store<u32>(setStarts + (set << 2), start);
    start += setSizes[set];
  }
  weights = allocateWeights(start, inputs, firstWeight);
  start = 0;
  for (let final = 0; final < finals; final++) {
    store<u32>(finalStarts + (final << 2), start);
    start += finalSizes[final];
  }
  finalWeights = allocateWeights(start, mixedCount, 1.0 / <f32>sets);
  prepareRefinements(refinementContexts);
}

/** Looks up what is known of this place, before the first bit. */
export function prepareByte(learning: bool): void {
  const best = expectBytes();
  guess = best < 0 ? 256 : load<u32>(expectedBytes + (best << 2));
  guessLength = best < 0 ? 0 : matchLength(best);
  guessStep = guessLength < 8 ? guessLength >> 1 : guessLength < 16 ? 4 + ((guessLength - 8) >> 2) : guessLength < 32 ? 6 + ((guessLength - 16) >> 3) : min<u32>(8 + (27 - <u32>clz(guessLength)), 12);
  hashContexts(guess, min(guessLength, 24));
  for (let i = 0; i < contexts; i++) {
    const hash = load<u32>(hashes + (i << 2));
    store<u32>(slots + (i << 2), <u32>(learning ? claim(hash) : find(hash)));
  }
  const recent = here.recent;
  const last = recent & 255;
  const kind = kindOf(last);
  const column = here.position - here.lineStart;
  const reach = min<u32>(here.wordLength, 15);
  const bracket = openBracket();
  setByteRow(1, last);
  setByteRow(2, kind);
  setByteRow(4, (kindOf((recent >> 8) & 255) << 4) + kind);
  setByteRow(5, (min<u32>(here.indent, 15) << 4) + min<u32>(column, 15));
  setByteRow(6, (bracket == 40 ? 1 : bracket == 91 ? 2 : bracket == 123 ? 3 : 0) << 8);
  setByteRow(7, (recent >> 8) & 255);
  setByteRow(8, min<u32>(reach, 3) << 3);
  setByteRow(9, above(0));
  setByteRow(11, (reach << 4) + kindOf(byteAt(here.position - reach - 1)));
  setByteRow(12, here.marks & 255);
  setByteRow(13, (min<u32>(here.wordsInLine, 15) << 4) + kindOf(byteAt(here.lineStart + min(here.indent, column - <u32>(column > 0)))));
  setByteRow(14, kind >> 1);
}

// @ts-ignore: decorator
@inline
function setByteRow(set: u32, row: u32): void {
  store<u32>(byteRows + (set << 2), row);
}

/** Looks up the slots of a group of three bits, before its first: 0 for bits 3-5, 1 for bits 6-8. */
export function prepareGroup(group: u32, bits: u32, learning: bool): void {
  const into = groups + group * (contexts << 2);
  for (let i = 0; i < contexts; i++) {
    const first = <usize>load<u32>(slots + (i << 2));
    const run = <u32>load<u8>(first, runAt);
    let slot: usize;
    if (run & mixedRun) {
      const hash = groupHash(load<u32>(hashes + (i << 2)), bits);
      slot = learning ? claim(hash) : find(hash);
    } else {
      slot = standIns + (((group * contexts) + i) << 3);
      store<u64>(slot, 0);
      if (run) imagine(slot, group, <u32>load<u8>(first, lastByteAt) | 256, run, bits);
    }
    store<u32>(into + (i << 2), <u32>slot);
  }
}

/** Fills in the group that a context with one known byte (a leading 1 before it) does without. */
function imagine(slot: usize, group: u32, byte: u32, run: u32, bits: u32): void {
  const start: u32 = group == 0 ? 2 : 5;
  if (byte >> (8 - start) != bits) return;
  for (let index = start; index < start + 3; index++) {
    store<u8>(slot + nodeOf(byte >> (8 - index), index), <u8>certain((byte >> (7 - index)) & 1, run));
  }
}

/** Where in its slot the history of bit `index` after `bits` is. */
// @ts-ignore: decorator
@inline
function nodeOf(bits: u32, index: u32): u32 {
  const start: u32 = index < 2 ? 0 : index < 5 ? 2 : 5;
  const width = (<u32>1 << (index - start)) - 1;
  return 1 + width + (bits & width);
}

function runStep(run: u32): u32 {
  return run < 8 ? run : run < 16 ? 8 + ((run - 8) >> 2) : run < 32 ? 10 + ((run - 16) >> 3) : run < 64 ? 12 : 13;
}

/** Logit of the voice for bit `index`: its share of the bytes that agree with the bits so far. */
function voiceLogit(bits: u32, index: u32): f32 {
  const width: u32 = 8 - index;
  const first = (bits << width) & 255;
  const from = load<f32>(voiceSums + (first << 2));
  const middle = load<f32>(voiceSums + ((first + (<u32>1 << (width - 1))) << 2));
  const to = load<f32>(voiceSums + ((first + (<u32>1 << width)) << 2));
  const p = (to - middle + 0.5e-7) / (to - from + 1e-7);
  return stretch16(<u32>(65535.0 * <f64>min<f32>(max<f32>(p, 0), 1)));
}

/** Probability that the bit after `bits`, the `index`-th (0-7) of its byte, is a one. */
export function predictBit(bits: u32, index: u32): f32 {
  const node = nodeOf(bits, index);
  const from = index < 2 ? slots : index < 5 ? groups : groups + (contexts << 2);
  const shift = 8 - index;
  const late: u32 = index >= 3 ? 1 : 0;
  let input = logits;
  let knownOrders: u32 = 0;
  let knownWords: u32 = 0;
  let onlyOne: u32 = 0;
  for (let i = 0; i < contexts; i++) {
    const slot = <usize>load<u32>(slots + (i << 2));
    const historyAddress = <usize>load<u32>(from + (i << 2)) + node;
    const history = <u32>load<u8>(historyAddress);
    const map = byHistory + (((i << 8) + history) << 2);
    store<u32>(historyAt + (i << 2), <u32>historyAddress);
    store<u32>(historyMapAt + (i << 2), <u32>map);
    store<f32>(input, select<f32>(stretchOf(load<u32>(map)), 0, history != 0));
    const isKnown = <u32>(history != 0);
    knownOrders += isKnown & <u32>(i < orders);
    knownWords += isKnown & <u32>(i >= orders) & <u32>(i < orders + words);

    const run = <u32>load<u8>(slot, runAt);
    const length = run & longestRun;
    const lastByte = <u32>load<u8>(slot, lastByteAt) | 256;
    const runBit = (lastByte >> (7 - index)) & 1;
    const seenOthers = run >> 7;
    const agrees = <u32>(length > 0) & <u32>(lastByte >> shift == bits);
    const step = <u32>load<u8>(runSteps + length);
    const runMap = select(byRun + (((i << 6) + (((step << 1) | seenOthers) << 1) + late) << 2), spare, agrees);
    onlyOne += agrees & (seenOthers ^ 1);
    store<u32>(runMapAt + (i << 2), <u32>runMap);
    store<u32>(runBits + (i << 2), runBit);
    const logit = stretchOf(load<u32>(runMap));
    store<f32>(input, select<f32>(select<f32>(logit, -logit, runBit), 0, agrees), 4);
    input += 8;
  }
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const expected = load<u32>(expectedBytes + (matcher << 2));
    let logit: f32 = 0;
    let trust: f32 = 0;
    store<u32>(outcomeAt + (matcher << 2), 0);
    if (expected < 256 && (expected | 256) >> shift == bits) {
      const bit = (expected >> (7 - index)) & 1;
      const outcome = outcomeAddress(matcher, index == 0);
      store<u32>(outcomeAt + (matcher << 2), <u32>outcome);
      store<u32>(outcomeBits + (matcher << 2), bit);
      const sign: f32 = bit ? 1 : -1;
      logit = sign * stretchOf(load<u32>(outcome));
      trust = sign * (probabilityOf(load<u32>(outcome)) - 0.5) * confidence;
    }
    store<f32>(input, logit);
    store<f32>(input, trust, 4);
    input += 8;
  }
  let voiceStep: u32 = 0;
  let voiceSays: f32 = 0;
  if (load<u32>(voiceSpeaks)) {
    voiceSays = voiceLogit(bits, index);
    voiceStep = 1 + min(<u32>(abs(voiceSays) * 2), 14);
  }
  store<f32>(input, voiceSays);
  store<f32>(input, (squash(voiceSays) - 0.5) * confidence, 4);
  input += 8;
  store<f32>(input, 0.4);

  const agreesWithGuess = guess < 256 && (guess | 256) >> shift == bits;
  const guessBit = agreesWithGuess ? (guess >> (7 - index)) & 1 : 0;
  const step: u32 = agreesWithGuess ? 1 + guessStep : 0;
  const phase: u32 = index == 0 ? 0 : index < 3 ? 1 : index < 5 ? 2 : 3;
  const last = here.recent & 255;
  choose(0, bits);
  choose(1, byteRow(1));
  choose(2, (((step << 1) | guessBit) << 4) + byteRow(2));
  choose(3, (knownOrders << 3) + index);
  choose(4, byteRow(4) + (phase << 8));
  choose(5, byteRow(5));
  choose(6, byteRow(6) + bits);
  choose(7, byteRow(7));
  choose(8, (min<u32>(knownWords, 7) << 5) + byteRow(8) + index);
  choose(9, byteRow(9));
  choose(10, agreesWithGuess ? 256 + guess : guess < 256 ? kindOf(guess) : 0);
  choose(11, byteRow(11));
  choose(12, byteRow(12));
  choose(13, byteRow(13));
  choose(14, (bits << 3) + byteRow(14));
  choose(15, (min<u32>(onlyOne, 31) << 3) + index);
  choose(16, (voiceStep << 3) + index);

  let logit = final(0, bits) + final(1, (step << 3) + index) + final(2, last) + final(3, (voiceStep << 3) + index);
  logit = bounded(logit * (1.0 / <f32>finals));
  const estimate =
    refine(0, bits, logit) * 0.1 +
    refine(1, 256 + (((last << 8) | bits) & 32767), logit) * 0.3 +
    refine(2, 256 + 32768 + (pair(here.recent & 0xffff, bits) & 32767), logit) * 0.35 +
    refine(3, 256 + 65536 + (agreesWithGuess ? (guess << 5) | stepOf(guessLength) : 0), logit) * 0.25;
  const p = squash(logit) * (1 - refined) + estimate * refined;
  return min(max(p, leastProbability), 1 - leastProbability);
}

// @ts-ignore: decorator
@inline
function byteRow(set: u32): u32 {
  return load<u32>(byteRows + (set << 2));
}

/** Lets the set speak with its weights in this row. */
// @ts-ignore: decorator
@inline
function choose(set: u32, row: u32): void {
  const address = weights + ((load<u32>(setStarts + (set << 2)) + row) * inputs << 2);
  store<u32>(rows + (set << 2), <u32>address);
  store<f32>(said + (set << 2), bounded(dot(address, logits, inputs)));
}

// @ts-ignore: decorator
@inline
function final(index: u32, row: u32): f32 {
  const address = finalWeights + ((load<u32>(finalStarts + (index << 2)) + row) * mixedCount << 2);
  store<u32>(finalRows + (index << 2), <u32>address);
  const logit = bounded(dot(address, said, mixedCount));
  store<f32>(finalSaid + (index << 2), logit);
  return logit;
}

// @ts-ignore: decorator
@inline
function learnHistory(address: usize, bit: u32): void {
  const state = <u32>load<u8>(address);
  coin = coin * 1664525 + 1013904223;
  store<u8>(address, <u8>select(after(state, bit), state, coin >> 25 < chanceOf(state, bit)));
}

/** Learns from the bit that `predictBit` was last asked for. */
export function learnBit(bit: u32): void {
  for (let i = 0; i < contexts; i++) {
    const history = <usize>load<u32>(historyAt + (i << 2));
    learnHistory(history, bit);
    learnAt(load<u32>(historyMapAt + (i << 2)), bit != 0, historyLimit);
    learnAt(<usize>load<u32>(runMapAt + (i << 2)), bit == load<u32>(runBits + (i << 2)), historyLimit);
  }
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const outcome = <usize>load<u32>(outcomeAt + (matcher << 2));
    if (outcome) learnAt(outcome, bit == load<u32>(outcomeBits + (matcher << 2)), outcomeLimit);
  }
  const target: f32 = bit ? 1 : 0;
  const now = rate * (1 + 3.5 * rateHalf / (rateHalf + bytesLearnt));
  for (let set = 0; set < sets; set++) {
    const error = target - squash(load<f32>(said + (set << 2)));
    if (abs(error) > leastError) train(load<u32>(rows + (set << 2)), logits, error * now, inputs);
  }
  for (let index = 0; index < finals; index++) {
    const error = target - squash(load<f32>(finalSaid + (index << 2)));
    if (abs(error) > leastError) train(load<u32>(finalRows + (index << 2)), said, error * finalRate, mixedCount);
  }
  for (let stage: u32 = 0; stage < refinements; stage++) learnRefinement(stage, bit);
}

/** Writes the path of `byte` through group `group` of a context: as after `times` of it where new, or one more time. */
function writePath(hash: u32, group: u32, byte: u32, times: u32): void {
  const first = group == 0 ? 2 : 5;
  const slot = claim(groupHash(hash, (byte | 256) >> (8 - first)));
  for (let index = first; index < first + 3; index++) {
    const bit = (byte >> (7 - index)) & 1;
    const history = slot + nodeOf((byte | 256) >> (8 - index), index);
    const old = <u32>load<u8>(history);
    if (times == 0) learnHistory(history, bit);
    else if (old == 0) store<u8>(history, <u8>certain(bit, times));
  }
}

/** Learns the whole byte, and goes on behind it. */
export function learnByte(byte: u32): void {
  for (let i = 0; i < contexts; i++) {
    const slot = <usize>load<u32>(slots + (i << 2));
    const run = <u32>load<u8>(slot, runAt);
    const last = <u32>load<u8>(slot, lastByteAt);
    if (run != 0 && last == byte) {
      if ((run & longestRun) < longestRun) store<u8>(slot, <u8>(run + 1), runAt);
      continue;
    }
    if (run != 0 && run < mixedRun) {
      const hash = load<u32>(hashes + (i << 2));
      for (let group: u32 = 0; group < 2; group++) {
        writePath(hash, group, last, run);
        writePath(hash, group, byte, 0);
      }
    }
    store<u8>(slot, <u8>byte, lastByteAt);
    store<u8>(slot, <u8>(run == 0 ? 1 : mixedRun + 1), runAt);
  }
  bytesLearnt += 1;
  noteSuccession(byte, here.word != 0 && !isWordKind(kindOf(byte)));
  advance(byte);
  advanceMatches(byte, true);
}
