// Softmax over the rows of a panel matrix, in base 2.
import { ROW } from './pass';
import { C1, C2, C3, C4, C5, LOG2E, ONE, ROUNDER, constant, exp2, lanesMax, lanesSum, storePair } from './vector';

/** log2 below which a probability counts as zero: no gradient underflows to the slow denormal numbers. */
const FAINTEST: f32 = -90;
/** Rows whose sums are multiplied before the logarithm: each is at most the vocabulary, and float64 ends at 2^1023. */
const LOG_ROWS: u32 = 32;

/**
 * Logits -> gradient of the mean loss, in place: (probability - [target]) · scale; returns the summed loss in nats.
 * Columns beyond the vocabulary hold -1e30 and come out as 0. Called once a chunk.
 */
export function crossEntropy(rows: u32, panels: u32, logits: usize, stride: usize, targets: usize, scale: f32): f64 {
  let loss: f64 = 0;
  let sums: f64 = 1;
  for (let r: u32 = 0; r < rows; r++) {
    const row = logits + r * ROW;
    const target = row + (load<u32>(targets, 0) >> 4) * stride + (load<u32>(targets, 0) & 15) * 4;
    const highest = rowMax(row, panels, stride);
    const targetLogit = load<f32>(target);
    const sum = exponentials(row, row, panels, stride, highest);
    const factor = f32x4.splat(scale / sum);
    for (let at = row, end = row + panels * stride; at < end; at += stride) {
      for (let i: usize = 0; i < ROW; i += 32) {
        const p0 = f32x4.mul(v128.load(at + i, 0), factor);
        const p1 = f32x4.mul(v128.load(at + i, 16), factor);
        storePair(at + i, p0, p1);
      }
    }
    store<f32>(target, load<f32>(target) - scale);
    loss += <f64>(highest - targetLogit);
    sums *= sum;
    if (r % LOG_ROWS == LOG_ROWS - 1 || r + 1 == rows) {
      loss += Math.log(sums);
      sums = 1;
    }
    targets += 4;
  }
  return loss;
}

/** What the target of each row costs, nats [rows] at `to`; the logits are lost. Called once a chunk of an evaluation. */
export function costs(rows: u32, panels: u32, logits: usize, stride: usize, targets: usize, to: usize): void {
  for (let r: u32 = 0; r < rows; r++) {
    const row = logits + r * ROW;
    const target = load<u32>(targets);
    const targetLogit = load<f32>(row + (target >> 4) * stride + (target & 15) * 4);
    const highest = rowMax(row, panels, stride);
    const sum = exponentials(row, row, panels, stride, highest);
    store<f32>(to, <f32>(Math.log(sum) + <f64>(highest - targetLogit)));
    targets += 4;
    to += 4;
  }
}

/** One row of logits -> natural-log probabilities, in place, within 2.5e-7 (relative above 1). Called by the reader, once for a character asked for. */
export function logSoftmax(panels: u32, logits: usize, scratch: usize): void {
  const highest = rowMax(logits, panels, ROW);
  const top = f32x4.splat(highest);
  const log = f32x4.splat(<f32>Math.log(exponentials(logits, scratch, panels, ROW, highest)));
  for (const end = logits + panels * ROW; logits < end; logits += 16) {
    v128.store(logits, f32x4.sub(f32x4.sub(v128.load(logits), top), log)); // not x - (top + log): large logits stay exact
  }
}

// @ts-ignore: decorator
@inline
function rowMax(row: usize, panels: u32, stride: usize): f32 {
  let m0 = v128.load(row, 0);
  let m1 = v128.load(row, 16);
  for (let at = row, end = row + panels * stride; at < end; at += stride) {
    m0 = f32x4.pmax(f32x4.pmax(m0, v128.load(at, 0)), v128.load(at, 32));
    m1 = f32x4.pmax(f32x4.pmax(m1, v128.load(at, 16)), v128.load(at, 48));
  }
  return lanesMax(f32x4.pmax(m0, m1));
}

/** to = e^(row - highest); returns their sum. */
// @ts-ignore: decorator
@inline
function exponentials(row: usize, to: usize, panels: u32, stride: usize, highest: f32): f32 {
  const rounder = constant(ROUNDER);
  const c5 = constant(C5);
  const c4 = constant(C4);
  const c3 = constant(C3);
  const c2 = constant(C2);
  const c1 = constant(C1);
  const one = constant(ONE);
  const log2e = constant(LOG2E);
  const faintest = f32x4.splat(FAINTEST);
  const top = f32x4.splat(highest); // of a scalar: V8 fuses pairs that share a splat, not ones that share a computed vector
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  for (let at = row, end = row + panels * stride; at < end; at += stride, to += stride) {
    for (let i: usize = 0; i < ROW; i += 32) {
      const y0 = f32x4.mul(f32x4.sub(v128.load(at + i, 0), top), log2e);
      const y1 = f32x4.mul(f32x4.sub(v128.load(at + i, 16), top), log2e);
      const e0 = v128.andnot(exp2(y0, rounder, c5, c4, c3, c2, c1, one), f32x4.lt(y0, faintest));
      const e1 = v128.andnot(exp2(y1, rounder, c5, c4, c3, c2, c1, one), f32x4.lt(y1, faintest));
      s0 = f32x4.add(s0, e0);
      s1 = f32x4.add(s1, e1);
      storePair(to + i, e0, e1);
    }
  }
  return lanesSum(f32x4.add(s0, s1));
}
