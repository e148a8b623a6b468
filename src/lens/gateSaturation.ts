// How the gates of a network are used: a gate that always stands open, or always shut, decides nothing. The picture made of
// these shares is that of Karpathy, Johnson and Li, "Visualizing and Understanding Recurrent Networks",
// https://arxiv.org/abs/1506.02078
import type { GateName } from '../engine/modelShape.ts';
import { quantize, type Activations } from './activations.ts';
import type { UnitName } from './unitNames.ts';

/** One kind of gate, over a text. */
export interface GateSaturation {
  readonly gate: GateName;
  /** Of each unit, [hidden]: the mean, 0..1; the shares of the characters at which it stood open, and shut. */
  readonly mean: Float64Array;
  readonly open: Float64Array;
  readonly shut: Float64Array;
  /** How far it stood open, in 1/255, [characters][hidden]. */
  readonly values: Uint8Array;
  /** What the gates of single units follow. Those that say most first. */
  readonly names: readonly UnitName[];
}

/** A gate above, and below, these is saturated. */
export const openAbove = 0.9;
export const closedBelow = 0.1;

export function gateSaturation(
  gate: GateName,
  { hidden, values }: Activations,
  names: readonly UnitName[] = [],
): GateSaturation {
  const characters = values.length / hidden;
  const use = { mean: new Float64Array(hidden), open: new Float64Array(hidden), shut: new Float64Array(hidden) };
  for (let at = 0; at < values.length; at += hidden) {
    for (let unit = 0; unit < hidden; unit++) {
      const value = values[at + unit]!;
      use.mean[unit]! += value / characters;
      if (value > openAbove) use.open[unit]! += 1 / characters;
      else if (value < closedBelow) use.shut[unit]! += 1 / characters;
    }
  }
  return { gate, ...use, values: quantize(values, 255, new Uint8Array(values.length)), names };
}
