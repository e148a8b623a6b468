// How strongly a column of activity colours a text: by the distance from its own mean, in a few whole shades.

/** Darkest shade, either way. */
export const maxShade = 4;

export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Of every `stride`-th of the values, from the `first` on. */
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

/** Two deviations are as far as it gets: outliers must not wash out the rest. -4..4. */
export function shadeOf(value: number, { mean, deviation }: Moments): number {
  const away = (value - mean) / (2 * deviation);
  return Math.round(maxShade * Math.min(1, Math.max(-1, away)));
}
