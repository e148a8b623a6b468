// Bit histories of the contexts that saw several bytes, in a hashed table of fixed size: slots of 8 bytes in cache lines of 64. A
// slot is found by its place and one check byte; the least worth keeping of four makes way for a new one.
//
// Group slot, for bits 3-5 or 6-8 after what precedes them:  [check][7 histories].
// First slot of a context:  [check][0][history of the first bit][of the second, after 0][after 1][- - -],
//   or a short sequence of bytes that stands for all its groups (sequences.ts), told by its second byte, which is not 0.
import { allocate } from './memory';
import { mixed } from './numbers';
import { sizeOf } from './histories';

const slotBytes = 8;

let table: usize = 0;
let lines: u64 = 0;
/** What a context that was never seen finds when nothing may be written: all zero. */
const nothing = memory.data(8, 8);

export function prepareGroups(bytes: usize): void {
  lines = <u64>(bytes >> 6);
  table = allocate(<usize>(lines << 6));
}

// @ts-ignore: decorator
@inline
export function groupHome(hash: u32): usize {
  return table + (<usize>((<u64>hash * lines) >> 32) << 6);
}

// @ts-ignore: decorator
@inline
function checkOf(hash: u32): u32 {
  return max<u32>(hash & 255, 1);
}

/** The slot, taken over if there was none. */
export function claim(hash: u32): usize {
  const line = groupHome(hash);
  const check = checkOf(hash);
  const start = (hash >> 5) & 56;
  let chosen: usize = 0;
  let least: u32 = 0xffffffff;
  for (let way: u32 = 0; way < 32; way += slotBytes) {
    const slot = line + (start ^ way);
    const found = <u32>load<u8>(slot);
    if (found == check) return slot;
    const worth: u32 = found == 0 ? 0 : 1 + sizeOf(load<u8>(slot, 1));
    if (worth < least) {
      least = worth;
      chosen = slot;
    }
  }
  store<u64>(chosen, <u64>check);
  return chosen;
}

// @ts-ignore: decorator
@inline
export function belongs(slot: usize, hash: u32): bool {
  return <u32>load<u8>(slot) == checkOf(hash);
}

/** The slot, or the empty one. */
export function find(hash: u32): usize {
  const line = groupHome(hash);
  const check = checkOf(hash);
  const start = (hash >> 5) & 56;
  for (let way: u32 = 0; way < 32; way += slotBytes) {
    const slot = line + (start ^ way);
    if (<u32>load<u8>(slot) == check) return slot;
  }
  return nothing;
}

/** Hash of a group: the context, and the bits of the byte so far with a leading 1. */
// @ts-ignore: decorator
@inline
export function groupHash(hash: u32, bits: u32): u32 {
  return mixed(hash + bits * 0x9e3779b1);
}

/** Where in its slot the history of bit `index` after `bits` is. */
// @ts-ignore: decorator
@inline
export function nodeOf(bits: u32, index: u32): u32 {
  if (index < 2) return 2 + index + (bits & index);
  const width = (<u32>1 << (index - (index < 5 ? 2 : 5))) - 1;
  return 1 + width + (bits & width);
}
