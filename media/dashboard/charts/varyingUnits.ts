// Selects the units whose activation varies. Many units of a trained network are saturated: their activation is constant.
import type { Activity } from '../../../src/protocol/learner.ts';

export interface VaryingUnits {
  /** In drawing order. */
  readonly units: readonly number[];
  /** Mean activation of each unit over the characters. */
  readonly means: readonly number[];
}

/** Minimum difference between the lowest and the highest activation. */
const minRange = 0.1;

/** `order`: the drawing order of all units. Undefined: by number. */
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
    if (high - low < minRange) continue;
    units.push(unit);
    means.push(sum / characters.length);
  }
  return { units, means };
}
