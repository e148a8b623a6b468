// Activity of units and gates over a text, computed from the formulas of the cells in float64, independently of the engine.
import { cellSpec, type CellGate } from '../../../src/engine/cells.ts';
import type { Checkpoint } from '../../../src/model/network/checkpoint.ts';
import { cellFormulas } from '../engine/cellFormulas.ts';

/** Activity after each character, [characters][H]: of the units, and of each kind of gate of the cell. */
export type IndependentActivity = Readonly<Partial<Record<CellGate, readonly Float64Array[]>>> & {
  readonly units: readonly Float64Array[];
};

export function independentActivity({ shape, vocabulary, parameters }: Checkpoint, text: string): IndependentActivity {
  const { hiddenSize: H, vocabulary: V, cell } = shape;
  const { blocks, step } = cellFormulas[cell];
  const width = blocks * H;
  const recurrent = V * width;
  const bias = recurrent + H * width;
  // The recurrent product of the last block may have a bias of its own.
  const ownBias = (block: number, j: number): number =>
    cellSpec(cell).recurrentBias && block === blocks - 1 ? parameters[bias + width + j]! : 0;
  const found: { units: Float64Array[] } & Partial<Record<CellGate, Float64Array[]>> = { units: [] };
  let [h, c] = [new Float64Array(H), new Float64Array(H)];
  // What comes before every text is the character that is none: id 0.
  for (const [at, id] of [0, ...vocabulary.encode(text)].entries()) {
    const products = new Float64Array(width);
    for (let k = 0; k < H; k++) {
      for (let n = 0; n < width; n++) products[n]! += h[k]! * parameters[recurrent + k * width + n]!;
    }
    const steps = Array.from({ length: H }, (_, j) =>
      step(
        {
          input: (block) => parameters[id * width + block * H + j]! + parameters[bias + block * H + j]!,
          recurrent: (block) => products[block * H + j]! + ownBias(block, j),
        },
        h[j]!,
        c[j]!,
      ),
    );
    [h, c] = [Float64Array.from(steps, (one) => one.h), Float64Array.from(steps, (one) => one.c)];
    if (at === 0) continue;
    found.units.push(h);
    steps[0]!.gates.forEach(([gate], index) =>
      (found[gate] ??= []).push(Float64Array.from(steps, ({ gates }) => gates[index]![1])),
    );
  }
  return found;
}
