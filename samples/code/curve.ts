// Smoothing a loss curve without lying about its end.

export interface Point {
  readonly step: number;
  readonly value: number;
}

/**
 * An exponential average. The first values weigh too little in a plain one, so that the curve begins near zero: dividing
 * by the weight that has been given out so far corrects for that.
 */
export function smooth(points: readonly Point[], weight: number): Point[] {
  let average = 0;
  let given = 0;
  return points.map(({ step, value }) => {
    average = weight * average + (1 - weight) * value;
    given = weight * given + (1 - weight);
    return { step, value: average / given };
  });
}

/** Keeps at most so many points: the lowest and the highest of each group, so that no spike is lost. */
export function thin(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const group = Math.ceil((2 * points.length) / most);
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += group) {
    const members = points.slice(from, from + group);
    const lowest = members.reduce((one, other) => (other.value < one.value ? other : one));
    const highest = members.reduce((one, other) => (other.value > one.value ? other : one));
    kept.push(...(lowest.step < highest.step ? [lowest, highest] : [highest, lowest]));
  }
  return kept;
}

/** True when the last few evaluations have brought nothing new. */
export function hasStoppedImproving(heldOut: readonly Point[], patience: number, least: number): boolean {
  if (heldOut.length <= patience) return false;
  const before = heldOut.slice(0, -patience);
  const recent = heldOut.slice(-patience);
  const best = (points: readonly Point[]) => Math.min(...points.map(({ value }) => value));
  return best(recent) > best(before) - least;
}
