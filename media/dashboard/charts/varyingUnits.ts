// Many units of a trained network are saturated: they stand still whatever is read. The picture is of the others.
import type { Activity } from '../../../src/protocol/learner.ts';

export interface VaryingUnits {
  /** In the order in which they are drawn. */
  readonly units: readonly number[];
  /** Of each of them, over the characters of the activity. */
  readonly means: readonly number[];
}

/** Lowest and highest activity are at least so far apart. */
const leastRange = 0.1;

/** `order`: all units as they are to stand; undefined: as they are numbered. */
export function varyingUnits({ hidden, values, characters }: Activity, order: Uint16Array | undefined): VaryingUnits {
  const units: number[] = [];
  const means: number[] = [];
  for (let at = 0; at < hidden; at++) {
    const unit = order?.[at] ?? at;
    let [low, high, sum] = [Infinity, -Infinity, 0];
    for (let index = 0; index < characters.length; index++) {
      const value = values[index * hidden + unit]!;
      if (value < low) low = value;
      if (value > high) high = value;
      sum += value;
    }
    if (high - low < leastRange) continue;
    units.push(unit);
    means.push(sum / characters.length);
  }
  return { units, means };
}
