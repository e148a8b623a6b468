// Vector arithmetic of the mixers (dot_product and train in paq8), with SIMD.
import { allocate } from './memory';

/** Dot products of `inputs` with four rows of weights, [count] f32 each; `count` is a multiple of 8. */
// @ts-ignore: decorator
@inline
export function dotProduct4(inputs: usize, count: u32, a: usize, b: usize, c: usize, d: usize): v128 {
  let sumA = f32x4.splat(0);
  let sumB = f32x4.splat(0);
  let sumC = f32x4.splat(0);
  let sumD = f32x4.splat(0);
  for (let end = inputs + (count << 2); inputs < end; inputs += 32, a += 32, b += 32, c += 32, d += 32) {
    const first = v128.load(inputs);
    sumA = f32x4.add(sumA, f32x4.mul(first, v128.load(a)));
    sumB = f32x4.add(sumB, f32x4.mul(first, v128.load(b)));
    sumC = f32x4.add(sumC, f32x4.mul(first, v128.load(c)));
    sumD = f32x4.add(sumD, f32x4.mul(first, v128.load(d)));
    const second = v128.load(inputs, 16);
    sumA = f32x4.add(sumA, f32x4.mul(second, v128.load(a, 16)));
    sumB = f32x4.add(sumB, f32x4.mul(second, v128.load(b, 16)));
    sumC = f32x4.add(sumC, f32x4.mul(second, v128.load(c, 16)));
    sumD = f32x4.add(sumD, f32x4.mul(second, v128.load(d, 16)));
  }
  return addedLanes(sumA, sumB, sumC, sumD);
}

/** The sums of the lanes of each vector, as one vector. */
// @ts-ignore: decorator
@inline
function addedLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** weights += step * inputs, [count] f32; `count` is a multiple of 8. */
// @ts-ignore: decorator
@inline
export function train(weights: usize, inputs: usize, step: f32, count: u32): void {
  const by = f32x4.splat(step);
  for (let end = weights + (count << 2); weights < end; weights += 32, inputs += 32) {
    const first = f32x4.add(v128.load(weights), f32x4.mul(by, v128.load(inputs)));
    const second = f32x4.add(v128.load(weights, 16), f32x4.mul(by, v128.load(inputs, 16)));
    v128.store(weights, first);
    v128.store(weights, second, 16);
  }
}

/** Allocates [rows][count] f32, all `first`. */
export function allocateWeights(rows: u32, count: u32, first: f32): usize {
  const weights = allocate((<usize>rows * count) << 2);
  for (let i: u32 = 0; i < rows * count; i++) store<f32>(weights + (i << 2), first);
  return weights;
}
