// The last bytes of text in a ring buffer (paq8's buf), with an undo log for bytes that are read but not learned.
import { allocate } from './memory';

let buffer: usize = 0;
/** Size of the buffer - 1. */
export let bufferMask: u32 = 0;
/** The bytes that reading overwrote, by position; the last 2^16. */
let overwritten: usize = 0;
const overwrittenMask: u32 = 0xffff;

/** `bytes`: a power of two. */
export function prepareTextBuffer(bytes: u32): void {
  bufferMask = bytes - 1;
  buffer = allocate(bytes);
  overwritten = allocate(overwrittenMask + 1);
}

// @ts-ignore: decorator
@inline
export function byteAt(position: u32): u32 {
  return load<u8>(buffer + (position & bufferMask));
}

export function writeByte(position: u32, byte: u32): void {
  store<u8>(buffer + (position & bufferMask), <u8>byte);
}

/** Before a byte is read without learning: keeps the byte that it overwrites. */
export function saveOverwritten(position: u32): void {
  store<u8>(overwritten + (position & overwrittenMask), <u8>byteAt(position));
}

/** Restores the bytes from position `from` up to position `now`, as far as the log reaches. */
export function restoreOverwritten(from: u32, now: u32): void {
  for (let at = max(from, now - min(now, overwrittenMask + 1)); at < now; at++) {
    writeByte(at, load<u8>(overwritten + (at & overwrittenMask)));
  }
}

/** Whether the buffer still holds `position` for a reader at `now`, even after all of the undo log. */
// @ts-ignore: decorator
@inline
export function isInBuffer(position: u32, now: u32): bool {
  return now - position <= bufferMask - overwrittenMask;
}
