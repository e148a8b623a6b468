// What a context saw while it was little, byte by byte; histories are made from it only where they are asked for. 8 bytes:
//   [check][run of the first byte, 5 bits; how many bytes came after the run, 3 bits][first byte][up to 5 bytes after]
// A sequence never has 0 as its second byte.
import { after, alwaysChanges, certain } from './histories';
import { longestRun } from './runs';
import { nodeOf } from './groups';

const lengthsAt = 1;
const firstAt = 2;
const othersAt = 3;
const mostOthers: u32 = 5;
const runSteps: u32 = 31;
const exactSteps: u32 = 20;

/** Long runs are told in steps: 20 + 10 a step. */
// @ts-ignore: decorator
@inline
function stepOf(run: u32): u32 {
  return run <= exactSteps ? run : min(exactSteps + (run - exactSteps) / 10, runSteps);
}

// @ts-ignore: decorator
@inline
function runOf(step: u32): u32 {
  return step <= exactSteps ? step : exactSteps + (step - exactSteps) * 10;
}

// @ts-ignore: decorator
@inline
export function isSequence(slot: usize): bool {
  return load<u8>(slot, lengthsAt) != 0;
}

/** A sequence of one byte that came `run` times. */
// @ts-ignore: decorator
@inline
export function writeRun(sequence: usize, byte: u32, run: u32): void {
  store<u8>(sequence, <u8>stepOf(run & longestRun), lengthsAt);
  store<u8>(sequence, <u8>byte, firstAt);
}

/** One byte more; false if there is no room for it. */
export function append(sequence: usize, byte: u32): bool {
  const lengths = <u32>load<u8>(sequence, lengthsAt);
  const others = lengths >> 5;
  if (others == mostOthers) return false;
  store<u8>(sequence, <u8>(lengths + 32), lengthsAt);
  store<u8>(sequence + others, <u8>byte, othersAt);
  return true;
}

/** How many bytes there are, a run as one. */
export function lengthOf(sequence: u64): u32 {
  return 1 + ((<u32>(sequence >> 8) & 255) >> 5);
}

/** The n-th byte with a leading 1. */
export function byteIn(sequence: u64, n: u32): u32 {
  return (<u32>(sequence >> (16 + (n << 3))) & 255) | 256;
}

/** How many times the n-th byte came there. */
export function timesIn(sequence: u64, n: u32): u32 {
  return n == 0 ? runOf(<u32>(sequence >> 8) & 31) : 1;
}

/** Fills a slot with the histories of bits `start` to `end` behind `bits` that the sequence makes. */
export function imagine(slot: usize, sequence: usize, start: u32, end: u32, bits: u32): void {
  store<u64>(slot, 0);
  const lengths = <u32>load<u8>(sequence, lengthsAt);
  const first = <u32>load<u8>(sequence, firstAt) | 256;
  if (first >> (8 - start) == bits) {
    const run = runOf(lengths & 31);
    for (let index = start; index < end; index++) {
      store<u8>(slot + nodeOf(first >> (8 - index), index), <u8>certain((first >> (7 - index)) & 1, run));
    }
  }
  const others = lengths >> 5;
  for (let n: u32 = 0; n < others; n++) {
    const byte = <u32>load<u8>(sequence + n, othersAt) | 256;
    if (byte >> (8 - start) == bits) follow(slot, start, end, byte);
  }
}

function follow(slot: usize, start: u32, end: u32, byte: u32): void {
  for (let index = start; index < end; index++) {
    const at = slot + nodeOf(byte >> (8 - index), index);
    const bit = (byte >> (7 - index)) & 1;
    const state = <u32>load<u8>(at);
    if (alwaysChanges(state, bit)) store<u8>(at, <u8>after(state, bit));
  }
}
