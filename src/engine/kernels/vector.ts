// Vectors of four float32: fused multiply-add, powers of two, tanh and sigmoid. Loops process two adjacent vectors with the same
// instructions, so that V8 can combine the pair into one 256-bit operation. Constants are loaded once before a loop, because V8 would
// build a literal again in every iteration.

/** Address of the constants, which `prepareConstants` fills. Exported, so that the compiler keeps it a variable. */
export let constants: usize = memory.data(16 * 16, 16);

const LOWEST: usize = 0;
const HIGHEST: usize = 16;
/** 1.5 · 2^23: adding it rounds to an integer, which is then in the low bits. */
export const ROUNDER: usize = 32;
/** 2^f = 1 + f (C1 + f (C2 + ...)) for |f| <= 1/2: minimax relative error 9e-8, with the first term fixed at 1. */
export const C5: usize = 48;
export const C4: usize = 64;
export const C3: usize = 80;
export const C2: usize = 96;
export const C1: usize = 112;
export const ONE: usize = 128;
export const LOG2E: usize = 144;

/** An activation function is base + height / (1 + 2^(rate · x)). Its rate, height and base are stored one after the other. */
const RATE: usize = 0;
const HEIGHT: usize = 16;
const BASE: usize = 32;
/** 1 - 2 / (1 + e^2x): absolute error <= 2.5e-7, exactly 0 at 0. */
export const TANH_FUNCTION: usize = 160;
/** 1 / (1 + e^-x): absolute error <= 1.5e-7. */
export const SIGMOID_FUNCTION: usize = 208;

/** Called once, before all other functions. */
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
  repeat(LOG2E, 1.4426950408889634);
  activationFunction(TANH_FUNCTION, 2.8853900817779268, -2, 1);
  activationFunction(SIGMOID_FUNCTION, -1.4426950408889634, 1, 0);
}

function activationFunction(at: usize, rate: f32, height: f32, base: f32): void {
  repeat(at + RATE, rate);
  repeat(at + HEIGHT, height);
  repeat(at + BASE, base);
}

function repeat(at: usize, value: f32): void {
  for (let i: usize = 0; i < 16; i += 4) store<f32>(constants + at + i, value);
}

/** A constant, repeated four times. */
// @ts-ignore: decorator
@inline
export function constant(at: usize): v128 {
  return v128.load(constants + at);
}

/**
 * Stores two adjacent vectors, the higher one first. V8 combines them into one 256-bit store. With the lower one first, V8 would store
 * that half separately too, to preserve the effect of a trap between the two stores.
 */
// @ts-ignore: decorator
@inline
export function storePair(at: usize, low: v128, high: v128): void {
  v128.store(at, high, 16);
  v128.store(at, low, 0);
}

/** a · b + c, rounded once if the build has the fused instruction. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

/** 2^y for -126 <= y <= 127, relative error <= 2e-7 + |y| · 4e-8; NaN stays NaN. The caller loads the constants. */
// @ts-ignore: decorator
@inline
export function exp2(y: v128, rounder: v128, c5: v128, c4: v128, c3: v128, c2: v128, c1: v128, one: v128): v128 {
  const shifted = f32x4.add(y, rounder);
  const f = f32x4.sub(y, f32x4.sub(shifted, rounder));
  let p = fma(c5, f, c4);
  p = fma(p, f, c3);
  p = fma(p, f, c2);
  p = fma(p, f, c1);
  p = fma(p, f, one);
  return i32x4.add(p, i32x4.shl(shifted, 23));
}

/** x -> activation(x) in place: tanh or sigmoid. `bytes` is a multiple of 32. Once per panel of gates and step. */
export function activate(bytes: usize, x: usize, activation: usize): void {
  const lowest = constant(LOWEST);
  const highest = constant(HIGHEST);
  const rounder = constant(ROUNDER);
  const c5 = constant(C5);
  const c4 = constant(C4);
  const c3 = constant(C3);
  const c2 = constant(C2);
  const c1 = constant(C1);
  const one = constant(ONE);
  const rate = constant(activation + RATE);
  const height = constant(activation + HEIGHT);
  const base = constant(activation + BASE);
  for (const end = x + bytes; x < end; x += 32) {
    const y0 = f32x4.pmin(f32x4.pmax(f32x4.mul(v128.load(x, 0), rate), lowest), highest);
    const y1 = f32x4.pmin(f32x4.pmax(f32x4.mul(v128.load(x, 16), rate), lowest), highest);
    const e0 = exp2(y0, rounder, c5, c4, c3, c2, c1, one);
    const e1 = exp2(y1, rounder, c5, c4, c3, c2, c1, one);
    const s0 = f32x4.add(base, f32x4.div(height, f32x4.add(e0, one)));
    const s1 = f32x4.add(base, f32x4.div(height, f32x4.add(e1, one)));
    storePair(x, s0, s1);
  }
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
  const pairs = f32x4.pmax(x, i32x4.shuffle(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(pairs, i32x4.shuffle(pairs, pairs, 1, 0, 3, 2)), 0);
}
