// What everyone says of one bit, as logits, and what is learnt of how far to believe them: the contexts by their histories and
// runs, the matchers by their lengths, the voices from outside.
import { contexts, orders, words } from './contexts';
import { firstGuess, learnHistory } from './histories';
import { expectedBytes, outcomeAddress } from './matches';
import { allocateLearnt, learnAt, probabilityOf, squash, stretchOf, unlearnt } from './numbers';
import { matchers } from './place';
import { nodeOf } from './groups';
import { byteOf, longestRun, mixedRun } from './runs';
import { entries, groups, keepListed, listed, listedCount, spelt, speltCount } from './sightings';
import { genericVoice, ownVoice, voiceLogit, voiceSpeaks } from './voice';

/** Contexts, two for each matcher, two for the workspace's network, one that is always on, one for the generic network; padded with
 * zeros. */
export const inputs = ((contexts + 2 * matchers + 2 + 1 + 1 + 7) >> 3) << 3;
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
/** 0 where there is nothing to learn. */
const outcomeAt = memory.data(matchers * 4);
const outcomeBits = memory.data(matchers * 4);

export function prepareOpinions(): void {
  maps = allocateLearnt(contexts * mapsEach);
  for (let i = 0; i < contexts * mapsEach; i++) {
    const p = firstGuess((i >> 3) & 255);
    const code = i & 7;
    const pull = code == 0 ? 0 : firstPull;
    store<u32>(maps + (i << 2), unlearnt(p * (1 - pull) + pull * ((code - 1) & 1 ? 0.95 : 0.05)));
  }
  store<f32>(logits + ((contexts + 2 * matchers + 2) << 2), 0.4);
}

/** Before the first bit of a byte, and wherever `listed` was restored. */
export function silenceContexts(): void {
  memory.fill(logits, 0, contexts * 4);
}

export function hear(bits: u32, index: u32): void {
  hearContexts(bits, index);
  hearMatchers(bits, index);
  hearVoices(bits, index);
}

function hearVoices(bits: u32, index: u32): void {
  ownSays = voiceLogit(ownVoice, bits, index);
  genericSays = voiceLogit(genericVoice, bits, index);
  voiceStep = 0;
  if (voiceSpeaks(ownVoice)) voiceStep = stepOfVoice(ownSays);
  else if (voiceSpeaks(genericVoice)) voiceStep = stepOfVoice(genericSays);
  const at = logits + ((contexts + 2 * matchers) << 2);
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
  knownOrders = 0;
  knownWords = 0;
  onlyOne = 0;
  for (let n: u32 = 0; n < speltCount; n++) hearContext(<u32>load<u8>(spelt + n), slots, node, bits, index);
  let left: u32 = 0;
  for (let n: u32 = 0; n < listedCount; n++) {
    const i = <u32>load<u8>(listed + n);
    if (hearContext(i, slots, node, bits, index)) {
      store<u8>(listed + left, <u8>i);
      left++;
    }
  }
  keepListed(left);
}

/** Answers whether the context has anything to say. */
// @ts-ignore: decorator
@inline
function hearContext(i: u32, slots: usize, node: u32, bits: u32, index: u32): bool {
  const at = <usize>load<u32>(slots + (i << 2)) + node;
  const history = <u32>load<u8>(at);
  const entry = load<u32>(entries + (i << 2));
  const last = byteOf(entry) | 256;
  const run = entry & longestRun;
  const isPossible = <u32>(last >> (8 - index) == bits);
  const often: u32 = <u32>(run > 1) + <u32>(run > 3);
  const code = select<u32>(1 + (often << 1) + ((last >> (7 - index)) & 1), 0, isPossible);
  const map = maps + (((i << 11) + (history << 3) + code) << 2);
  store<u32>(historyAt + (heard << 2), <u32>at);
  store<u32>(mapAt + (heard << 2), <u32>map);
  heard++;
  store<f32>(logits + (i << 2), select<f32>(stretchOf(load<u32>(map)), 0, (history | code) != 0));
  const isKnown = <u32>(history != 0);
  knownOrders += isKnown & <u32>(i < <u32>orders);
  knownWords += isKnown & <u32>(i >= <u32>orders) & <u32>(i < <u32>(orders + words));
  onlyOne += isPossible & <u32>((entry & mixedRun) == 0);
  return (history | code) != 0;
}

// @ts-ignore: decorator
@inline
function hearMatchers(bits: u32, index: u32): void {
  let input = logits + (contexts << 2);
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
  for (let n: u32 = 0; n < speltCount; n++) learnHistory(<usize>load<u32>(historyAt + (n << 2)), bit);
  for (let n: u32 = 0; n < heard; n++) learnAt(<usize>load<u32>(mapAt + (n << 2)), bit != 0, mapLimit);
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const outcome = <usize>load<u32>(outcomeAt + (matcher << 2));
    if (outcome) learnAt(outcome, bit == load<u32>(outcomeBits + (matcher << 2)), outcomeLimit);
  }
}
