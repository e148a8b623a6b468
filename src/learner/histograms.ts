// Histograms of the weights and activations at one moment of a training. They are computed from a sample of the values, so that an
// evaluation takes at most a few milliseconds longer.
import type { Trainer } from '../engine/engine.ts';
import { cellSpec } from '../engine/cells.ts';
import { tensorTable } from '../engine/modelShape.ts';
import type { Histogram } from '../protocol/learner.ts';

const bins = 40;
/** Values that a histogram counts at most. */
const maxValues = 20_000;
const tensors = ['inputTable', 'recurrent', 'outputWeight'] as const;

/** Weights per tensor, and the hidden states of all streams. `parameters`: in the order of `tensorTable`. */
export function histogramsOf(trainer: Trainer, parameters: Float32Array): readonly Histogram[] {
  const { shape, streams } = trainer.options;
  const table = tensorTable(shape);
  const weights = tensors.map((name): Histogram => {
    const { offset, length } = table.find((tensor) => tensor.name === name)!;
    return { name, ...histogramOf(parameters.subarray(offset, offset + length)) };
  });
  // An LSTM's cell state follows the hidden state of each stream.
  const row = cellSpec(shape.cell).stateBlocks * shape.hiddenSize;
  const state = trainer.readState();
  const hidden = new Float32Array(streams * shape.hiddenSize);
  for (let stream = 0; stream < streams; stream++) {
    hidden.set(state.subarray(stream * row, stream * row + shape.hiddenSize), stream * shape.hiddenSize);
  }
  return [...weights, { name: 'hiddenState', ...histogramOf(hidden) }];
}

/** Evenly spaced bins from the lowest to the highest of the values that are counted: every n-th, at most `maxValues`. */
export function histogramOf(values: Float32Array): Omit<Histogram, 'name'> {
  // Odd, so that the sample is not always from the same columns of a matrix whose width is a power of two.
  const stride = 2 * Math.floor(values.length / maxValues / 2 + 0.5) + 1;
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at += stride) {
    low = Math.min(low, values[at]!);
    high = Math.max(high, values[at]!);
  }
  const counts = new Array<number>(bins).fill(0);
  if (!(high >= low)) return { low: 0, high: 0, counts };
  const scale = bins / (high - low || 1);
  for (let at = 0; at < values.length; at += stride) {
    counts[Math.min(bins - 1, Math.floor((values[at]! - low) * scale))]!++;
  }
  return { low, high, counts };
}
