// Products of int8 weights and hidden states of 7 bits, exact in 32 bits. The formulas are in int8.ts of the engine. A matrix is stored in
// panels of 16 columns: the codes of each column, [16][length], then the 16 scales of the columns, each divided by 63.5.
import { fma } from './vector';
import { ROW } from './pass';

/** Codes of hidden states: 0 to 127 stands for -1 to 1. `states` and `codes` are [16 · panels]. Once per character and matrix. */
export function encodeStates(panels: u32, states: usize, codes: usize): void {
  const half = f32x4.splat(63.5);
  for (const end = codes + panels * 16; codes < end; codes += 16, states += ROW) {
    const low = i16x8.narrow_i32x4_s(encoded(states, half), encoded(states + 16, half));
    const high = i16x8.narrow_i32x4_s(encoded(states + 32, half), encoded(states + 48, half));
    v128.store(codes, i8x16.narrow_i16x8_s(low, high));
  }
}

// @ts-ignore: decorator
@inline
function encoded(states: usize, half: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.add(f32x4.mul(v128.load(states), half), half)));
}

/**
 * c[16] += states · codes for `panels` panels of columns. `length`, the number of rows, is a multiple of 16. Eight columns at once: each
 * addition would have to wait for the previous one in a single column.
 */
export function multiplyCodes(panels: u32, states: usize, length: usize, codes: usize, c: usize, cStride: usize): void {
  for (; panels > 0; panels--, c += cStride) {
    const scales = codes + 16 * length;
    for (let column: usize = 0; column < 16; column += 8) {
      let s0 = i32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let s4 = s0;
      let s5 = s0;
      let s6 = s0;
      let s7 = s0;
      let w0 = codes;
      let w4 = codes + 4 * length;
      for (let at = states, end = states + length; at < end; at += 16, w0 += 16, w4 += 16) {
        const x = v128.load(at);
        s0 = dot(v128.load(w0), x, s0);
        s1 = dot(v128.load(w0 + length), x, s1);
        s2 = dot(v128.load(w0 + 2 * length), x, s2);
        s3 = dot(v128.load(w0 + 3 * length), x, s3);
        s4 = dot(v128.load(w4), x, s4);
        s5 = dot(v128.load(w4 + length), x, s5);
        s6 = dot(v128.load(w4 + 2 * length), x, s6);
        s7 = dot(v128.load(w4 + 3 * length), x, s7);
      }
      addScaled(c + column * 4, scales + column * 4, s0, s1, s2, s3);
      addScaled(c + column * 4 + 16, scales + column * 4 + 16, s4, s5, s6, s7);
      codes += 8 * length;
    }
    codes = scales + ROW;
  }
}

/** sum + the products of four adjacent bytes each. `x` is from 0 to 127, for which the relaxed instruction is exact. */
// @ts-ignore: decorator
@inline
function dot(w: v128, x: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(w, x, sum);
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(w), i16x8.extend_low_i8x16_s(x));
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(w), i16x8.extend_high_i8x16_s(x));
  return i32x4.add(sum, i32x4.add(low, high));
}

/** c[4] += scales[4] · the sums of the lanes of a, b, c and d. */
// @ts-ignore: decorator
@inline
function addScaled(to: usize, scales: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 2, 4, 6), i32x4.shuffle(a, b, 1, 3, 5, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 2, 4, 6), i32x4.shuffle(c, d, 1, 3, 5, 7));
  const sums = i32x4.add(i32x4.shuffle(ab, cd, 0, 2, 4, 6), i32x4.shuffle(ab, cd, 1, 3, 5, 7));
  v128.store(to, fma(f32x4.convert_i32x4_s(sums), v128.load(scales), v128.load(to)));
}
