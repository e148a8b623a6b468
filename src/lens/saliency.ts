// Saliency: the gradient of a character's log probability with respect to the input of each earlier character. Where it is zero,
// another character would have changed nothing (to first order). See Li et al., "Visualizing and Understanding Neural Models in
// NLP", https://arxiv.org/abs/1506.01066. Symbols: H hidden units, V vocabulary size, S recurrent state, K saved values.
import { cellSpec } from '../engine/cells.ts';
import { type ModelShape } from '../engine/modelShape.ts';
import { addTransposedProduct, forward, rowOf, stateLength, tensorViews } from '../engine/reference.ts';
import { referenceCells } from '../engine/referenceCells.ts';

export interface Saliency {
  /** Natural logarithm of p(`next` after the character at `at`). */
  readonly logProbability: number;
  /** ‖∂ logProbability / ∂ input‖ for that character and those before it, the nearest first. The input is what a character adds
   * to the pre-activations. */
  readonly norms: Float64Array;
}

/** Goes back `count` characters, or to the beginning. */
export type SaliencyAt = (at: number, next: number, count: number) => Saliency;

/** Reads `ids` once from a fresh state, in float64 by the reference. `parameters` are flat. */
export function createSaliency(shape: ModelShape, parameters: Float64Array, ids: ArrayLike<number>): SaliencyAt {
  const { hiddenSize: H, vocabulary: V } = shape;
  const cell = referenceCells[shape.cell];
  const S = stateLength(shape);
  const K = cell.savedBlocks * H;
  const w = tensorViews(shape, parameters);
  const targets = new Int32Array(ids.length);
  const window = { streams: 1, length: ids.length, inputs: ids, targets };
  const { states, probabilities, saved } = forward(shape, parameters, window, new Float64Array(S));
  const dInput = new Float64Array(cellSpec(shape.cell).blocks * H);
  const dRecurrent = new Float64Array(dInput.length);

  return (at, nextId, count) => {
    const dLogits = rowOf(probabilities, at, V).map((probability) => -probability);
    dLogits[nextId]! += 1;
    let dNext = new Float64Array(S);
    let dPrevious = new Float64Array(S);
    addTransposedProduct(dNext.subarray(0, H), dLogits, w.outputWeight);
    const norms = new Float64Array(Math.min(count, at + 1));
    for (let back = 0; back < norms.length; back++) {
      const row = at - back;
      dPrevious.fill(0);
      const [previous, next] = [rowOf(states, row, S), rowOf(states, row + 1, S)];
      cell.backward({ dInput, dRecurrent, dPrevious, dNext }, { previous, next, saved: rowOf(saved, row, K) });
      addTransposedProduct(dPrevious.subarray(0, H), dRecurrent, w.recurrent);
      norms[back] = Math.sqrt(dInput.reduce((sum, value) => sum + value * value, 0));
      [dNext, dPrevious] = [dPrevious, dNext];
    }
    return { norms, logProbability: Math.log(probabilities[at * V + nextId]!) };
  };
}
