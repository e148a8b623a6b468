// FNV-1a, 32 bits: a stable hash for bytes. Not cryptographic. http://www.isthe.com/chongo/tech/comp/fnv/

/** 0 to 2^32 - 1. */
export function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash >>> 0;
}
