// Runs of equal values in an array.

export interface Run {
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
