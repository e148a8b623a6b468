// Frees a large array at once. A thread that rests collects no garbage, and keeps what it does not use any more.

/** The array is empty afterwards. Does nothing where it shares its buffer with others: a part of one, or shared memory. */
export function freeBytes(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}
