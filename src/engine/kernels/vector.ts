// Four float32 at a time: fused multiply-add, powers of two, tanh and sigmoid. Callers handle two neighbouring vectors
// with the same text, `half` 0 and 16: V8 can then fuse the pair into one 256-bit operation. For that its constants have
// to come from memory, repeated eight times, through an address that the compiler cannot see through.

/** Where the constants stand. Exported, so that it stays a variable; filled by `prepareConstants`. */
export let constants: usize = memory.data(13 * 32, 32);

const LOWEST: usize = 0;
const HIGHEST: usize = 32;
/** 1.5 · 2^23: adding it rounds to a whole number, which then stands in the low bits. */
const ROUNDER: usize = 64;
/** 2^f = 1 + f (C1 + f (C2 + ...)) for |f| <= 1/2: least largest relative error, 9e-8, with the first term held at 1. */
const C5: usize = 96;
const C4: usize = 128;
const C3: usize = 160;
const C2: usize = 192;
const C1: usize = 224;
export const ONE: usize = 256;
export const TWO: usize = 288;
export const LOG2E: usize = 320;
const TWICE_LOG2E: usize = 352;
const MINUS_LOG2E: usize = 384;

/** Called once, before anything else. */
export function prepareConstants(): void {
  repeat(LOWEST, -126);
  repeat(HIGHEST, 127);
  repeat(ROUNDER, 12582912);
  repeat(C5, 0.001326472731307149);
  repeat(C4, 0.009671512991189957);
  repeat(C3, 0.05550733581185341);
  repeat(C2, 0.24022242426872253);
  repeat(C1, 0.6931470036506653);
  repeat(ONE, 1);
  repeat(TWO, 2);
  repeat(LOG2E, 1.4426950408889634);
  repeat(TWICE_LOG2E, 2.8853900817779268);
  repeat(MINUS_LOG2E, -1.4426950408889634);
}

function repeat(at: usize, value: f32): void {
  for (let i: usize = 0; i < 32; i += 4) store<f32>(constants + at + i, value);
}

/** One constant, four times. */
// @ts-ignore: decorator
@inline
export function constant(at: usize, half: usize): v128 {
  return v128.load(constants + at + half);
}

/** a · b + c, rounded once where the build has the fused instruction. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

/** 2^y, relative error <= 2e-7 + |y| · 4e-8, y held to -126 .. 127; NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function exp2(y: v128, half: usize): v128 {
  const held = f32x4.pmin(f32x4.pmax(y, constant(LOWEST, half)), constant(HIGHEST, half));
  const shifted = f32x4.add(held, constant(ROUNDER, half));
  const f = f32x4.sub(held, f32x4.sub(shifted, constant(ROUNDER, half)));
  let p = fma(constant(C5, half), f, constant(C4, half));
  p = fma(p, f, constant(C3, half));
  p = fma(p, f, constant(C2, half));
  p = fma(p, f, constant(C1, half));
  p = fma(p, f, constant(ONE, half));
  return i32x4.add(p, i32x4.shl(shifted, 23));
}

/** 1 - 2 / (1 + e^2x): absolute error <= 2.5e-7, exactly 0 at 0. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128, half: usize): v128 {
  const grown = f32x4.add(exp2(f32x4.mul(x, constant(TWICE_LOG2E, half)), half), constant(ONE, half));
  return f32x4.sub(constant(ONE, half), f32x4.div(constant(TWO, half), grown));
}

/** 1 / (1 + e^-x): absolute error <= 1.5e-7. */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128, half: usize): v128 {
  const shrunk = exp2(f32x4.mul(x, constant(MINUS_LOG2E, half)), half);
  return f32x4.div(constant(ONE, half), f32x4.add(constant(ONE, half), shrunk));
}

/** Sum of the four lanes. */
// @ts-ignore: decorator
@inline
export function lanesSum(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

/** Largest of the four lanes. */
// @ts-ignore: decorator
@inline
export function lanesMax(x: v128): f32 {
  return max(
    max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)),
    max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)),
  );
}
