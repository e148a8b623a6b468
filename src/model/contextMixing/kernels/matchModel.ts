// Match models (paq8, lpaq1): each finds the last place with the same recent bytes, words, or line, and predicts the byte that
// followed there. A match continues after a wrong prediction (recovery), because one renamed identifier does not end a copied passage.
import { allocate } from './memory';
import { adaptiveProbability, allocateProbabilities } from './adaptiveProbability';
import { hash32, hashPair } from './hash';
import { bufferMask, byteAt, isInBuffer } from './textBuffer';
import { matchAddress, matchModelCount, state } from './textState';

/** Fields of a match in the text state: position of the predicted byte (0: no match), length, recent misses. */
const pointerOffset = 0;
const lengthOffset = 4;
const missesOffset = 8;
const maxMisses: u32 = 8;
/** A new match is compared over at most this many bytes. */
const maxVerified: u32 = 400;
/** Minimum length of a match in bytes; 0: the model matches words (3) or the line (4). */
const minLengths: StaticArray<u32> = [20, 11, 5, 0, 0];
/** Number of length buckets. */
const lengthSteps = 32;
/** The lowest bits of a hash are its check. */
const checkShift: u32 = 22;
/** Entries per match model: [length bucket][misses, 8][first bit of the byte]. */
export const matchMapSize = lengthSteps * 16;

/** [matchModelCount][2^tableBits] u32: the position after a hash in the low bits, as many as the text buffer needs; a check above. */
let tables: usize = 0;
let tableBits: u32 = 0;
/** [matchModelCount][matchMapSize] adaptive probabilities that the predicted bit is right. */
export let matchMaps: usize = 0;
/** By model, u32: address of the table entry at this position, and the check. */
const entriesAt = memory.data(matchModelCount * 4);
const checks = memory.data(matchModelCount * 4);
/** Takes the sum of early loads, so that they are not optimized away. */
const prefetched = memory.data(4);
/** The predicted bytes, 256: none, [matchModelCount] u32. */
export const predictedBytes = memory.data(matchModelCount * 4);

export function prepareMatchModels(bits: u32): void {
  tableBits = bits;
  tables = allocate((<usize>matchModelCount << bits) << 2);
  matchMaps = allocateProbabilities(matchModelCount * matchMapSize);
  for (let i: u32 = 0; i < matchModelCount * matchMapSize; i++) {
    const length = (i % matchMapSize) >> 4;
    const missed = ((i >> 1) & 7) != 0;
    store<u32>(matchMaps + (i << 2), adaptiveProbability(missed ? 0.6 : (<f64>length + 1.0) / (<f64>length + 1.6)));
  }
}

/** Bucket of a match length, 0-29. */
function lengthBucket(length: u32): u32 {
  if (length < 16) return length;
  if (length < 24) return 16 + ((length - 16) >> 2);
  if (length < 64) return 18 + (length - 24) / 10;
  return length < maxVerified ? 22 + (length - 64) / 50 : 29;
}

/** Address of the map entry for the current match of a model. */
// @ts-ignore: decorator
@inline
export function matchMapAddress(model: u32, firstBit: bool): usize {
  const match = matchAddress(model);
  const step = lengthBucket(load<u32>(match, lengthOffset));
  const misses = min<u32>(load<u32>(match, missesOffset), 7);
  return matchMaps + ((model * matchMapSize + (((step << 3) | misses) << 1) + <u32>firstBit) << 2);
}

/** Fills `predictedBytes`; returns the model with the longest match, or -1. */
export function predictBytes(): i32 {
  let best = -1;
  let longest: u32 = 0;
  for (let model: u32 = 0; model < matchModelCount; model++) {
    const match = matchAddress(model);
    const pointer = load<u32>(match, pointerOffset);
    const length = load<u32>(match, lengthOffset);
    const isFound = pointer != 0 && isInBuffer(pointer, state.position);
    store<u32>(predictedBytes + (model << 2), isFound ? byteAt(pointer) : 256);
    if (isFound && length > longest) {
      longest = length;
      best = model;
    }
  }
  return best;
}

// @ts-ignore: decorator
@inline
export function matchLength(model: u32): u32 {
  return load<u32>(matchAddress(model), lengthOffset);
}

/** Hash of what a model matches: the last 20, 11, or 5 bytes; four words; the line, its indent, and the shape of the line before. */
function matchHash(model: u32): u32 {
  const last8 = hashPair(state.c4, state.c8);
  if (model == 0) return hashPair(hashPair(last8, state.c12), hashPair(state.c16, state.c20));
  if (model == 1) return hashPair(last8, state.c12 & 0xffffff);
  if (model == 2) return hashPair(state.c4, state.c8 & 255);
  if (model == 3) {
    const word = state.word != 0 ? state.word : hashPair(state.gap, 3);
    return hashPair(hashPair(word, state.word1), hashPair(state.word2, state.word3));
  }
  return hashPair(hashPair(state.lineHash, state.previousLineShape), state.indent);
}

/** How many bytes before `candidate` equal those before the current position. */
function verifiedLength(candidate: u32): u32 {
  let length: u32 = 0;
  const longest = min(maxVerified, min(state.position - state.documentStart, candidate));
  while (length < longest && byteAt(candidate - 1 - length) == byteAt(state.position - 1 - length)) length++;
  return length;
}

/** Computes the table entries for this position. All are loaded here, so that the cache misses overlap. */
function findEntries(): void {
  let sum: u32 = 0;
  for (let model: u32 = 0; model < matchModelCount; model++) {
    const hash = hash32(matchHash(model));
    const entry = tables + ((<usize>model << tableBits) << 2) + ((hash >> (32 - tableBits)) << 2);
    store<u32>(entriesAt + (model << 2), <u32>entry);
    store<u32>(checks + (model << 2), (hash << checkShift) & ~bufferMask);
    sum += load<u32>(entry);
  }
  store<u32>(prefetched, sum);
}

/** Position in a table entry; 0: the entry is empty or of another hash. */
// @ts-ignore: decorator
@inline
function positionOf(entry: u32, check: u32): u32 {
  if (entry == 0 || ((entry ^ check) & ~bufferMask) != 0) return 0;
  const back = (state.position - entry) & bufferMask;
  return back == 0 ? 0 : state.position - back;
}

/** After `appendToText(byte)`: advances the matches, looks for better ones, and when `learning` stores this position in the tables. */
export function updateMatches(byte: u32, learning: bool): void {
  findEntries();
  for (let model: u32 = 0; model < matchModelCount; model++) {
    const match = matchAddress(model);
    let pointer = load<u32>(match, pointerOffset);
    let length = load<u32>(match, lengthOffset);
    let misses = load<u32>(match, missesOffset);
    if (pointer != 0) {
      if (byteAt(pointer) == byte) {
        length = min<u32>(length + 1, 65535);
        if (misses > 0 && length > 15 && (length & 15) == 0) misses--;
      } else {
        length = 0;
        misses = min(misses + 1, maxMisses);
      }
      pointer++;
      if (pointer >= state.position || !isInBuffer(pointer, state.position)) pointer = 0;
    }
    const minLength = minLengths[model];
    if (state.position - state.documentStart >= minLength) {
      const entry = <usize>load<u32>(entriesAt + (model << 2));
      const check = load<u32>(checks + (model << 2));
      if (pointer == 0 || length < max<u32>(minLength, 1)) {
        const candidate = positionOf(load<u32>(entry), check);
        if (candidate != 0 && isInBuffer(candidate, state.position)) {
          const found = verifiedLength(candidate);
          if (found >= minLength && (pointer == 0 || found > length || (minLength == 0 && length == 0))) {
            pointer = candidate;
            length = found;
            misses = 0;
          }
        }
        if (misses >= maxMisses && length == 0) pointer = 0;
      }
      if (learning) store<u32>(entry, (state.position & bufferMask) | check);
    }
    store<u32>(match, pointer, pointerOffset);
    store<u32>(match, length, lengthOffset);
    store<u32>(match, misses, missesOffset);
  }
}
