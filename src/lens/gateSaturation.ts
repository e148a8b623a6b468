// Gate saturation: a gate that is always open or always closed has no effect. The plot of these shares is from Karpathy, Johnson
// and Li, "Visualizing and Understanding Recurrent Networks", https://arxiv.org/abs/1506.02078
import type { CellGate } from '../engine/cells.ts';
import { quantize, type Activations } from './activations.ts';
import type { UnitName } from './unitNames.ts';

/** One kind of gate over a text. */
export interface GateSaturation {
  readonly gate: CellGate;
  /** For each unit, [hidden]: the mean, 0..1, and the shares of characters at which the gate was open and closed. */
  readonly mean: Float64Array;
  readonly open: Float64Array;
  readonly closed: Float64Array;
  /** Gate values in units of 1/255, [characters][hidden]. */
  readonly values: Uint8Array;
  /** Names for the gates of single units, the most informative first. */
  readonly names: readonly UnitName[];
}

/** Above and below these values a gate is saturated. */
const openAbove = 0.9;
const closedBelow = 0.1;

export function gateSaturation(
  gate: CellGate,
  { hidden, values }: Activations,
  names: readonly UnitName[] = [],
): GateSaturation {
  const characters = values.length / hidden;
  const shares = { mean: new Float64Array(hidden), open: new Float64Array(hidden), closed: new Float64Array(hidden) };
  for (let at = 0; at < values.length; at += hidden) {
    for (let unit = 0; unit < hidden; unit++) {
      const value = values[at + unit]!;
      shares.mean[unit]! += value / characters;
      if (value > openAbove) shares.open[unit]! += 1 / characters;
      else if (value < closedBelow) shares.closed[unit]! += 1 / characters;
    }
  }
  return { gate, ...shares, values: quantize(values, 255, new Uint8Array(values.length)), names };
}
