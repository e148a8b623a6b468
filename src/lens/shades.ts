// Shades of a unit's activity on text: the distance from the unit's mean, in a few integer steps.

/** Strongest shade, in both directions. */
export const maxShade = 4;

export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Moments of every `stride`-th value, starting at `first`. */
export function momentsOf(values: ArrayLike<number>, first = 0, stride = 1): Moments {
  let [sum, squares, count] = [0, 0, 0];
  for (let index = first; index < values.length; index += stride) {
    const value = values[index]!;
    sum += value;
    squares += value * value;
    count++;
  }
  const mean = sum / Math.max(1, count);
  return { mean, deviation: Math.sqrt(Math.max(squares / Math.max(1, count) - mean * mean, 1e-6)) };
}

/** -4..4; saturates at two standard deviations, so that outliers do not hide the rest. */
export function shadeOf(value: number, { mean, deviation }: Moments): number {
  const distance = (value - mean) / (2 * deviation);
  return Math.round(maxShade * Math.min(1, Math.max(-1, distance)));
}

interface Run {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly value: number;
}

export function runsOf(values: ArrayLike<number>): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let at = 1; at <= values.length; at++) {
    if (at < values.length && values[at] === values[from]) continue;
    runs.push({ from, to: at, value: values[from]! });
    from = at;
  }
  return runs;
}
