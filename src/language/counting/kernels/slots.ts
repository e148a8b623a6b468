// A hash table of fixed size for what was seen in a context: slots of 8 bytes in cache lines of 64. A slot is found by its place
// and one check byte; the least worth keeping of four makes way for a new one.
//
// First slot of a context:  [check][history of the first bit][of the second, after 0][after 1][last byte][run][byte before][-]
//   run: how many times the last byte came in a row (7 bits), and whether another byte ever came (the highest bit).
// Group slot, for bits 3-5 or 6-8 after what precedes them:  [check][7 histories].
// A context that has only ever seen one byte has no group slots: its run says it all.
import { allocate } from './memory';
import { mixed } from './numbers';
import { sizeOf } from './histories';

export const slotBytes = 8;
export const lastByteAt = 4;
export const runAt = 5;
export const mixedRun: u32 = 128;
export const longestRun: u32 = 127;

let table: usize = 0;
let lines: u64 = 0;
/** What a context that was never seen finds when nothing may be written: all zero. */
const nothing = memory.data(8, 8);

export function prepareSlots(bytes: usize): void {
  lines = <u64>(bytes >> 6);
  table = allocate(<usize>(lines << 6));
}

// @ts-ignore: decorator
@inline
function lineOf(hash: u32): usize {
  return table + (<usize>((<u64>hash * lines) >> 32) << 6);
}

/** The slot of a context, taken over if it had none. */
export function claim(hash: u32): usize {
  const line = lineOf(hash);
  const check = max<u32>(hash & 255, 1);
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

/** The slot of a context, or the empty one. */
export function find(hash: u32): usize {
  const line = lineOf(hash);
  const check = max<u32>(hash & 255, 1);
  const start = (hash >> 5) & 56;
  for (let way: u32 = 0; way < 32; way += slotBytes) {
    const slot = line + (start ^ way);
    if (<u32>load<u8>(slot) == check) return slot;
  }
  return nothing;
}

/** Hash of a group slot: the context, and the bits of the byte so far with a leading 1. */
// @ts-ignore: decorator
@inline
export function groupHash(hash: u32, bits: u32): u32 {
  return mixed(hash + bits * 0x9e3779b1);
}
