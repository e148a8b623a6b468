// The longest matches: where the last bytes, words or line came before, and what followed there. A match that was wrong goes on
// after the difference: one changed name does not end it.
import { allocate } from './memory';
import { allocateLearnt, mixed, pair, unlearnt } from './numbers';
import { byteAt, here, historyMask, matchAddress, matchers, reaches } from './place';

const pointerAt = 0;
const lengthAt = 4;
const missesAt = 8;
const mostMisses: u32 = 8;
const longest: u32 = 400;
/** Least length of a match by bytes; 0: the matcher goes by words or lines. */
const leastLengths: StaticArray<u32> = [20, 11, 5, 0, 0];
const lengthSteps = 32;
/** The lowest bits of a hash are the check. */
const checkShift: u32 = 22;
export const outcomesEach = lengthSteps * 16;

/** Position after a hash, as much of it as the history needs, and a check above, [matchers][entries] u32; how often the expected bit
 * came, [matchers][outcomesEach]. */
let tables: usize = 0;
let tableBits: u32 = 0;
export let outcomes: usize = 0;
const entriesAt = memory.data(matchers * 4);
const checks = memory.data(matchers * 4);
const touched = memory.data(4);
/** The expected bytes, 256: none, [matchers] u32. */
export const expectedBytes = memory.data(matchers * 4);

export function prepareMatches(bits: u32): void {
  tableBits = bits;
  tables = allocate((<usize>matchers << bits) << 2);
  outcomes = allocateLearnt(matchers * outcomesEach);
  for (let i: u32 = 0; i < matchers * outcomesEach; i++) {
    const length = (i % outcomesEach) >> 4;
    const missed = ((i >> 1) & 7) != 0;
    store<u32>(outcomes + (i << 2), unlearnt(missed ? 0.6 : (<f64>length + 1.0) / (<f64>length + 1.6)));
  }
}

export function stepOf(length: u32): u32 {
  if (length < 16) return length;
  if (length < 24) return 16 + ((length - 16) >> 2);
  if (length < 64) return 18 + (length - 24) / 10;
  return length < longest ? 22 + (length - 64) / 50 : 29;
}

/** Where it is learnt how often this matcher's expected bit comes. */
// @ts-ignore: decorator
@inline
export function outcomeAddress(matcher: u32, firstBit: bool): usize {
  const match = matchAddress(matcher);
  const step = stepOf(load<u32>(match, lengthAt));
  const misses = min<u32>(load<u32>(match, missesAt), 7);
  return outcomes + ((matcher * outcomesEach + (((step << 3) | misses) << 1) + <u32>firstBit) << 2);
}

/** Fills `expectedBytes`; answers the matcher with the longest match, or -1. */
export function expectBytes(): i32 {
  let best = -1;
  let most: u32 = 0;
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const match = matchAddress(matcher);
    const pointer = load<u32>(match, pointerAt);
    const length = load<u32>(match, lengthAt);
    const standing = pointer != 0 && reaches(pointer);
    store<u32>(expectedBytes + (matcher << 2), standing ? byteAt(pointer) : 256);
    if (standing && length > most) {
      most = length;
      best = matcher;
    }
  }
  return best;
}

// @ts-ignore: decorator
@inline
export function matchLength(matcher: u32): u32 {
  return load<u32>(matchAddress(matcher), lengthAt);
}

function hashFor(matcher: u32): u32 {
  const eight = pair(here.recent, here.older);
  if (matcher == 0) return pair(pair(eight, here.older2), pair(here.older3, here.older4));
  if (matcher == 1) return pair(eight, here.older2 & 0xffffff);
  if (matcher == 2) return pair(here.recent, here.older & 255);
  if (matcher == 3) return pair(pair(here.word != 0 ? here.word : pair(here.gap, 3), here.word1), pair(here.word2, here.word3));
  return pair(pair(here.line, here.shapeBefore), here.indent);
}

function lengthBefore(candidate: u32): u32 {
  let length: u32 = 0;
  const most = min(longest, min(here.position - here.documentStart, candidate));
  while (length < most && byteAt(candidate - 1 - length) == byteAt(here.position - 1 - length)) length++;
  return length;
}

/** Where each matcher's table has this place; all are loaded before they are needed, so that they come at once. */
function findEntries(): void {
  let touch: u32 = 0;
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const hash = mixed(hashFor(matcher));
    const entry = tables + ((<usize>matcher << tableBits) << 2) + ((hash >> (32 - tableBits)) << 2);
    store<u32>(entriesAt + (matcher << 2), <u32>entry);
    store<u32>(checks + (matcher << 2), (hash << checkShift) & ~historyMask);
    touch += load<u32>(entry);
  }
  store<u32>(touched, touch);
}

/** The position that an entry tells, 0 if it is not one of this hash. */
// @ts-ignore: decorator
@inline
function positionIn(entry: u32, check: u32): u32 {
  if (entry == 0 || ((entry ^ check) & ~historyMask) != 0) return 0;
  const back = (here.position - entry) & historyMask;
  return back == 0 ? 0 : here.position - back;
}

/** After `advance(byte)`: follows the matches, looks for better ones, and where `learning` notes this position. */
export function advanceMatches(byte: u32, learning: bool): void {
  findEntries();
  for (let matcher: u32 = 0; matcher < matchers; matcher++) {
    const match = matchAddress(matcher);
    let pointer = load<u32>(match, pointerAt);
    let length = load<u32>(match, lengthAt);
    let misses = load<u32>(match, missesAt);
    if (pointer != 0) {
      if (byteAt(pointer) == byte) {
        length = min<u32>(length + 1, 65535);
        if (misses > 0 && length > 15 && (length & 15) == 0) misses--;
      } else {
        length = 0;
        misses = min(misses + 1, mostMisses);
      }
      pointer++;
      if (pointer >= here.position || !reaches(pointer)) pointer = 0;
    }
    const least = leastLengths[matcher];
    if (here.position - here.documentStart >= least) {
      const entry = <usize>load<u32>(entriesAt + (matcher << 2));
      const check = load<u32>(checks + (matcher << 2));
      if (pointer == 0 || length < max<u32>(least, 1)) {
        const candidate = positionIn(load<u32>(entry), check);
        if (candidate != 0 && reaches(candidate)) {
          const found = lengthBefore(candidate);
          if (found >= least && (pointer == 0 || found > length || (least == 0 && length == 0))) {
            pointer = candidate;
            length = found;
            misses = 0;
          }
        }
        if (misses >= mostMisses && length == 0) pointer = 0;
      }
      if (learning) store<u32>(entry, (here.position & historyMask) | check);
    }
    store<u32>(match, pointer, pointerAt);
    store<u32>(match, length, lengthAt);
    store<u32>(match, misses, missesAt);
  }
}
