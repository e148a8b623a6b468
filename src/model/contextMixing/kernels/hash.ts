// Hash functions for contexts: multiply and xor-shift, with constants found by Wellons ("Prospecting for Hash Functions",
// nullprogram.com/blog/2018/07/31).

/** A 32-bit hash of `x`: a bijection. */
// @ts-ignore: decorator
@inline
export function hash32(x: u32): u32 {
  let h = x ^ (x >> 15);
  h *= 0x2c1b3c6d;
  h ^= h >> 12;
  h *= 0x297a2d39;
  return h ^ (h >> 15);
}

/** Hash of an ordered pair. */
// @ts-ignore: decorator
@inline
export function hashPair(a: u32, b: u32): u32 {
  return hash32((a * 0x9e3779b1) ^ ((b + 0x7f4a7c15) * 0x85ebca6b));
}
