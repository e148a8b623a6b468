// Probabilities, and their logits. A learnt probability is one word: 22 bits of probability, 10 bits of how often it was
// updated; it moves by 1 / (updates + 1.6), down to a limit.
import { allocate } from './memory';

const stretchTable = memory.data(4096 * 4);
const rates = memory.data(1024 * 4);
/** Logits are kept within ±12. */
export const widest: f32 = 12;
const unit: f32 = 1.0 / 4194304.0;

export function prepareNumbers(): void {
  for (let i = 0; i < 4096; i++) {
    const p = (<f64>i + 0.5) / 4096.0;
    store<f32>(stretchTable + (i << 2), <f32>Math.log(p / (1.0 - p)));
  }
  for (let i = 0; i < 1024; i++) store<u32>(rates + (i << 2), <u32>(65536.0 / (<f64>i + 1.6)));
}

/** Logits within bounds. */
// @ts-ignore: decorator
@inline
export function boundedFour(logits: v128): v128 {
  return f32x4.min(f32x4.max(logits, f32x4.splat(-widest)), f32x4.splat(widest));
}

/** Bounded logits -> probabilities: 1 / (1 + e^-x), where 2^n is put together in the exponent and 2^f, f within ±1/2, by its Taylor
 * series; the relative error is below 3e-6. */
// @ts-ignore: decorator
@inline
export function squashFour(logits: v128): v128 {
  const power = f32x4.mul(logits, f32x4.splat(-1.44269504));
  const whole = f32x4.nearest(power);
  const rest = f32x4.sub(power, whole);
  let series = f32x4.splat(0.00133335581);
  series = f32x4.add(f32x4.mul(series, rest), f32x4.splat(0.00961812911));
  series = f32x4.add(f32x4.mul(series, rest), f32x4.splat(0.0555041087));
  series = f32x4.add(f32x4.mul(series, rest), f32x4.splat(0.240226507));
  series = f32x4.add(f32x4.mul(series, rest), f32x4.splat(0.693147181));
  series = f32x4.add(f32x4.mul(series, rest), f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23);
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, i32x4.add(series, exponent)));
}

/** A logit within bounds. */
// @ts-ignore: decorator
@inline
export function bounded(logit: f32): f32 {
  return min(max(logit, -widest), widest);
}

/** Logit -> probability. */
// @ts-ignore: decorator
@inline
export function squash(logit: f32): f32 {
  return f32x4.extract_lane(squashFour(f32x4.splat(bounded(logit))), 0);
}

/** Probability, 16 bits -> logit. */
// @ts-ignore: decorator
@inline
export function stretch16(p: u32): f32 {
  return load<f32>(stretchTable + ((p >> 4) << 2));
}

/** Logit of a learnt probability. */
// @ts-ignore: decorator
@inline
export function stretchOf(learnt: u32): f32 {
  return load<f32>(stretchTable + ((learnt >> 20) << 2));
}

/** Probability of a learnt probability. */
// @ts-ignore: decorator
@inline
export function probabilityOf(learnt: u32): f32 {
  return <f32>(learnt >> 10) * unit;
}

/** A learnt probability that was never updated. */
export function unlearnt(p: f64): u32 {
  return (<u32>(p * 4194303.0)) << 10;
}

/** Moves the learnt probability at `address` towards what happened. */
// @ts-ignore: decorator
@inline
export function learnAt(address: usize, happened: bool, limit: u32): void {
  const word = load<u32>(address);
  const count = word & 1023;
  const p = <i32>(word >> 10);
  const target = happened ? 4194303 : 0;
  const moved = p + <i32>((<i64>(target - p) * <i64>load<u32>(rates + (count << 2))) >> 16);
  store<u32>(address, (<u32>moved << 10) | (count < limit ? count + 1 : count));
}

/** `count` learnt probabilities in a row; the caller fills them. */
export function allocateLearnt(count: i32): usize {
  return allocate(<usize>count << 2);
}

/** A well mixed 32-bit hash. */
// @ts-ignore: decorator
@inline
export function mixed(x: u32): u32 {
  let h = x ^ (x >> 15);
  h *= 0x2c1b3c6d;
  h ^= h >> 12;
  h *= 0x297a2d39;
  return h ^ (h >> 15);
}

/** Hash of an ordered pair. */
// @ts-ignore: decorator
@inline
export function pair(a: u32, b: u32): u32 {
  return mixed((a * 0x9e3779b1) ^ ((b + 0x7f4a7c15) * 0x85ebca6b));
}
