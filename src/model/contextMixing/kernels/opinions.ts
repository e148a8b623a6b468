// What everyone says of one bit, as logits, and what is learnt of how far to believe them: the contexts by their histories and
// runs, the matchers by their lengths, the voices from outside.
import { contexts, orders, placeOf, used, words } from './contexts';
import { directs, hearDirect, knownDirect, learnDirect } from './direct';
import { certain, firstGuess, learnHistory } from './histories';
import { expectedBytes, outcomeAddress } from './matches';
import { allocateLearnt, learnAt, probabilityOf, squash, stretchOf, unlearnt } from './numbers';
import { matchers } from './place';
import { nodeOf } from './groups';
import { byteOf, longestRun } from './runs';
import { entries, groups, keep, listed, listedCount, plain, plainCount, spelt, speltCount } from './sightings';
import { genericVoice, ownVoice, voiceLogit, voiceSpeaks } from './voice';

/** Beside the contexts: the direct ones, two for each matcher, two for the workspace's network, one that is always on, one for the
 * generic network. */
export const otherInputs: i32 = <i32>directs + 2 * matchers + 2 + 1 + 1;
/** Contexts, and the others; padded with zeros. As many as there are where all contexts are counted in, and as there are. */
export const inputs = ((contexts + otherInputs + 7) >> 3) << 3;
export let inputCount: u32 = 0;
export const logits = memory.data(inputs * 4, 16);
/** Of this bit: how many of the orders and of the words know something; how many contexts only ever saw the byte that is still
 * possible; how sure the workspace's network is, or else the generic one, 0-15, 0 without both. */
export let knownOrders: u32 = 0;
export let knownWords: u32 = 0;
export let onlyOne: u32 = 0;
export let voiceStep: u32 = 0;
/** What the two networks say of this bit; 0: nothing. */
export let ownSays: f32 = 0;
export let genericSays: f32 = 0;

const mapLimit: u32 = 1023;
const outcomeLimit: u32 = 255;
const confidence: f32 = 2;
/** How much a last byte says beside a history that is not learnt yet. */
const firstPull: f64 = 0.3;

/** Learnt probabilities by [context][history][last byte]; the last byte: 0 no longer possible, else 1 + 2 × (its run: once, two or
 * three times, more often) + its next bit. */
export let maps: usize = 0;
export const mapsEach = 2048;
/** Of this bit, what to move when it is known; the contexts heard, in their order. */
const historyAt = memory.data(contexts * 4);
const mapAt = memory.data(contexts * 4);
let heard: u32 = 0;
/** A one for each context, u32: the lowest byte counts orders, the next words. And the sum over those that know something. */
const kinds = memory.data((contexts + 1) * 4);
let known: u32 = 0;
/** 0 where there is nothing to learn. */
const outcomeAt = memory.data(matchers * 4);
const outcomeBits = memory.data(matchers * 4);

export function prepareOpinions(): void {
  inputCount = ((used + otherInputs + 7) >> 3) << 3;
  for (let i: u32 = 0; i < <u32>contexts; i++) {
    store<u32>(kinds + (placeOf(i) << 2), i < <u32>orders ? 1 : i < <u32>(orders + words) ? 1 << 8 : 0);
  }
  maps = allocateLearnt(contexts * mapsEach);
  for (let i = 0; i < contexts * mapsEach; i++) {
    const p = firstGuess((i >> 3) & 255);
    const code = i & 7;
    const pull = code == 0 ? 0 : firstPull;
    store<u32>(maps + (i << 2), unlearnt(p * (1 - pull) + pull * ((code - 1) & 1 ? 0.95 : 0.05)));
  }
  store<f32>(logits + ((used + otherInputs - 2) << 2), 0.4);
}

/** Before the first bit of a byte, and wherever what is open was restored. */
export function silenceContexts(): void {
  memory.fill(logits, 0, used << 2);
}

export function hear(bits: u32, index: u32): void {
  hearContexts(bits, index);
  const others = logits + (used << 2);
  hearDirect(others, bits, index);
  hearMatchers(others + (directs << 2), bits, index);
  hearVoices(others + ((directs + 2 * matchers) << 2), bits, index);
  knownOrders += knownDirect;
}

function hearVoices(at: usize, bits: u32, index: u32): void {
  ownSays = voiceLogit(ownVoice, bits, index);
  genericSays = voiceLogit(genericVoice, bits, index);
  voiceStep = 0;
  if (voiceSpeaks(ownVoice)) voiceStep = stepOfVoice(ownSays);
  else if (voiceSpeaks(genericVoice)) voiceStep = stepOfVoice(genericSays);
  store<f32>(at, ownSays);
  store<f32>(at, (squash(ownSays) - 0.5) * confidence, 4);
  store<f32>(at, genericSays, 12);
}

// @ts-ignore: decorator
@inline
function stepOfVoice(logit: f32): u32 {
  return 1 + min(<u32>(abs(logit) * 2), 14);
}

// @ts-ignore: decorator
@inline
function hearContexts(bits: u32, index: u32): void {
  const group: u32 = index < 2 ? 0 : index < 5 ? 1 : 2;
  const slots = groups + group * (contexts << 2);
  const node = nodeOf(bits, index);
  heard = 0;
  known = 0;
  for (let n: u32 = 0; n < speltCount; n++) hearContext(<u32>load<u8>(spelt + n), slots, node, bits, index);
  let left: u32 = 0;
  for (let n: u32 = 0; n < listedCount; n++) {
    const i = <u32>load<u8>(listed + n);
    if (hearContext(i, slots, node, bits, index)) {
      store<u8>(listed + left, <u8>i);
      left++;
    }
  }
  let plainLeft: u32 = 0;
  for (let n: u32 = 0; n < plainCount; n++) {
    const i = <u32>load<u8>(plain + n);
    if (hearPlain(i, bits, index)) {
      store<u8>(plain + plainLeft, <u8>i);
      plainLeft++;
    }
  }
  keep(left, plainLeft);
  knownOrders = known & 255;
  knownWords = known >> 8;
  onlyOne = plainLeft;
}

/** A run's length in three steps. */
// @ts-ignore: decorator
@inline
function oftenOf(run: u32): u32 {
  return <u32>(run > 1) + <u32>(run > 3);
}

// @ts-ignore: decorator
@inline
function mapOf(i: u32, history: u32, code: u32): usize {
  return maps + (((i << 11) + (history << 3) + code) << 2);
}

/** Answers whether the context has anything to say. */
// @ts-ignore: decorator
@inline
function hearContext(i: u32, slots: usize, node: u32, bits: u32, index: u32): bool {
  const at = <usize>load<u32>(slots + (i << 2)) + node;
  const history = <u32>load<u8>(at);
  const entry = load<u32>(entries + (i << 2));
  const last = byteOf(entry) | 256;
  const isPossible = last >> (8 - index) == bits;
  const code = select<u32>(1 + (oftenOf(entry & longestRun) << 1) + ((last >> (7 - index)) & 1), 0, isPossible);
  const map = mapOf(i, history, code);
  store<u32>(historyAt + (heard << 2), <u32>at);
  store<u32>(mapAt + (heard << 2), <u32>map);
  heard++;
  store<f32>(logits + (i << 2), select<f32>(stretchOf(load<u32>(map)), 0, (history | code) != 0));
  known += select<u32>(load<u32>(kinds + (i << 2)), 0, history != 0);
  return (history | code) != 0;
}

/** The same of a context that only ever saw one byte: its history is that byte, as often as it came. */
// @ts-ignore: decorator
@inline
function hearPlain(i: u32, bits: u32, index: u32): bool {
  const entry = load<u32>(entries + (i << 2));
  const last = byteOf(entry) | 256;
  if (last >> (8 - index) != bits) {
    store<f32>(logits + (i << 2), 0);
    return false;
  }
  const bit = (last >> (7 - index)) & 1;
  const run = entry & longestRun;
  const map = mapOf(i, certain(bit, run), 1 + (oftenOf(run) << 1) + bit);
  store<u32>(mapAt + (heard << 2), <u32>map);
  heard++;
  store<f32>(logits + (i << 2), stretchOf(load<u32>(map)));
  known += load<u32>(kinds + (i << 2));
  return true;
}

// @ts-ignore: decorator
@inline
function hearMatchers(input: usize, bits: u32, index: u32): void {
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const expected = load<u32>(expectedBytes + (matcher << 2));
    let logit: f32 = 0;
    let trust: f32 = 0;
    store<u32>(outcomeAt + (matcher << 2), 0);
    if (expected < 256 && (expected | 256) >> (8 - index) == bits) {
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
}

/** Learns from the bit that was last asked for. */
export function learnOpinions(bit: u32): void {
  learnDirect(bit);
  for (let n: u32 = 0; n < speltCount; n++) learnHistory(<usize>load<u32>(historyAt + (n << 2)), bit);
  for (let n: u32 = 0; n < heard; n++) learnAt(<usize>load<u32>(mapAt + (n << 2)), bit != 0, mapLimit);
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const outcome = <usize>load<u32>(outcomeAt + (matcher << 2));
    if (outcome) learnAt(outcome, bit == load<u32>(outcomeBits + (matcher << 2)), outcomeLimit);
  }
}
