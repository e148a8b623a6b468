// Activity of units and gates over a text, computed from the formulas of the cells in float64. Independent of the engine, so that
// an error there cannot confirm itself.
import type { Cell, GateName } from '../../../src/engine/cells.ts';
import type { Checkpoint } from '../../../src/model/network/checkpoint.ts';

/** Activity after each character, [characters][H]: of the units, and of each kind of gate of the cell. */
export type IndependentActivity = Readonly<Partial<Record<GateName, readonly Float64Array[]>>> & {
  readonly units: readonly Float64Array[];
};

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Pre-activations of a unit at one step, per block: input plus bias, and recurrent product. */
interface Sums {
  input(block: number): number;
  recurrent(block: number): number;
}

interface Step {
  readonly h: number;
  readonly c: number;
  readonly gates: readonly (readonly [GateName, number])[];
}

const cells: Readonly<Record<Cell, { readonly blocks: number; step(sums: Sums, h: number, c: number): Step }>> = {
  tanh: { blocks: 1, step: ({ input, recurrent }) => ({ h: Math.tanh(input(0) + recurrent(0)), c: 0, gates: [] }) },
  /** h' = (1 - u) · n + u · h, n = tanh(x + r · Wh). */
  gru: {
    blocks: 3,
    step: ({ input, recurrent }, h) => {
      const [reset, update] = [sigmoid(input(0) + recurrent(0)), sigmoid(input(1) + recurrent(1))];
      const candidate = Math.tanh(input(2) + reset * recurrent(2));
      const gates = [['reset', reset] as const, ['update', update] as const];
      return { h: (1 - update) * candidate + update * h, c: 0, gates };
    },
  },
  /** c' = f · c + i · n, h' = o · tanh(c'). */
  lstm: {
    blocks: 4,
    step: ({ input, recurrent }, _h, c) => {
      const [inGate, forget, candidate, outGate] = [0, 1, 2, 3].map((block) => input(block) + recurrent(block)) as [
        number,
        number,
        number,
        number,
      ];
      const next = sigmoid(forget) * c + sigmoid(inGate) * Math.tanh(candidate);
      const gates = [
        ['input', sigmoid(inGate)] as const,
        ['forget', sigmoid(forget)] as const,
        ['output', sigmoid(outGate)] as const,
      ];
      return { h: sigmoid(outGate) * Math.tanh(next), c: next, gates };
    },
  },
};

export function independentActivity({ shape, vocabulary, parameters }: Checkpoint, text: string): IndependentActivity {
  const { hiddenSize: H, vocabulary: V, cell } = shape;
  const { blocks, step } = cells[cell];
  const width = blocks * H;
  const recurrent = V * width;
  const bias = recurrent + H * width;
  // The GRU's recurrent candidate has a bias of its own.
  const ownBias = (block: number, j: number): number =>
    cell === 'gru' && block === 2 ? parameters[bias + width + j]! : 0;
  const found: { units: Float64Array[] } & Partial<Record<GateName, Float64Array[]>> = { units: [] };
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
