// The update of the weights: gradient sum over threads, norm, and the rules of SGD and AdamW, all in place.
import { fma, lanesSum, storePair } from './vector';

/** Bytes of floats that are summed in float32 before the sum continues in float64. */
const BLOCK: usize = 1024 * 4;

/** a = 0. Once per update for the table's gradient. On shared memory a typed array's `fill` works word by word. */
export function clear(bytes: usize, a: usize): void {
  memory.fill(a, 0, bytes);
}

/** a += b. Once per update and additional thread, for a range of the gradient. `bytes` is a multiple of 32. */
export function accumulate(bytes: usize, a: usize, b: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32) {
    const s0 = f32x4.add(v128.load(a, 0), v128.load(b, 0));
    const s1 = f32x4.add(v128.load(a, 16), v128.load(b, 16));
    storePair(a, s0, s1);
  }
}

/** Sum of squares. Once per update, for a range of the gradient. `bytes` is a multiple of 64. */
export function squares(bytes: usize, a: usize): f64 {
  let sum: f64 = 0;
  for (const end = a + bytes; a < end;) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    for (const blockEnd = min(a + BLOCK, end); a < blockEnd; a += 64) {
      const x0 = v128.load(a, 0);
      const x1 = v128.load(a, 16);
      const x2 = v128.load(a, 32);
      const x3 = v128.load(a, 48);
      s0 = fma(x0, x0, s0);
      s1 = fma(x1, x1, s1);
      s2 = fma(x2, x2, s2);
      s3 = fma(x3, x3, s3);
    }
    sum += <f64>lanesSum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  }
  return sum;
}

/** The last row of each panel becomes the sum of all its rows: the bias gradient of the table. Once per update. */
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

/** w -= rate · g; adds ‖w‖² (before) to the f64 at `report`. Once per update and range. */
export function sgd(bytes: usize, w: usize, g: usize, rate: f32, report: usize): void {
  const r0 = f32x4.splat(rate);
  const r1 = f32x4.splat(rate);
  let sum: f64 = 0;
  for (const end = w + bytes; w < end; ) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    for (const blockEnd = min(w + BLOCK, end); w < blockEnd; w += 32, g += 32) {
      const w0 = v128.load(w, 0);
      const w1 = v128.load(w, 16);
      const n0 = f32x4.sub(w0, f32x4.mul(v128.load(g, 0), r0));
      const n1 = f32x4.sub(w1, f32x4.mul(v128.load(g, 16), r1));
      storePair(w, n0, n1);
      s0 = fma(w0, w0, s0);
      s1 = fma(w1, w1, s1);
    }
    sum += <f64>lanesSum(f32x4.add(s0, s1));
  }
  store<f64>(report, load<f64>(report) + sum);
}

/** Smaller moments are flushed to zero. Otherwise unused rows would decay into slow denormal numbers and stay there. */
const FLUSH: f32 = 1e-30;

// Offsets of the coefficients of an AdamW update, each repeated four times.
const SCALE: usize = 0;
const KEEP1: usize = 16;
const TAKE1: usize = 32;
const KEEP2: usize = 48;
const TAKE2: usize = 64;
const CORRECT: usize = 80;
const EPSILON: usize = 96;
const DECAY: usize = 112;
const FAINT: usize = 128;
const AHEAD: usize = 144;
const NOW: usize = 160;

/**
 * Sets the coefficients of the next updates at `at`. The gradient is multiplied by `scale` (clipping). `rate` includes the bias correction
 * of the first moment, `correct` is 1 / √ of that of the second. `decay` is learning rate · weight decay. The direction is
 * `ahead` · first moment + (1 - `ahead`) · gradient: 1, or beta1 for Nesterov momentum. Once per update and thread, for the biases and for
 * each matrix.
 */
export function prepareAdamw(
  at: usize,
  scale: f32,
  beta1: f32,
  beta2: f32,
  rate: f32,
  correct: f32,
  epsilon: f32,
  decay: f32,
  ahead: f32,
): void {
  // direction = rate · m / (correct · √v + epsilon) = m / ((correct / rate) · √v + epsilon / rate)
  fill(at + SCALE, scale);
  fill(at + KEEP1, beta1);
  fill(at + TAKE1, 1 - beta1);
  fill(at + KEEP2, beta2);
  fill(at + TAKE2, 1 - beta2);
  fill(at + CORRECT, correct / rate);
  fill(at + EPSILON, epsilon / rate);
  fill(at + DECAY, decay);
  fill(at + FAINT, FLUSH);
  fill(at + AHEAD, ahead);
  fill(at + NOW, 1 - ahead);
}

function fill(at: usize, value: f32): void {
  for (let i: usize = 0; i < 16; i += 4) store<f32>(at + i, value);
}

/** AdamW update of a range, in place. Adds ‖update‖² and ‖w‖² (before) to the two f64 of `report`. */
export function adamw(bytes: usize, w: usize, g: usize, m: usize, v: usize, at: usize, report: usize): void {
  const scale = v128.load(at, SCALE);
  const keep1 = v128.load(at, KEEP1);
  const take1 = v128.load(at, TAKE1);
  const keep2 = v128.load(at, KEEP2);
  const take2 = v128.load(at, TAKE2);
  const correct = v128.load(at, CORRECT);
  const epsilon = v128.load(at, EPSILON);
  const decay = v128.load(at, DECAY);
  const faint = v128.load(at, FAINT);
  const ahead = v128.load(at, AHEAD);
  const now = v128.load(at, NOW);
  let changes: f64 = 0;
  let weights: f64 = 0;
  for (const end = w + bytes; w < end; ) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let t0 = f32x4.splat(0);
    let t1 = f32x4.splat(0);
    for (const blockEnd = min(w + BLOCK, end); w < blockEnd; w += 32) {
      const g0 = f32x4.mul(v128.load(g, 0), scale);
      const g1 = f32x4.mul(v128.load(g, 16), scale);
      const m0 = fma(v128.load(m, 0), keep1, f32x4.mul(g0, take1));
      const m1 = fma(v128.load(m, 16), keep1, f32x4.mul(g1, take1));
      const q0 = f32x4.mul(f32x4.mul(g0, g0), take2);
      const q1 = f32x4.mul(f32x4.mul(g1, g1), take2);
      const v0 = fma(v128.load(v, 0), keep2, q0);
      const v1 = fma(v128.load(v, 16), keep2, q1);
      const r0 = fma(f32x4.sqrt(v0), correct, epsilon);
      const r1 = fma(f32x4.sqrt(v1), correct, epsilon);
      const w0 = v128.load(w, 0);
      const w1 = v128.load(w, 16);
      const d0 = fma(m0, ahead, f32x4.mul(g0, now));
      const d1 = fma(m1, ahead, f32x4.mul(g1, now));
      const c0 = fma(w0, decay, f32x4.div(d0, r0));
      const c1 = fma(w1, decay, f32x4.div(d1, r1));
      const n0 = f32x4.sub(w0, c0);
      const n1 = f32x4.sub(w1, c1);
      const mf0 = f32x4.sub(f32x4.add(m0, faint), faint);
      const mf1 = f32x4.sub(f32x4.add(m1, faint), faint);
      const vf0 = f32x4.sub(f32x4.add(v0, faint), faint);
      const vf1 = f32x4.sub(f32x4.add(v1, faint), faint);
      storePair(w, n0, n1);
      storePair(m, mf0, mf1);
      storePair(v, vf0, vf1);
      s0 = fma(c0, c0, s0);
      s1 = fma(c1, c1, s1);
      t0 = fma(w0, w0, t0);
      t1 = fma(w1, w1, t1);
      g += 32;
      m += 32;
      v += 32;
    }
    changes += <f64>lanesSum(f32x4.add(s0, s1));
    weights += <f64>lanesSum(f32x4.add(t0, t1));
  }
  store<f64>(report, load<f64>(report, 0) + changes, 0);
  store<f64>(report, load<f64>(report, 8) + weights, 8);
}
