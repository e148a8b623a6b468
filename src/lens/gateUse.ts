// How the gates of a network are used: a gate that always stands open, or always shut, decides nothing. The picture made of
// these shares is that of Karpathy, Johnson and Li, "Visualizing and Understanding Recurrent Networks",
// https://arxiv.org/abs/1506.02078
import type { GateName } from '../engine/modelShape.ts';
import type { Activations } from './activations.ts';
import type { UnitName } from './naming.ts';

/** One kind of gate, over a text. */
export interface GateUse {
  readonly gate: GateName;
  /** Of each unit, [hidden]: the mean, 0..1; the shares of the characters at which it stood open, and shut. */
  readonly mean: Float32Array;
  readonly open: Float32Array;
  readonly shut: Float32Array;
  /** How far it stood open, in 1/255, [characters][hidden]. */
  readonly values: Uint8Array;
  /** What the gates of single units follow. Strongest first. */
  readonly names: readonly UnitName[];
}

/** A gate above, and below, these is saturated. */
export const openAbove = 0.9;
export const shutBelow = 0.1;

export function gateUse(gate: GateName, { hidden, values }: Activations, names: readonly UnitName[] = []): GateUse {
  const characters = values.length / hidden;
  const meanOf = (of: (value: number) => number): Float32Array => {
    const sums = new Float64Array(hidden);
    values.forEach((value, at) => (sums[at % hidden]! += of(value)));
    return Float32Array.from(sums, (sum) => sum / Math.max(1, characters));
  };
  return {
    gate,
    mean: meanOf((value) => value),
    open: meanOf((value) => Number(value > openAbove)),
    shut: meanOf((value) => Number(value < shutBelow)),
    values: Uint8Array.from(values, (value) => Math.round(255 * value)),
    names,
  };
}
