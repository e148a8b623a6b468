// The model in readable float64: one window of truncated backpropagation through time, forward and backward. The engine's tests
// compare with it, it explains the model, and it is the fallback without WebAssembly SIMD.
// Symbols: B streams, T steps, V vocabulary size, H hidden units, G blocks of the cell, S recurrent state, K saved values.
import { cellSpec } from './cells.ts';
import { tensorTable, parameterCount, type ModelShape, type TensorName } from './modelShape.ts';
import { referenceCells } from './referenceCells.ts';

/** Input of one pass. Ids are [T][B]; an input below zero is no character (the all-zero input). */
export interface Window {
  readonly streams: number;
  readonly length: number;
  readonly inputs: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Factor of each hidden unit on its way to the outputs, [B][H]; undefined: 1. */
  readonly outputMask?: ArrayLike<number> | undefined;
}

/** Results of the forward pass, for the backward pass, the next window and analysis. */
export interface Trace {
  /** Recurrent states, [T + 1][B][S]; the first one is the initial state of the window. */
  readonly states: Float64Array;
  /** [T][B][V] */
  readonly probabilities: Float64Array;
  /** Values that the cell saves for its backward step, [T][B][K]. */
  readonly saved: Float64Array;
  /** Sum over all characters, in nats. */
  readonly lossNats: number;
}

/** Views of the named tensors in a flat array. Tensors that the cell does not have are empty. */
export function tensorViews(shape: ModelShape, flat: Float64Array): Record<TensorName, Float64Array> {
  const none = new Float64Array(0);
  const views: Record<TensorName, Float64Array> = {
    inputTable: none,
    recurrent: none,
    bias: none,
    candidateBias: none,
    outputWeight: none,
    outputBias: none,
  };
  for (const { name, offset, length } of tensorTable(shape)) views[name] = flat.subarray(offset, offset + length);
  return views;
}

/** S: floats of recurrent state of one stream and one layer (hidden state, and the LSTM's cell state). */
export function stateLength({ cell, hiddenSize }: ModelShape): number {
  return cellSpec(cell).stateBlocks * hiddenSize;
}

/** Forward pass from the initial state `start` [B][S]. */
export function forward(shape: ModelShape, parameters: Float64Array, window: Window, start: Float64Array): Trace {
  const { hiddenSize: H, vocabulary: V } = shape;
  const { streams, length } = window;
  const cell = referenceCells[shape.cell];
  const w = tensorViews(shape, parameters);
  const S = stateLength(shape);
  const K = cell.savedBlocks * H;
  const states = new Float64Array((length + 1) * streams * S);
  const probabilities = new Float64Array(length * streams * V);
  const saved = new Float64Array(length * streams * K);
  const input = new Float64Array(cellSpec(shape.cell).blocks * H);
  const recurrent = new Float64Array(input.length);
  let lossNats = 0;
  states.set(start);
  for (let row = 0; row < length * streams; row++) {
    const previous = rowOf(states, row, S);
    const next = rowOf(states, row + streams, S);
    gatherInput(input, w.inputTable, w.bias, window.inputs[row]!);
    recurrentProduct(recurrent, w.recurrent, w.candidateBias, previous.subarray(0, H));
    cell.forward({ input, recurrent, previous, next, saved: rowOf(saved, row, K) });
    const p = rowOf(probabilities, row, V);
    p.set(w.outputBias);
    addProduct(p, applyMask(window, row, next.subarray(0, H)), w.outputWeight);
    lossNats += softmax(p, window.targets[row]!);
  }
  return { states, probabilities, saved, lossNats };
}

/** Gradient of the summed loss with respect to all parameters, and to the initial state of the window ([B][S]). */
export function backward(
  shape: ModelShape,
  parameters: Float64Array,
  window: Window,
  trace: Trace,
): { gradient: Float64Array; dStart: Float64Array } {
  const { hiddenSize: H, vocabulary: V } = shape;
  const { streams, length } = window;
  const cell = referenceCells[shape.cell];
  const w = tensorViews(shape, parameters);
  const gradient = new Float64Array(parameterCount(shape));
  const d = tensorViews(shape, gradient);
  const S = stateLength(shape);
  const K = cell.savedBlocks * H;
  const dStates = new Float64Array(trace.states.length);
  const { blocks, recurrentBias } = cellSpec(shape.cell);
  const dInput = new Float64Array(blocks * H);
  const dRecurrent = new Float64Array(dInput.length);
  for (let row = length * streams - 1; row >= 0; row--) {
    const previous = rowOf(trace.states, row, S);
    const next = rowOf(trace.states, row + streams, S);
    const dPrevious = rowOf(dStates, row, S);
    const dNext = rowOf(dStates, row + streams, S);

    const dLogits = rowOf(trace.probabilities, row, V).slice();
    dLogits[window.targets[row]!]! -= 1;
    add(d.outputBias, dLogits);
    addOuter(d.outputWeight, applyMask(window, row, next.subarray(0, H)), dLogits);
    const dSeen = new Float64Array(H);
    addTransposedProduct(dSeen, dLogits, w.outputWeight);
    add(dNext.subarray(0, H), applyMask(window, row, dSeen));

    cell.backward({ dInput, dRecurrent, dPrevious, dNext }, { previous, next, saved: rowOf(trace.saved, row, K) });
    const id = window.inputs[row]!;
    if (id >= 0) add(rowOf(d.inputTable, id, dInput.length), dInput);
    add(d.bias, dInput);
    if (recurrentBias) add(d.candidateBias, dRecurrent.subarray((blocks - 1) * H));
    addOuter(d.recurrent, previous.subarray(0, H), dRecurrent);
    addTransposedProduct(dPrevious.subarray(0, H), dRecurrent, w.recurrent);
  }
  return { gradient, dStart: dStates.slice(0, streams * S) };
}

/** Multiplies the hidden state of a row, or its gradient, by the mask. [H] */
function applyMask({ outputMask, streams }: Window, row: number, hidden: Float64Array): Float64Array {
  if (!outputMask) return hidden;
  const first = (row % streams) * hidden.length;
  return hidden.map((value, unit) => value * outputMask[first + unit]!);
}

/** input [G·H] = table[id] + bias. */
export function gatherInput(input: Float64Array, table: Float64Array, bias: Float64Array, id: number): void {
  input.set(bias);
  if (id >= 0) add(input, rowOf(table, id, input.length));
}

/** recurrent [G·H] = hidden [H] · weights [H][G·H], plus the recurrent bias on the last block if the cell has one. */
export function recurrentProduct(
  recurrent: Float64Array,
  weights: Float64Array,
  candidateBias: Float64Array,
  hidden: Float64Array,
): void {
  recurrent.fill(0);
  recurrent.set(candidateBias, recurrent.length - candidateBias.length);
  addProduct(recurrent, hidden, weights);
}

/** Logits -> probabilities, in place; returns the cross-entropy of the target in nats. */
export function softmax(logits: Float64Array, target: number): number {
  const highest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const targetLogit = logits[target]! - highest;
  let sum = 0;
  for (let v = 0; v < logits.length; v++) sum += logits[v] = Math.exp(logits[v]! - highest);
  for (let v = 0; v < logits.length; v++) logits[v]! /= sum;
  return Math.log(sum) - targetLogit;
}

/** y [N] += x [K] · m [K][N] */
export function addProduct(y: Float64Array, x: Float64Array, m: Float64Array): void {
  for (let k = 0, at = 0; k < x.length; k++) {
    for (let n = 0; n < y.length; n++, at++) y[n]! += x[k]! * m[at]!;
  }
}

/** x [K] += m [K][N] · y [N] */
export function addTransposedProduct(x: Float64Array, y: Float64Array, m: Float64Array): void {
  for (let k = 0, at = 0; k < x.length; k++) {
    let sum = 0;
    for (let n = 0; n < y.length; n++, at++) sum += m[at]! * y[n]!;
    x[k]! += sum;
  }
}

/** m [K][N] += x [K] ⊗ y [N] */
function addOuter(m: Float64Array, x: Float64Array, y: Float64Array): void {
  for (let k = 0, at = 0; k < x.length; k++) {
    for (let n = 0; n < y.length; n++, at++) m[at]! += x[k]! * y[n]!;
  }
}

function add(y: Float64Array, x: Float64Array): void {
  for (let n = 0; n < x.length; n++) y[n]! += x[n]!;
}

export function rowOf(matrix: Float64Array, row: number, width: number): Float64Array {
  return matrix.subarray(row * width, (row + 1) * width);
}
