// The arithmetic of mixers: logits, weighted and added; weights move against the gradient of the coding cost.
import { allocate } from './memory';
import { widest } from './numbers';

/** Dot product of `count` floats, a multiple of 8. */
// @ts-ignore: decorator
@inline
export function dot(a: usize, b: usize, count: u32): f32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  for (let end = a + (count << 2); a < end; a += 32, b += 32) {
    even = f32x4.add(even, f32x4.mul(v128.load(a), v128.load(b)));
    odd = f32x4.add(odd, f32x4.mul(v128.load(a, 16), v128.load(b, 16)));
  }
  const sum = f32x4.add(even, odd);
  return (
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)
  );
}

/** weights += step × inputs, `count` floats, a multiple of 8. */
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

/** `rows` of `count` weights, all `first`. */
export function allocateWeights(rows: u32, count: u32, first: f32): usize {
  const weights = allocate((<usize>rows * count) << 2);
  for (let i: u32 = 0; i < rows * count; i++) store<f32>(weights + (i << 2), first);
  return weights;
}

/** A logit within bounds. */
// @ts-ignore: decorator
@inline
export function bounded(logit: f32): f32 {
  return min(max(logit, -widest), widest);
}
