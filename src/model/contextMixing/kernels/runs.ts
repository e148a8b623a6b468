// What each context saw last, in a hashed table of fixed size, 4 bytes an entry:
//   [run: how many times in a row, and whether another byte ever came][the byte][check, 16 bits]; 0: empty.
// An entry lies anywhere in its half of a cache line; the shortest run of the eight makes way for a new context.
import { allocate } from './memory';

/** Of an entry: another byte came before, so more is known than the run. */
export const mixedRun: u32 = 128;
/** Of an entry: the run's length. */
export const longestRun: u32 = 127;

let table: usize = 0;
let halves: u64 = 0;
/** The entry of the context that was last looked for, 0 if it has none. */
export let foundEntry: u32 = 0;

export function prepareRuns(bytes: usize): void {
  halves = <u64>(bytes >> 5);
  table = allocate(<usize>(halves << 5));
}

/** The half line where a context's entry is, if anywhere. */
// @ts-ignore: decorator
@inline
export function runHome(hash: u32): usize {
  return table + (<usize>((<u64>hash * halves) >> 32) << 5);
}

// @ts-ignore: decorator
@inline
function checkOf(hash: u32): u32 {
  return max<u32>(hash & 0xffff, 1) << 16;
}

// @ts-ignore: decorator
@inline
export function entryOf(hash: u32, byte: u32, run: u32): u32 {
  return checkOf(hash) | (byte << 8) | run;
}

// @ts-ignore: decorator
@inline
export function byteOf(entry: u32): u32 {
  return (entry >> 8) & 255;
}

/** Sets `foundEntry`; answers where it is, or where it may be written. */
// @ts-ignore: decorator
@inline
export function findEntry(home: usize, hash: u32): usize {
  const wanted = i32x4.splat(checkOf(hash));
  const checks = i32x4.splat(0xffff0000);
  const low = v128.load(home);
  const high = v128.load(home, 16);
  const found =
    i32x4.bitmask(i32x4.eq(v128.and(low, checks), wanted)) |
    (i32x4.bitmask(i32x4.eq(v128.and(high, checks), wanted)) << 4);
  if (found) {
    const at = home + (ctz(found) << 2);
    foundEntry = load<u32>(at);
    return at;
  }
  foundEntry = 0;
  return home + (shortestRun(low, high, hash >> 3) << 2);
}

/** The lane with the shortest run; which one among equals is up to `taste`. */
// @ts-ignore: decorator
@inline
function shortestRun(low: v128, high: v128, taste: u32): usize {
  const order = i32x4.splat(taste & 7);
  const runs = i32x4.splat(255);
  const least = i32x4.min_u(
    v128.or(i32x4.shl(v128.and(low, runs), 3), v128.xor(i32x4(0, 1, 2, 3), order)),
    v128.or(i32x4.shl(v128.and(high, runs), 3), v128.xor(i32x4(4, 5, 6, 7), order)),
  );
  const even = min<u32>(i32x4.extract_lane(least, 0), i32x4.extract_lane(least, 1));
  const odd = min<u32>(i32x4.extract_lane(least, 2), i32x4.extract_lane(least, 3));
  return (min(even, odd) ^ taste) & 7;
}
