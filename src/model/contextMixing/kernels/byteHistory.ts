// Byte history: the bytes that a context saw while they are few. It takes one slot instead of three or more, and is expanded to
// bit-history states when they are needed. 8 bytes:
//   [check][run step of the first byte, 5 bits; number of later bytes, 3 bits][first byte][up to 5 later bytes]
// The second byte is never 0, because the run step is at least 1.
import { alwaysChangesState, nextState, runState } from './bitHistory';
import { nodeOffset } from './hashSlots';
import { runMask } from './runTable';

const lengthsOffset = 1;
const firstOffset = 2;
const othersOffset = 3;
const maxOthers: u32 = 5;
/** Run lengths up to 20 are exact; longer ones count in steps of 10. */
const runSteps: u32 = 31;
const exactSteps: u32 = 20;

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
export function isByteHistory(slot: usize): bool {
  return load<u8>(slot, lengthsOffset) != 0;
}

/** Starts a byte history with a byte that occurred `run` times. */
// @ts-ignore: decorator
@inline
export function startByteHistory(history: usize, byte: u32, run: u32): void {
  store<u8>(history, <u8>stepOf(run & runMask), lengthsOffset);
  store<u8>(history, <u8>byte, firstOffset);
}

/** Appends a byte; returns false if there is no room. */
export function appendByte(history: usize, byte: u32): bool {
  const lengths = <u32>load<u8>(history, lengthsOffset);
  const others = lengths >> 5;
  if (others == maxOthers) return false;
  store<u8>(history, <u8>(lengths + 32), lengthsOffset);
  store<u8>(history + others, <u8>byte, othersOffset);
  return true;
}

/** Number of bytes, the run counted once. */
export function byteCount(history: u64): u32 {
  return 1 + ((<u32>(history >> 8) & 255) >> 5);
}

/** The n-th byte, with a leading 1. */
export function historyByte(history: u64, n: u32): u32 {
  return (<u32>(history >> (16 + (n << 3))) & 255) | 256;
}

/** How often the n-th byte occurred in a row. */
export function repeatCount(history: u64, n: u32): u32 {
  return n == 0 ? runOf(<u32>(history >> 8) & 31) : 1;
}

/** Fills `slot` with the states of bits `start` to `end` - 1 after `bits` that follow from the byte history. */
export function expandToBitHistories(slot: usize, history: usize, start: u32, end: u32, bits: u32): void {
  store<u64>(slot, 0);
  const lengths = <u32>load<u8>(history, lengthsOffset);
  const first = <u32>load<u8>(history, firstOffset) | 256;
  if (first >> (8 - start) == bits) {
    const run = runOf(lengths & 31);
    for (let index = start; index < end; index++) {
      store<u8>(slot + nodeOffset(first >> (8 - index), index), <u8>runState((first >> (7 - index)) & 1, run));
    }
  }
  const others = lengths >> 5;
  for (let n: u32 = 0; n < others; n++) {
    const byte = <u32>load<u8>(history + n, othersOffset) | 256;
    if (byte >> (8 - start) == bits) writeByte(slot, start, end, byte);
  }
}

/** Updates the states of a slot with one byte, where the transition is certain. */
function writeByte(slot: usize, start: u32, end: u32, byte: u32): void {
  for (let index = start; index < end; index++) {
    const at = slot + nodeOffset(byte >> (8 - index), index);
    const bit = (byte >> (7 - index)) & 1;
    const state = <u32>load<u8>(at);
    if (alwaysChangesState(state, bit)) store<u8>(at, <u8>nextState(state, bit));
  }
}
