// Preconditioner of the second-layer mixers: a damped Newton step. The outputs x of the weight sets are strongly correlated, so plain
// gradient descent is fast along their sum and slow in all other directions. The inverse of the curvature E[p (1 - p) x xᵀ] equalizes
// the directions. The inverse is recomputed at growing intervals.
import { allocate } from './memory';
import { dotProduct4, train } from './mixerArithmetic';

/** Added to the diagonal of the curvature, which is scaled to a mean of 1. */
const damping: f64 = 0.5;
/** One of this many errors updates the curvature. */
const interval: u32 = 4;
/** The inverse is recomputed when the samples have doubled, or after `maxUpdateGap` more samples. */
const firstUpdate: u32 = 256;
const maxUpdateGap: u32 = 2048;

let count: u32 = 0;
/** Sum of p (1 - p) x xᵀ over the samples, and the damped inverse of its scaled mean: [count][count] f32. */
let sums: usize = 0;
let inverse: usize = 0;
/** Gauss-Jordan tableau, [count][2 * count] f64. */
let tableau: usize = 0;
let step: usize = 0;
/** Errors since the last sample, number of samples, and the number at which the inverse is recomputed: u32 each. */
const skippedAt = memory.data(4);
const sampleCountAt = memory.data(4);
const dueAt = memory.data<u32>([firstUpdate]);

/** `length`: number of weights per mixer, a multiple of 8. The first inverse is the identity. */
export function preparePreconditioner(length: u32): void {
  count = length;
  sums = allocate((length * length) << 2);
  inverse = allocate((length * length) << 2);
  tableau = allocate((2 * length * length) << 3);
  step = allocate(length << 2);
  for (let i: u32 = 0; i < length; i++) store<f32>(inverse + ((i * length + i) << 2), 1);
}

/** Returns the address of inverse * outputs, [length] f32, valid until the next call. */
export function precondition(outputs: usize): usize {
  const bytes = count << 2;
  let row = inverse;
  for (let i: u32 = 0; i < count; i += 4, row += bytes << 2) {
    v128.store(step + (i << 2), dotProduct4(outputs, count, row, row + bytes, row + 2 * bytes, row + 3 * bytes));
  }
  return step;
}

/** Adds a sample: the outputs where a mixer's error (bit - p) was `error`, so that p (1 - p) = |error| (1 - |error|). */
export function updateCurvature(outputs: usize, error: f32): void {
  const skipped = load<u32>(skippedAt) + 1;
  store<u32>(skippedAt, skipped % interval);
  if (skipped < interval) return;
  const weight = abs(error) * (1 - abs(error));
  for (let i: u32 = 0; i < count; i++) {
    train(sums + ((i * count) << 2), outputs, weight * load<f32>(outputs + (i << 2)), count);
  }
  const sampleCount = load<u32>(sampleCountAt) + 1;
  store<u32>(sampleCountAt, sampleCount);
  if (sampleCount < load<u32>(dueAt)) return;
  store<u32>(dueAt, sampleCount + min(sampleCount, maxUpdateGap));
  invert();
}

// @ts-ignore: decorator
@inline
function sumAt(i: u32): f64 {
  return <f64>load<f32>(sums + (i << 2));
}

/** Recomputes the inverse. It is scaled so that a step has on average the length of a plain gradient step, measured by the curvature. */
function invert(): void {
  let trace: f64 = 0;
  for (let i: u32 = 0; i < count; i++) trace += sumAt(i * count + i);
  const scale = <f64>count / trace;
  for (let i: u32 = 0; i < count; i++) {
    const row = tableau + ((i * 2 * count) << 3);
    for (let j: u32 = 0; j < count; j++) {
      store<f64>(row + (j << 3), sumAt(i * count + j) * scale + (i == j ? damping : 0));
      store<f64>(row + ((count + j) << 3), i == j ? 1 : 0);
    }
  }
  eliminate();
  let kept: f64 = 0;
  for (let i: u32 = 0; i < count * count; i++) kept += inverted(i) * sumAt(i) * scale;
  const lengthScale = <f64>count / kept;
  for (let i: u32 = 0; i < count * count; i++) store<f32>(inverse + (i << 2), <f32>(inverted(i) * lengthScale));
}

// @ts-ignore: decorator
@inline
function inverted(i: u32): f64 {
  return load<f64>(tableau + (((i / count) * 2 * count + count + (i % count)) << 3));
}

/** Gauss-Jordan elimination without pivoting: the matrix is positive definite. */
function eliminate(): void {
  const width: u32 = 2 * count;
  for (let k: u32 = 0; k < count; k++) {
    const pivotRow = tableau + ((k * width) << 3);
    const pivot = load<f64>(pivotRow + (k << 3));
    for (let j: u32 = 0; j < width; j++) store<f64>(pivotRow + (j << 3), load<f64>(pivotRow + (j << 3)) / pivot);
    for (let i: u32 = 0; i < count; i++) {
      const row = tableau + ((i * width) << 3);
      const factor = load<f64>(row + (k << 3));
      if (i == k || factor == 0) continue;
      for (let j: u32 = 0; j < width; j++) {
        store<f64>(row + (j << 3), load<f64>(row + (j << 3)) - factor * load<f64>(pivotRow + (j << 3)));
      }
    }
  }
}
