// The skew-normal distribution, fitted by the method of moments. The lower tail is accurate where it is tiny.
// Azzalini, "A class of distributions which includes the normal ones", Scandinavian Journal of Statistics 12 (1985), 171-178.
import { mean, sampleSkewness, standardDeviation } from 'simple-statistics';

export interface SkewNormal {
  readonly location: number;
  readonly scale: number;
  readonly shape: number;
}

/** The largest skewness of the distribution is 0.9953; at that value the shape is infinite. */
const maxSkewness = 0.99;

/** `values`: at least three, not all equal. */
export function fitSkewNormal(values: readonly number[]): SkewNormal {
  const [average, deviation] = [mean([...values]), standardDeviation([...values])];
  const skewness = Math.max(-maxSkewness, Math.min(maxSkewness, sampleSkewness([...values])));
  const power = Math.abs(skewness) ** (2 / 3);
  const size = Math.sqrt(((Math.PI / 2) * power) / (power + ((4 - Math.PI) / 2) ** (2 / 3)));
  const delta = Math.sign(skewness) * size;
  const scale = deviation / Math.sqrt(1 - (2 * delta * delta) / Math.PI);
  return {
    location: average - scale * delta * Math.sqrt(2 / Math.PI),
    scale,
    shape: delta / Math.sqrt(1 - delta * delta),
  };
}

/** Standard deviations below `value` where the integration starts, and number of its intervals. */
const reach = 12;
const intervals = 2000;

/** Base-2 logarithm of the probability of at most `value`. Simpson's rule on the density, relative to its value at `value`. */
export function log2LowerTail({ location, scale, shape }: SkewNormal, value: number): number {
  const z = (value - location) / scale;
  const logDensity = (x: number): number =>
    Math.LN2 - (x * x) / 2 - Math.log(2 * Math.PI) / 2 + logNormalTail(-shape * x);
  const start = Math.min(z, 0) - reach;
  const step = (z - start) / intervals;
  const points = Array.from({ length: intervals + 1 }, (_, index) => logDensity(start + index * step));
  const largest = Math.max(...points);
  const weightOf = (index: number): number => (index === 0 || index === intervals ? 1 : index % 2 === 1 ? 4 : 2);
  const sum = points.reduce((total, point, index) => total + weightOf(index) * Math.exp(point - largest), 0);
  return Math.min(0, (largest + Math.log((sum * step) / 3)) / Math.LN2);
}

/**
 * Natural logarithm of the probability that a standard normal value is above `x`, by Mills' ratio as a continued fraction for large `x`.
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.14; below 3 the series 26.2.11.
 */
export function logNormalTail(x: number): number {
  if (x < -3) return Math.log1p(-Math.exp(logNormalTail(-x)));
  if (x < 3) return Math.log(0.5 - (Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)) * series(x));
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
  return -(x * x) / 2 - Math.log(2 * Math.PI) / 2 - Math.log(fraction);
}

function series(x: number): number {
  let [term, sum] = [x, x];
  for (let k = 1; k < 60; k++) sum += term *= (x * x) / (2 * k + 1);
  return sum;
}
