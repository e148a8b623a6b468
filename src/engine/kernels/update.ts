// What an update does with gradients: sum over threads, norm, and the rules of SGD and AdamW, in place.
import { lanesSum } from './vector';

/** Floats that are added up in float32 before the sum goes on in float64. */
const BLOCK: usize = 1024 * 4;

/** a += b. Called once an update for every further thread, for a span of the gradient. `bytes` is a multiple of 32. */
export function accumulate(bytes: usize, a: usize, b: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32) {
    const s0 = f32x4.add(v128.load(a, 0), v128.load(b, 0));
    const s1 = f32x4.add(v128.load(a, 16), v128.load(b, 16));
    v128.store(a, s0, 0);
    v128.store(a, s1, 16);
  }
}

/** Sum of squares. Called once an update, for a span of the gradient. `bytes` is a multiple of 32. */
export function squares(bytes: usize, a: usize): f64 {
  let sum: f64 = 0;
  for (const end = a + bytes; a < end;) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    for (const blockEnd = min(a + BLOCK, end); a < blockEnd; a += 32) {
      const x0 = v128.load(a, 0);
      const x1 = v128.load(a, 16);
      s0 = f32x4.add(s0, f32x4.mul(x0, x0));
      s1 = f32x4.add(s1, f32x4.mul(x1, x1));
    }
    sum += <f64>lanesSum(f32x4.add(s0, s1));
  }
  return sum;
}

/** The last row of each panel becomes the sum of all its rows: the bias gradient of the table. Called once an update. */
export function sumTable(panels: u32, rows: u32, table: usize): void {
  for (let p: u32 = 0; p < panels; p++) {
    for (let i: usize = 0; i < 64; i += 16) {
      let sum = f32x4.splat(0);
      let at = table + i;
      for (let r: u32 = 0; r < rows; r++, at += 64) sum = f32x4.add(sum, v128.load(at));
      v128.store(at, f32x4.add(sum, v128.load(at)));
    }
    table += (rows + 1) * 64;
  }
}

/** w -= rate · g; adds ‖change‖² and ‖w‖² (before) to the two f64 of `report`. Called once an update for each span. */
export function sgd(bytes: usize, w: usize, g: usize, rate: f32, report: usize): void {
  store<f64>(report, load<f64>(report, 0) + <f64>rate * <f64>rate * squares(bytes, g), 0);
  store<f64>(report, load<f64>(report, 8) + squares(bytes, w), 8);
  const r = f32x4.splat(rate);
  for (const end = w + bytes; w < end; w += 32, g += 32) {
    const w0 = f32x4.sub(v128.load(w, 0), f32x4.mul(v128.load(g, 0), r));
    const w1 = f32x4.sub(v128.load(w, 16), f32x4.mul(v128.load(g, 16), r));
    v128.store(w, w0, 0);
    v128.store(w, w1, 16);
  }
}

/** Smaller moments are flushed to zero, or unused rows would decay into the slow denormal numbers and stay there. */
const FLUSH: f32 = 1e-30;

/**
 * One AdamW update of a span, in place; adds ‖change‖² and ‖w‖² (before) to the two f64 of `report`. g is read times `scale`
 * (clipping); decay is the rate times the weight decay; rate carries the first moment's bias correction, `correct` is 1 / √
 * of the second's. Called once an update for each span.
 */
export function adamw(
  bytes: usize,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  scale: f32,
  beta1: f32,
  beta2: f32,
  rate: f32,
  correct: f32,
  epsilon: f32,
  decay: f32,
  report: usize,
): void {
  let changes: f64 = 0;
  let weights: f64 = 0;
  for (const end = w + bytes; w < end;) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    for (const blockEnd = min(w + BLOCK, end); w < blockEnd; w += 16) {
      const weight = v128.load(w);
      const gradient = f32x4.mul(v128.load(g), f32x4.splat(scale));
      const first = f32x4.add(f32x4.mul(v128.load(m), f32x4.splat(beta1)), f32x4.mul(gradient, f32x4.splat(1 - beta1)));
      const square = f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(1 - beta2));
      const second = f32x4.add(f32x4.mul(v128.load(v), f32x4.splat(beta2)), square);
      const root = f32x4.add(f32x4.mul(f32x4.sqrt(second), f32x4.splat(correct)), f32x4.splat(epsilon));
      const direction = f32x4.div(f32x4.mul(first, f32x4.splat(rate)), root);
      const change = f32x4.add(direction, f32x4.mul(weight, f32x4.splat(decay)));
      s0 = f32x4.add(s0, f32x4.mul(change, change));
      s1 = f32x4.add(s1, f32x4.mul(weight, weight));
      v128.store(w, f32x4.sub(weight, change));
      v128.store(m, f32x4.sub(f32x4.add(first, f32x4.splat(FLUSH)), f32x4.splat(FLUSH)));
      v128.store(v, v128.andnot(second, f32x4.lt(second, f32x4.splat(FLUSH))));
      g += 16;
      m += 16;
      v += 16;
    }
    changes += <f64>lanesSum(s0);
    weights += <f64>lanesSum(s1);
  }
  store<f64>(report, load<f64>(report, 0) + changes, 0);
  store<f64>(report, load<f64>(report, 8) + weights, 8);
}
