// Frees a large array at once. A thread that rests collects no garbage, and keeps what it does not use any more.

/** The array is empty afterwards. Does nothing where it shares its buffer with others: a part of one, or shared memory. */
export function freeBytes({ buffer, byteLength }: Uint8Array | Float32Array): void {
  if (buffer instanceof ArrayBuffer && byteLength > 0 && buffer.byteLength === byteLength) buffer.transfer(0);
}
