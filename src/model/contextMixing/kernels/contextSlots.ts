// The slots of all contexts at the current position: found before a byte and before each group of its bits, updated after the byte.
// A context is new, or saw a single byte (an entry in the run table), or has a byte history, or has bit histories in hash slots.
// `i` is a context's rank, `bits` a 1 and the bits of the byte so far.
import { loadRandom, runState, storeRandom, updateBitHistory, updateBitHistoryBy } from './bitHistory';
import {
  appendByte,
  byteCount,
  expandToBitHistories,
  historyByte,
  isByteHistory,
  repeatCount,
  startByteHistory,
} from './byteHistory';
import { contextHashes, usedContexts } from './contexts';
import { contextCount } from './contextTable';
import { findOrReplaceSlot, findSlot, holdsHash, nodeOffset, slotHash, slotLine } from './hashSlots';
import { entryByte, findEntry, foundEntry, packEntry, runHalfLine, runMask, severalBytes } from './runTable';

/** Run-table entries, 0: the context is new; [contextCount] u32. */
export const runEntries = memory.data(contextCount * 4);
/** Slot addresses by group of bits, [3][contextCount] u32. */
export const groupSlots = memory.data(3 * contextCount * 4);
/** Ranks of the contexts with bit histories; with a byte history, and with a single byte, that is still possible: u8 each. */
export const bitHistoryContexts = memory.data(contextCount);
export let bitHistoryCount: u32 = 0;
export const byteHistoryContexts = memory.data(contextCount);
export let byteHistoryCount: u32 = 0;
export const runContexts = memory.data(contextCount);
export let runCount: u32 = 0;

/** By rank, u32: address of the run-table entry. */
const runEntryAddresses = memory.data(contextCount * 4);
/** By rank, u32: address of the byte history, and of the first slot of a context that saw several bytes. */
const byteHistories = memory.data(contextCount * 4);
const firstSlots = memory.data(contextCount * 4);
/** Slots expanded from byte histories, [3][contextCount] of 8 bytes. */
const expandedSlots = memory.data(3 * contextCount * 8, 8);
const groupHashes = memory.data(contextCount * 4);
/** Takes the sum of early loads: all cache lines are touched first, so that the cache misses overlap. */
const prefetched = memory.data(4);

// @ts-ignore: decorator
@inline
function hashOf(context: u32): u32 {
  return load<u32>(contextHashes + (context << 2));
}

/**
 * Before the first bit of a byte. `learning`: creates missing slots. `predicting`: byte histories are expanded. `known`: the byte with
 * a leading 1, as far as it is known, or 0: the cache lines of its later bits are loaded early, too.
 */
export function findContextSlots(learning: bool, predicting: bool, known: u32): void {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < usedContexts; i++) sum += load<u8>(runHalfLine(hashOf(i)));
  for (let i: u32 = 0; i < usedContexts; i++) {
    const hash = hashOf(i);
    store<u32>(runEntryAddresses + (i << 2), <u32>findEntry(runHalfLine(hash), hash));
    store<u32>(runEntries + (i << 2), foundEntry);
    if (foundEntry & severalBytes) sum += load<u8>(slotLine(slotHash(hash, 1)));
  }
  store<u32>(prefetched, sum);
  bitHistoryCount = 0;
  byteHistoryCount = 0;
  runCount = 0;
  for (let i: u32 = 0; i < usedContexts; i++) {
    const entry = load<u32>(runEntries + (i << 2));
    if (entry) findFirstSlot(i, entry, learning, predicting);
  }
  if (known) touchGroupLines(known);
}

/** Loads the cache lines of the bits of a byte after the first two. */
// @ts-ignore: decorator
@inline
function touchGroupLines(byte: u32): void {
  let sum: u32 = 0;
  for (let n: u32 = 0; n < bitHistoryCount; n++) {
    const hash = hashOf(load<u8>(bitHistoryContexts + n));
    sum += load<u8>(slotLine(slotHash(hash, byte >> 6))) + load<u8>(slotLine(slotHash(hash, byte >> 3)));
  }
  store<u32>(prefetched, sum);
}

// @ts-ignore: decorator
@inline
function findFirstSlot(i: u32, entry: u32, learning: bool, predicting: bool): void {
  if ((entry & severalBytes) == 0) {
    store<u8>(runContexts + runCount, <u8>i);
    runCount++;
    return;
  }
  const hash = slotHash(hashOf(i), 1);
  let slot = learning ? findOrReplaceSlot(hash) : findSlot(hash);
  store<u32>(firstSlots + (i << 2), <u32>slot);
  if (isByteHistory(slot)) {
    store<u32>(byteHistories + (i << 2), <u32>slot);
    if (predicting) {
      slot = expandedSlots + (i << 3);
      expandToBitHistories(slot, load<u32>(byteHistories + (i << 2)), 0, 2, 1);
    }
    store<u8>(byteHistoryContexts + byteHistoryCount, <u8>i);
    byteHistoryCount++;
  } else {
    store<u8>(bitHistoryContexts + bitHistoryCount, <u8>i);
    bitHistoryCount++;
  }
  store<u32>(groupSlots + (i << 2), <u32>slot);
}

/** Before bit 2 (group 1) and before bit 5 (group 2). */
export function findGroupSlots(group: u32, bits: u32, learning: bool): void {
  const into = groupSlots + group * (contextCount << 2);
  let sum: u32 = 0;
  for (let n: u32 = 0; n < bitHistoryCount; n++) {
    const hash = slotHash(hashOf(load<u8>(bitHistoryContexts + n)), bits);
    store<u32>(groupHashes + (n << 2), hash);
    sum += load<u8>(slotLine(hash));
  }
  store<u32>(prefetched, sum);
  for (let n: u32 = 0; n < bitHistoryCount; n++) {
    const hash = load<u32>(groupHashes + (n << 2));
    const slot = learning ? findOrReplaceSlot(hash) : findSlot(hash);
    store<u32>(into + (<u32>load<u8>(bitHistoryContexts + n) << 2), <u32>slot);
  }
  const start: u32 = group == 1 ? 2 : 5;
  for (let n: u32 = 0; n < byteHistoryCount; n++) {
    const i = <u32>load<u8>(byteHistoryContexts + n);
    const slot = expandedSlots + ((group * contextCount + i) << 3);
    expandToBitHistories(slot, load<u32>(byteHistories + (i << 2)), start, start + 3, bits);
    store<u32>(into + (i << 2), <u32>slot);
  }
}

/** Keeps the first entries of `byteHistoryContexts` and `runContexts`: those whose bytes are still possible. */
export function setOpenCounts(historiesLeft: u32, runsLeft: u32): void {
  byteHistoryCount = historiesLeft;
  runCount = runsLeft;
}

const savedOpenBytes = 2 * (contextCount + 1);
/** The open contexts at each bit of a depth-first search, [8][2][count, contextCount ranks] u8. */
const savedOpen = memory.data(8 * savedOpenBytes);

/** Before one branch of the search at bit `index`. */
export function saveOpenContexts(index: u32): void {
  const into = savedOpen + index * savedOpenBytes;
  store<u8>(into, <u8>byteHistoryCount);
  memory.copy(into + 1, byteHistoryContexts, byteHistoryCount);
  store<u8>(into, <u8>runCount, contextCount + 1);
  memory.copy(into + contextCount + 2, runContexts, runCount);
}

/** Before the other branch. */
export function restoreOpenContexts(index: u32): void {
  const from = savedOpen + index * savedOpenBytes;
  byteHistoryCount = load<u8>(from);
  memory.copy(byteHistoryContexts, from + 1, byteHistoryCount);
  runCount = load<u8>(from, contextCount + 1);
  memory.copy(runContexts, from + contextCount + 2, runCount);
}

/** Instead of bit by bit: adds a byte to the bit histories, after `findContextSlots`. */
export function updateBitHistories(byte: u32): void {
  let random = loadRandom();
  for (let n: u32 = 0; n < bitHistoryCount; n++) {
    const i = <u32>load<u8>(bitHistoryContexts + n);
    const hash = hashOf(i);
    random = updateGroup(random, <usize>load<u32>(groupSlots + (i << 2)), 0, 2, byte);
    random = updateGroup(random, findOrReplaceSlot(slotHash(hash, (byte | 256) >> 6)), 2, 5, byte);
    random = updateGroup(random, findOrReplaceSlot(slotHash(hash, (byte | 256) >> 3)), 5, 8, byte);
  }
  storeRandom(random);
}

// @ts-ignore: decorator
@inline
function updateGroup(random: u32, slot: usize, start: u32, end: u32, byte: u32): u32 {
  for (let index = start; index < end; index++) {
    const history = slot + nodeOffset((byte | 256) >> (8 - index), index);
    random = updateBitHistoryBy(random, history, (byte >> (7 - index)) & 1);
  }
  return random;
}

/** After the last bit: adds the byte to the run table and to byte histories. */
export function updateContextSlots(byte: u32): void {
  for (let i: u32 = 0; i < usedContexts; i++) {
    const entry = load<u32>(runEntries + (i << 2));
    const hash = hashOf(i);
    const isNext = entry != 0 && entryByte(entry) == byte;
    const run = isNext ? min((entry & runMask) + 1, runMask) : 1;
    let several = entry & severalBytes;
    if (several) updateByteHistory(hash, <usize>load<u32>(firstSlots + (i << 2)), byte);
    else if (entry != 0 && !isNext) {
      several = severalBytes;
      const byteHistory = findOrReplaceSlot(slotHash(hash, 1));
      startByteHistory(byteHistory, entryByte(entry), entry & runMask);
      appendByte(byteHistory, byte);
    }
    store<u32>(<usize>load<u32>(runEntryAddresses + (i << 2)), packEntry(hash, byte, run | several));
  }
}

/** Appends to the byte history in `slot`, or converts it to bit histories when it is full. */
function updateByteHistory(hash: u32, slot: usize, byte: u32): void {
  // Another context may have replaced the slot since it was found.
  if (!holdsHash(slot, slotHash(hash, 1)) || !isByteHistory(slot) || appendByte(slot, byte)) return;
  const byteHistory = load<u64>(slot);
  store<u64>(slot, byteHistory & 255);
  const length = byteCount(byteHistory);
  for (let n: u32 = 0; n < length; n++) {
    writeBitHistories(hash, slot, historyByte(byteHistory, n), repeatCount(byteHistory, n));
  }
  writeBitHistories(hash, slot, byte | 256, 1);
}

/** Adds a byte, with a leading 1, to the bit histories of a context, `times` times. */
function writeBitHistories(hash: u32, first: usize, byte: u32, times: u32): void {
  writeBits(first, 0, 2, byte, times);
  writeBits(findOrReplaceSlot(slotHash(hash, byte >> 6)), 2, 5, byte, times);
  writeBits(findOrReplaceSlot(slotHash(hash, byte >> 3)), 5, 8, byte, times);
}

function writeBits(slot: usize, start: u32, end: u32, byte: u32, times: u32): void {
  for (let index = start; index < end; index++) {
    const bit = (byte >> (7 - index)) & 1;
    const history = slot + nodeOffset(byte >> (8 - index), index);
    if (times > 1 && load<u8>(history) == 0) store<u8>(history, <u8>runState(bit, times));
    else updateBitHistory(history, bit);
  }
}
