// Logits and probabilities: stretch(p) = ln(p / (1 - p)) and its inverse squash(x) = 1 / (1 + e^-x), the names of paq8.

const stretchTable = memory.data(4096 * 4);
/** Logits are clamped to ±12. */
export const maxLogit: f32 = 12;

export function prepareStretchTable(): void {
  for (let i = 0; i < 4096; i++) {
    const p = (<f64>i + 0.5) / 4096.0;
    store<f32>(stretchTable + (i << 2), <f32>Math.log(p / (1.0 - p)));
  }
}

/** Clamps four logits. */
// @ts-ignore: decorator
@inline
export function clampLogits4(logits: v128): v128 {
  return f32x4.min(f32x4.max(logits, f32x4.splat(-maxLogit)), f32x4.splat(maxLogit));
}

/**
 * Clamped logits to probabilities. e^-x = 2^(n + f) with an integer n and |f| <= 1/2: 2^n is added to the exponent bits, and 2^f
 * is its Taylor series of degree 5. The relative error is below 3e-6.
 */
// @ts-ignore: decorator
@inline
export function squash4(logits: v128): v128 {
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

/** Clamps one logit. */
// @ts-ignore: decorator
@inline
export function clampLogit(logit: f32): f32 {
  return min(max(logit, -maxLogit), maxLogit);
}

/** Logit to probability. */
// @ts-ignore: decorator
@inline
export function squash(logit: f32): f32 {
  return f32x4.extract_lane(squash4(f32x4.splat(clampLogit(logit))), 0);
}

/** Probability in 12 bits to logit. */
// @ts-ignore: decorator
@inline
export function stretch12(p: u32): f32 {
  return load<f32>(stretchTable + (p << 2));
}
