// Which way the final mixers' weights move. The sets say nearly the same, so the cost falls steeply along their sum and hardly at all
// across it, where the gain is. The inverse of the curvature, as all final mixers see it together, turns a gradient into a step that
// goes as far either way (Newton's, damped); it is made anew now and then.
import { allocate } from './memory';
import { dotFour, train } from './mixer';

/** Added to the curvature's diagonal, whose mean is 1. */
const damping: f64 = 0.5;
/** Every so many-th error tells of the curvature. */
const every: u32 = 4;
/** Made anew when there is twice as much to tell of, and after so many more. */
const firstCount: u32 = 256;
const leastCounts: u32 = 2048;

let count: u32 = 0;
/** Sum of p (1 - p) x xᵀ over what was said, and the damped inverse of its mean: [count][count]. */
let sums: usize = 0;
let inverse: usize = 0;
/** [count][2 × count] f64. */
let tableau: usize = 0;
let turnedStep: usize = 0;
/** Errors since the last one that told; how many told; how many will have when the inverse is made anew: u32 each. */
const skippedAt = memory.data(4);
const toldAt = memory.data(4);
const dueAt = memory.data<u32>([firstCount]);

/** `length`: of a step, a multiple of 4. */
export function prepareCurvature(length: u32): void {
  count = length;
  sums = allocate((length * length) << 2);
  inverse = allocate((length * length) << 2);
  tableau = allocate((2 * length * length) << 3);
  turnedStep = allocate(length << 2);
  for (let i: u32 = 0; i < length; i++) store<f32>(inverse + ((i * length + i) << 2), 1);
}

/** The step for a gradient along `said`: where it is, until the next call. */
export function turned(said: usize): usize {
  const bytes = count << 2;
  let row = inverse;
  for (let i: u32 = 0; i < count; i += 4, row += bytes << 2) {
    v128.store(turnedStep + (i << 2), dotFour(said, count, row, row + bytes, row + 2 * bytes, row + 3 * bytes));
  }
  return turnedStep;
}

/** Notes what was said where a final mixer's error was `error`. */
export function noteCurvature(said: usize, error: f32): void {
  const skipped = load<u32>(skippedAt) + 1;
  store<u32>(skippedAt, skipped % every);
  if (skipped < every) return;
  const weight = abs(error) * (1 - abs(error));
  for (let i: u32 = 0; i < count; i++) {
    train(sums + ((i * count) << 2), said, weight * load<f32>(said + (i << 2)), count);
  }
  const told = load<u32>(toldAt) + 1;
  store<u32>(toldAt, told);
  if (told < load<u32>(dueAt)) return;
  store<u32>(dueAt, told + min(told, leastCounts));
  invert();
}

// @ts-ignore: decorator
@inline
function sumAt(i: u32): f64 {
  return <f64>load<f32>(sums + (i << 2));
}

/** Scaled so that a step is as long as a plain one, in the curvature's own measure and on average. */
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
  const longer = <f64>count / kept;
  for (let i: u32 = 0; i < count * count; i++) store<f32>(inverse + (i << 2), <f32>(inverted(i) * longer));
}

// @ts-ignore: decorator
@inline
function inverted(i: u32): f64 {
  return load<f64>(tableau + (((i / count) * 2 * count + count + (i % count)) << 3));
}

/** Gauss and Jordan's way; the matrix is positive definite, so no pivot is small. */
function eliminate(): void {
  const width: u32 = 2 * count;
  for (let k: u32 = 0; k < count; k++) {
    const pivotRow = tableau + ((k * width) << 3);
    const pivot = load<f64>(pivotRow + (k << 3));
    for (let j: u32 = 0; j < width; j++) store<f64>(pivotRow + (j << 3), load<f64>(pivotRow + (j << 3)) / pivot);
    for (let i: u32 = 0; i < count; i++) {
      const row = tableau + ((i * width) << 3);
      const share = load<f64>(row + (k << 3));
      if (i == k || share == 0) continue;
      for (let j: u32 = 0; j < width; j++) {
        store<f64>(row + (j << 3), load<f64>(row + (j << 3)) - share * load<f64>(pivotRow + (j << 3)));
      }
    }
  }
}
