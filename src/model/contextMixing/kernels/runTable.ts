// Run table: the last byte of each context and the length of its run, as in paq8's run model. Hashed entries of 4 bytes; 0: empty.
//   [length of the run, 7 bits; 1 bit: the context saw other bytes too][the byte][check, 16 bits]
// An entry is anywhere in its half of a cache line; among its eight entries, the one with the shortest run is replaced.
import { allocate } from './memory';

/** Bit of an entry: the context saw several bytes, so it has a slot in hashSlots.ts. */
export const severalBytes: u32 = 128;
/** Bits of an entry: length of the run. */
export const runMask: u32 = 127;

let table: usize = 0;
let halves: u64 = 0;
/** The entry that `findEntry` found, 0: none. */
export let foundEntry: u32 = 0;

export function prepareRunTable(bytes: usize): void {
  halves = <u64>(bytes >> 5);
  table = allocate(<usize>(halves << 5));
}

/** Address of the half cache line of a hash. */
// @ts-ignore: decorator
@inline
export function runHalfLine(hash: u32): usize {
  return table + (<usize>((<u64>hash * halves) >> 32) << 5);
}

// @ts-ignore: decorator
@inline
function checkOf(hash: u32): u32 {
  return max<u32>(hash & 0xffff, 1) << 16;
}

// @ts-ignore: decorator
@inline
export function packEntry(hash: u32, byte: u32, run: u32): u32 {
  return checkOf(hash) | (byte << 8) | run;
}

// @ts-ignore: decorator
@inline
export function entryByte(entry: u32): u32 {
  return (entry >> 8) & 255;
}

/** Sets `foundEntry`; returns its address, or the address of the entry to replace. */
// @ts-ignore: decorator
@inline
export function findEntry(halfLine: usize, hash: u32): usize {
  const wanted = i32x4.splat(checkOf(hash));
  const checks = i32x4.splat(0xffff0000);
  const low = v128.load(halfLine);
  const high = v128.load(halfLine, 16);
  const found =
    i32x4.bitmask(i32x4.eq(v128.and(low, checks), wanted)) |
    (i32x4.bitmask(i32x4.eq(v128.and(high, checks), wanted)) << 4);
  if (found) {
    const at = halfLine + (ctz(found) << 2);
    foundEntry = load<u32>(at);
    return at;
  }
  foundEntry = 0;
  return halfLine + (shortestRunLane(low, high, hash >> 3) << 2);
}

/** The lane with the shortest run; `tieBreak` decides among equal ones. */
// @ts-ignore: decorator
@inline
function shortestRunLane(low: v128, high: v128, tieBreak: u32): usize {
  const order = i32x4.splat(tieBreak & 7);
  const runs = i32x4.splat(255);
  const least = i32x4.min_u(
    v128.or(i32x4.shl(v128.and(low, runs), 3), v128.xor(i32x4(0, 1, 2, 3), order)),
    v128.or(i32x4.shl(v128.and(high, runs), 3), v128.xor(i32x4(4, 5, 6, 7), order)),
  );
  const even = min<u32>(i32x4.extract_lane(least, 0), i32x4.extract_lane(least, 1));
  const odd = min<u32>(i32x4.extract_lane(least, 2), i32x4.extract_lane(least, 3));
  return (min(even, odd) ^ tieBreak) & 7;
}
