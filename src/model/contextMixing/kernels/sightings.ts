// What all contexts know of this place: looked up before a byte and before each group of its bits, completed behind it.
// A context is new, or only ever saw one byte (`plain`), or knows a sequence of bytes (`listed`), or has histories of its own
// (`spelt`).
import { contexts, hashes, used } from './contexts';
import { belongs, claim, find, groupHash, groupHome, nodeOf } from './groups';
import { certain, learnHistory } from './histories';
import { byteOf, entryOf, findEntry, foundEntry, longestRun, mixedRun, runHome } from './runs';
import { append, byteIn, imagine, isSequence, lengthOf, timesIn, writeRun } from './sequences';

/** Entries of this byte, 0 where a context is new: [contexts] u32. */
export const entries = memory.data(contexts * 4);
/** Slots of the groups, [3][contexts] u32. */
export const groups = memory.data(3 * contexts * 4);
/** Contexts with histories of their own; with a sequence, and with a byte, that may still be: u8 each. */
export const spelt = memory.data(contexts);
export let speltCount: u32 = 0;
export const listed = memory.data(contexts);
export let listedCount: u32 = 0;
export const plain = memory.data(contexts);
export let plainCount: u32 = 0;

const entryAt = memory.data(contexts * 4);
/** The sequences of `listed`, and the first slots of contexts that saw several bytes. */
const sequences = memory.data(contexts * 4);
const firstSlots = memory.data(contexts * 4);
/** Slots for the histories that sequences make, [3][contexts]. */
const standIns = memory.data(3 * contexts * 8, 8);
const groupHashes = memory.data(contexts * 4);
/** Loads of lines before they are needed, so that they come all at once rather than one after the other. */
const touched = memory.data(4);

// @ts-ignore: decorator
@inline
function hashOf(context: u32): u32 {
  return load<u32>(hashes + (context << 2));
}

/** Before the first bit. */
export function lookUp(learning: bool): void {
  let touch: u32 = 0;
  for (let i: u32 = 0; i < used; i++) touch += load<u8>(runHome(hashOf(i)));
  for (let i: u32 = 0; i < used; i++) {
    const hash = hashOf(i);
    store<u32>(entryAt + (i << 2), <u32>findEntry(runHome(hash), hash));
    store<u32>(entries + (i << 2), foundEntry);
    if (foundEntry & mixedRun) touch += load<u8>(groupHome(groupHash(hash, 1)));
  }
  store<u32>(touched, touch);
  speltCount = 0;
  listedCount = 0;
  plainCount = 0;
  for (let i: u32 = 0; i < used; i++) {
    const entry = load<u32>(entries + (i << 2));
    if (entry) lookUpFirst(i, entry, learning);
  }
}

// @ts-ignore: decorator
@inline
function lookUpFirst(i: u32, entry: u32, learning: bool): void {
  if ((entry & mixedRun) == 0) {
    store<u8>(plain + plainCount, <u8>i);
    plainCount++;
    return;
  }
  const hash = groupHash(hashOf(i), 1);
  let slot = learning ? claim(hash) : find(hash);
  store<u32>(firstSlots + (i << 2), <u32>slot);
  if (isSequence(slot)) {
    store<u32>(sequences + (i << 2), <u32>slot);
    slot = standIns + (i << 3);
    imagine(slot, load<u32>(sequences + (i << 2)), 0, 2, 1);
    store<u8>(listed + listedCount, <u8>i);
    listedCount++;
  } else {
    store<u8>(spelt + speltCount, <u8>i);
    speltCount++;
  }
  store<u32>(groups + (i << 2), <u32>slot);
}

/** Before bit 2 (group 1) and bit 5 (group 2). */
export function lookUpGroup(group: u32, bits: u32, learning: bool): void {
  const into = groups + group * (contexts << 2);
  let touch: u32 = 0;
  for (let n: u32 = 0; n < speltCount; n++) {
    const hash = groupHash(hashOf(load<u8>(spelt + n)), bits);
    store<u32>(groupHashes + (n << 2), hash);
    touch += load<u8>(groupHome(hash));
  }
  store<u32>(touched, touch);
  for (let n: u32 = 0; n < speltCount; n++) {
    const hash = load<u32>(groupHashes + (n << 2));
    store<u32>(into + (<u32>load<u8>(spelt + n) << 2), <u32>(learning ? claim(hash) : find(hash)));
  }
  const start: u32 = group == 1 ? 2 : 5;
  for (let n: u32 = 0; n < listedCount; n++) {
    const i = <u32>load<u8>(listed + n);
    const slot = standIns + ((group * contexts + i) << 3);
    imagine(slot, load<u32>(sequences + (i << 2)), start, start + 3, bits);
    store<u32>(into + (i << 2), <u32>slot);
  }
}

/** How many of `listed` and of `plain` can still go on; the others were moved out of their beginnings. */
export function keep(listedLeft: u32, plainLeft: u32): void {
  listedCount = listedLeft;
  plainCount = plainLeft;
}

const keptBytes = 2 * (contexts + 1);
/** For a search through the bits: what was listed, and plain, at each, [8][2][count, contexts] u8. */
const kept = memory.data(8 * keptBytes);

export function saveOpen(index: u32): void {
  const into = kept + index * keptBytes;
  store<u8>(into, <u8>listedCount);
  memory.copy(into + 1, listed, listedCount);
  store<u8>(into, <u8>plainCount, contexts + 1);
  memory.copy(into + contexts + 2, plain, plainCount);
}

export function restoreOpen(index: u32): void {
  const from = kept + index * keptBytes;
  listedCount = load<u8>(from);
  memory.copy(listed, from + 1, listedCount);
  plainCount = load<u8>(from, contexts + 1);
  memory.copy(plain, from + contexts + 2, plainCount);
}

/** Behind the byte: every context has seen it. */
export function noteByte(byte: u32): void {
  for (let i: u32 = 0; i < used; i++) {
    const entry = load<u32>(entries + (i << 2));
    const hash = hashOf(i);
    const isNext = entry != 0 && byteOf(entry) == byte;
    const run = isNext ? min((entry & longestRun) + 1, longestRun) : 1;
    let mixed = entry & mixedRun;
    if (mixed) noteOther(hash, <usize>load<u32>(firstSlots + (i << 2)), byte);
    else if (entry != 0 && !isNext) {
      mixed = mixedRun;
      const sequence = claim(groupHash(hash, 1));
      writeRun(sequence, byteOf(entry), entry & longestRun);
      append(sequence, byte);
    }
    store<u32>(<usize>load<u32>(entryAt + (i << 2)), entryOf(hash, byte, run | mixed));
  }
}

function noteOther(hash: u32, slot: usize, byte: u32): void {
  // Another context may have taken the slot over meanwhile.
  if (!belongs(slot, groupHash(hash, 1)) || !isSequence(slot) || append(slot, byte)) return;
  const sequence = load<u64>(slot);
  store<u64>(slot, sequence & 255);
  const length = lengthOf(sequence);
  for (let n: u32 = 0; n < length; n++) spell(hash, slot, byteIn(sequence, n), timesIn(sequence, n));
  spell(hash, slot, byte | 256, 1);
}

/** Writes a byte, with a leading 1, into the histories of a context. */
function spell(hash: u32, first: usize, byte: u32, times: u32): void {
  writePath(first, 0, 2, byte, times);
  writePath(claim(groupHash(hash, byte >> 6)), 2, 5, byte, times);
  writePath(claim(groupHash(hash, byte >> 3)), 5, 8, byte, times);
}

function writePath(slot: usize, start: u32, end: u32, byte: u32, times: u32): void {
  for (let index = start; index < end; index++) {
    const bit = (byte >> (7 - index)) & 1;
    const history = slot + nodeOf(byte >> (8 - index), index);
    if (times > 1 && load<u8>(history) == 0) store<u8>(history, <u8>certain(bit, times));
    else learnHistory(history, bit);
  }
}
