// Hash slots: the bit histories of contexts that saw several bytes, as in paq8's hash table. Slots of 8 bytes lie in cache lines of
// 64. A slot is identified by its line and a check byte; among four candidates, the one with the smallest count is replaced.
//
// A byte has three groups of bits: 0-1, 2-4, 5-7. A slot holds the states of one group:
//   groups 1 and 2:  [check][7 states, a binary tree of 3 bits]
//   group 0:         [check][0][state of bit 0][of bit 1 after 0][of bit 1 after 1][unused, 3]
//                    or a byte history instead of all three groups (byteHistory.ts): its second byte is not 0
import { stateCount } from './bitHistory';
import { hash32 } from './hash';
import { allocate } from './memory';

const slotBytes = 8;

let table: usize = 0;
let lines: u64 = 0;
/** Stands for a missing slot where nothing may be written: all zero. */
const emptySlot = memory.data(8, 8);

export function prepareHashSlots(bytes: usize): void {
  lines = <u64>(bytes >> 6);
  table = allocate(<usize>(lines << 6));
}

/** The cache line of a hash. */
// @ts-ignore: decorator
@inline
export function slotLine(hash: u32): usize {
  return table + (<usize>((<u64>hash * lines) >> 32) << 6);
}

// @ts-ignore: decorator
@inline
function checkOf(hash: u32): u32 {
  return max<u32>(hash & 255, 1);
}

/** The slot of a hash; replaces another slot if there is none. */
export function findOrReplaceSlot(hash: u32): usize {
  const line = slotLine(hash);
  const check = checkOf(hash);
  const start = (hash >> 5) & 56;
  let victim: usize = 0;
  let lowest: u32 = 0xffffffff;
  for (let way: u32 = 0; way < 32; way += slotBytes) {
    const slot = line + (start ^ way);
    const found = <u32>load<u8>(slot);
    if (found == check) return slot;
    const priority: u32 = found == 0 ? 0 : 1 + stateCount(load<u8>(slot, 1));
    if (priority < lowest) {
      lowest = priority;
      victim = slot;
    }
  }
  store<u64>(victim, <u64>check);
  return victim;
}

// @ts-ignore: decorator
@inline
export function holdsHash(slot: usize, hash: u32): bool {
  return <u32>load<u8>(slot) == checkOf(hash);
}

/** The slot of a hash, or the empty slot. */
export function findSlot(hash: u32): usize {
  const line = slotLine(hash);
  const check = checkOf(hash);
  const start = (hash >> 5) & 56;
  for (let way: u32 = 0; way < 32; way += slotBytes) {
    const slot = line + (start ^ way);
    if (<u32>load<u8>(slot) == check) return slot;
  }
  return emptySlot;
}

/** Hash of a slot, from the context's hash and `bits`: a 1 and the bits of the byte so far. */
// @ts-ignore: decorator
@inline
export function slotHash(hash: u32, bits: u32): u32 {
  return hash32(hash + bits * 0x9e3779b1);
}

/** Offset of the state of bit `index` after `bits` within its slot. */
// @ts-ignore: decorator
@inline
export function nodeOffset(bits: u32, index: u32): u32 {
  if (index < 2) return 2 + index + (bits & index);
  const width = (<u32>1 << (index - (index < 5 ? 2 : 5))) - 1;
  return 1 + width + (bits & width);
}
