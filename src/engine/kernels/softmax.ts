// Softmax over the rows of a panel matrix, in base 2.
import { ROW } from './pass';
import { C1, C2, C3, C4, C5, LOG2E, ONE, ROUNDER, constant, exp2, lanesMax, lanesSum, storePair } from './vector';

/** log2 of the smallest probability that does not count as zero: no gradient underflows to slow denormal numbers. */
const MIN_LOG2: f32 = -90;
/**
 * Rows that go through each stage together, so that no row waits for its previous stage: 12 kB for a typical vocabulary. Their sums are
 * multiplied before the logarithm. Each sum is at most V, and float64 ends at 2^1023.
 */
const BLOCK_ROWS: u32 = 32;

/**
 * Logits -> gradient of the mean loss, in place: (probability - [target]) · scale; returns the summed loss in nats.
 * Columns beyond the vocabulary are -1e30 and become 0. `scratch`: [up to 32 rows][16]. Once per chunk.
 */
export function crossEntropy(rows: u32, panels: u32, logits: usize, stride: usize, targets: usize, scale: f32, scratch: usize): f64 {
  let loss: f64 = 0;
  for (let left = rows; left > 0;) {
    const take = min(left, BLOCK_ROWS);
    rowMaxima(take, panels, logits, stride, scratch);
    loss += exponentialRows(take, panels, logits, stride, targets, scratch);
    loss += normalize(take, panels, logits, stride, targets, scale, scratch);
    logits += take * ROW;
    targets += take * 4;
    left -= take;
  }
  return loss;
}

function rowMaxima(rows: u32, panels: u32, logits: usize, stride: usize, scratch: usize): void {
  for (const end = scratch + rows * ROW; scratch < end; scratch += ROW, logits += ROW) {
    rowMax(logits, panels, stride, scratch);
  }
}

/** Logits -> e^(logit - maximum of the row), and their sums. Returns the summed distance of the targets below the maximum, in nats. */
function exponentialRows(rows: u32, panels: u32, logits: usize, stride: usize, targets: usize, scratch: usize): f64 {
  let below: f64 = 0;
  for (const end = scratch + rows * ROW; scratch < end; scratch += ROW, logits += ROW, targets += 4) {
    const highest = pairMax(scratch);
    below += <f64>(highest - load<f32>(logits + columnOf(load<u32>(targets), stride)));
    exponentials(logits, logits, panels, stride, highest, scratch);
  }
  return below;
}

/** Exponentials -> gradients. Returns the logarithm of the product of all sums. */
function normalize(rows: u32, panels: u32, logits: usize, stride: usize, targets: usize, scale: f32, scratch: usize): f64 {
  let sums: f64 = 1;
  for (const end = scratch + rows * ROW; scratch < end; scratch += ROW, logits += ROW, targets += 4) {
    const sum = pairSum(scratch);
    const factor = f32x4.splat(scale / sum);
    for (let at = logits, last = logits + panels * stride; at < last; at += stride) {
      for (let i: usize = 0; i < ROW; i += 32) {
        const p0 = f32x4.mul(v128.load(at + i, 0), factor);
        const p1 = f32x4.mul(v128.load(at + i, 16), factor);
        storePair(at + i, p0, p1);
      }
    }
    const target = logits + columnOf(load<u32>(targets), stride);
    store<f32>(target, load<f32>(target) - scale);
    sums *= sum;
  }
  return Math.log(sums);
}

/** Loss of the target of each row, nats [rows] at `to`. Overwrites the logits. `scratch`: [16]. Once per chunk of an evaluation. */
export function targetLosses(rows: u32, panels: u32, logits: usize, stride: usize, targets: usize, to: usize, scratch: usize): void {
  for (const end = targets + rows * 4; targets < end; targets += 4, to += 4, logits += ROW) {
    const targetLogit = load<f32>(logits + columnOf(load<u32>(targets), stride));
    rowMax(logits, panels, stride, scratch);
    const highest = pairMax(scratch);
    exponentials(logits, logits, panels, stride, highest, scratch);
    store<f32>(to, <f32>(Math.log(pairSum(scratch)) + <f64>(highest - targetLogit)));
  }
}

/**
 * One row of logits -> natural-log probabilities, in place, within 2.5e-7 (relative above 1). `scratch`: [panels + 1][16]. Called by the
 * reader, once per prediction.
 */
export function logSoftmax(panels: u32, logits: usize, scratch: usize): void {
  const sums = scratch + panels * ROW;
  rowMax(logits, panels, ROW, sums);
  const highest = pairMax(sums);
  const top = f32x4.splat(highest);
  exponentials(logits, scratch, panels, ROW, highest, sums);
  const log = f32x4.splat(<f32>Math.log(pairSum(sums)));
  for (const end = logits + panels * ROW; logits < end; logits += 16) {
    v128.store(logits, f32x4.sub(f32x4.sub(v128.load(logits), top), log)); // not x - (top + log), which would round large logits
  }
}

/** Offset of a character's column in a row. */
// @ts-ignore: decorator
@inline
function columnOf(id: u32, stride: usize): usize {
  return (id >> 4) * stride + (id & 15) * 4;
}

// V8 combines a pair of vectors into 256 bits only if they end in adjacent stores. So the results below go through memory.

/** The maximum of a row, still in eight lanes, at `to`. */
// @ts-ignore: decorator
@inline
function rowMax(row: usize, panels: u32, stride: usize, to: usize): void {
  let m0 = v128.load(row, 0);
  let m1 = v128.load(row, 16);
  for (let at = row, end = row + panels * stride; at < end; at += stride) {
    m0 = f32x4.pmax(f32x4.pmax(m0, v128.load(at, 0)), v128.load(at, 32));
    m1 = f32x4.pmax(f32x4.pmax(m1, v128.load(at, 16)), v128.load(at, 48));
  }
  storePair(to, m0, m1);
}

// @ts-ignore: decorator
@inline
function pairMax(at: usize): f32 {
  return lanesMax(f32x4.pmax(v128.load(at, 0), v128.load(at, 16)));
}

// @ts-ignore: decorator
@inline
function pairSum(at: usize): f32 {
  return lanesSum(f32x4.add(v128.load(at, 0), v128.load(at, 16)));
}

/** to = e^(row - highest), and their sum, still in eight lanes, at `sums`. */
// @ts-ignore: decorator
@inline
function exponentials(row: usize, to: usize, panels: u32, stride: usize, highest: f32, sums: usize): void {
  const rounder = constant(ROUNDER);
  const c5 = constant(C5);
  const c4 = constant(C4);
  const c3 = constant(C3);
  const c2 = constant(C2);
  const c1 = constant(C1);
  const one = constant(ONE);
  const log2e = constant(LOG2E);
  const minLog2 = f32x4.splat(MIN_LOG2);
  const top = f32x4.splat(highest); // splat of a scalar: V8 combines pairs that share a splat, but not pairs that share a computed vector
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  for (let at = row, end = row + panels * stride; at < end; at += stride, to += stride) {
    for (let i: usize = 0; i < ROW; i += 32) {
      const y0 = f32x4.mul(f32x4.sub(v128.load(at + i, 0), top), log2e);
      const y1 = f32x4.mul(f32x4.sub(v128.load(at + i, 16), top), log2e);
      const e0 = v128.andnot(exp2(y0, rounder, c5, c4, c3, c2, c1, one), f32x4.lt(y0, minLog2));
      const e1 = v128.andnot(exp2(y1, rounder, c5, c4, c3, c2, c1, one), f32x4.lt(y1, minLog2));
      s0 = f32x4.add(s0, e0);
      s1 = f32x4.add(s1, e1);
      storePair(to + i, e0, e1);
    }
  }
  storePair(sums, s0, s1);
}
