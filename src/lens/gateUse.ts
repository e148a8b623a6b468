// How the gates of a network are used: a gate that always stands open, or always shut, decides nothing. The picture made of
// these shares is that of Karpathy, Johnson and Li, "Visualizing and Understanding Recurrent Networks",
// https://arxiv.org/abs/1506.02078
import { gateBlocks, type GateName, type ModelShape } from '../engine/modelShape.ts';
import type { Reader } from '../engine/engine.ts';

/** One kind of gate, over a text. */
export interface GateUse {
  readonly gate: GateName;
  /** Of each unit, [hidden]: the mean, 0..1; the shares of the characters at which it stood open, and shut. */
  readonly mean: Float32Array;
  readonly open: Float32Array;
  readonly shut: Float32Array;
}

/** A gate above, and below, these is saturated. */
export const openAbove = 0.9;
export const shutBelow = 0.1;

export interface GateCounter {
  /** Takes in the gates of the reader's last character. */
  look(reader: Reader): void;
  uses(): readonly GateUse[];
}

export function countGates({ cell, hidden }: ModelShape): GateCounter {
  const blocks = gateBlocks[cell];
  const now = new Float32Array(blocks.length * hidden);
  const [sums, opens, shuts] = [now, now, now].map(({ length }) => new Float64Array(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let characters = 0;
  return {
    look: (reader) => {
      reader.readGates(now);
      characters++;
      for (let at = 0; at < now.length; at++) {
        sums[at]! += now[at]!;
        if (now[at]! > openAbove) opens[at]!++;
        else if (now[at]! < shutBelow) shuts[at]!++;
      }
    },
    uses: () => {
      const shares = (counts: Float64Array, gate: number) =>
        Float32Array.from(
          counts.subarray(gate * hidden, (gate + 1) * hidden),
          (count) => count / Math.max(1, characters),
        );
      return blocks.map(({ name }, gate) => ({
        gate: name,
        mean: shares(sums, gate),
        open: shares(opens, gate),
        shut: shares(shuts, gate),
      }));
    },
  };
}
