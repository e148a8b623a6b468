// One window of truncated backpropagation through time for the streams of one thread: forward and backward. Symbols as in pass.ts.
import { addRows, multiplyPanel, multiplyRow, outerPanels, scatterRows } from './matmul';
import { cellBackward, hasCellState, hasRecurrentBias, isElman } from './cells';
import { alternateDirection, computeLogits, forward, multiplyStep } from './forward';
import { Pass, ROW } from './pass';
import { maskRows } from './mask';
import { GATES, OUTPUTS, PRODUCTS, SOFTMAX, endPhase } from './stepTimer';
import { copyRow } from './pack';
import { crossEntropy, targetLosses } from './softmax';

/**
 * Forward through all steps, then backward chunk by chunk. Adds gradients to dTable and sets dRecurrent and dOutput. Apart from hidden states
 * and gates, a chunk needs only its own data and what `saveNextGradient` saves, so its data stays in the cache. Once per training step.
 */
export function trainWindow(address: usize): void {
  const p = changetype<Pass>(address);
  for (let step: u32 = 0; step < p.steps; step++) forward(p, step);
  clearBypass(p);
  for (let end = p.steps; end > 0;) {
    const first = end - min(end, p.chunkSteps);
    saveNextGradient(p, end - first);
    outputs(p, first, end - first);
    for (let step = end; step > first; step--) backward(p, step - 1, first);
    weightGradients(p, first, end - first);
    end = first;
  }
}

/** Forward pass only, without mask: loss of each character, nats [T][B] at `to`. Once per batch of an evaluation. */
export function evaluate(address: usize, to: usize): void {
  const p = changetype<Pass>(address);
  for (let step: u32 = 0; step < p.steps; step++) forward(p, step);
  for (let done: u32 = 0; done < p.steps; done += p.chunkSteps) {
    const first = done * p.streams;
    const rows = min(p.chunkSteps, p.steps - done) * p.streams;
    computeLogits(p, p.hiddenNext + first * ROW, p.hiddenStride, rows);
    targetLosses(rows, p.vocabularyPanels, p.logits, p.chunkStride, p.targets + first * 4, to + first * 4, p.dHidden);
  }
}

/** The last states become the initial ones of the next window. Once per evaluation batch, and per training step that did not diverge. */
export function carryStates(address: usize): void {
  const p = changetype<Pass>(address);
  const bytes = <usize>p.streams * ROW;
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const hidden = p.hiddenPrevious + panel * p.hiddenStride;
    memory.copy(hidden, hidden + p.steps * bytes, bytes);
    if (hasCellState(p)) {
      const cell = p.cellPrevious + panel * p.hiddenStride;
      memory.copy(cell, cell + p.steps * bytes, bytes);
    }
  }
}

/** One step of the reader: a window of one step and one stream, forward only. Once per character. */
export function feed(address: usize): void {
  forward(changetype<Pass>(address), 0);
}

/**
 * The same for a layer above the first one. Its input is the hidden state `below` of the layer under it: the product with the input weights,
 * [panels][rows + 1][16] with the bias as last row, replaces the row of the table, which has only this row. Once per layer and character.
 */
export function feedLayer(address: usize, input: usize, inputStride: usize, below: usize): void {
  const p = changetype<Pass>(address);
  const columns = p.hiddenPanels * p.blocks;
  const bias = input + p.hiddenPanels * 16 * ROW;
  for (let column: u32 = 0; column < columns; column++) {
    copyRow(p.table + column * p.tableStride, bias + column * inputStride);
  }
  multiplyRow(columns, below, p.hiddenStride, p.hidden, input, inputStride, p.table, p.tableStride, false);
  forward(p, 0);
}

/** The logits of the state after `feed`. Once per prediction. */
export function predict(address: usize): void {
  const p = changetype<Pass>(address);
  computeLogits(p, p.hiddenNext, p.hiddenStride, 1);
}

/** Loss of a chunk of steps, and its gradients of the hidden states and the output weights. */
function outputs(p: Pass, step: u32, steps: u32): void {
  const isFirst = step + steps == p.steps;
  const rows = steps * p.streams;
  const bytes = <usize>p.streams * ROW;
  const at = step * bytes;
  let hidden = p.hiddenNext + at;
  let stride = p.hiddenStride;
  if (p.mask) {
    for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
      maskRows(steps, bytes, hidden + panel * stride, p.mask + panel * bytes, p.masked + panel * p.chunkStride);
    }
    hidden = p.masked;
    stride = p.chunkStride;
  }
  computeLogits(p, hidden, stride, rows);
  endPhase(OUTPUTS);
  const targets = p.targets + step * p.streams * 4;
  const loss = crossEntropy(rows, p.vocabularyPanels, p.logits, p.chunkStride, targets, p.scale, p.dHidden);
  store<f64>(p.report, load<f64>(p.report) + loss);
  endPhase(SOFTMAX);
  const transposedBytes = p.vocabularyPanels * 16 * ROW;
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const dHidden = p.dHidden + panel * p.chunkStride;
    const right = p.outputTransposed + panel * transposedBytes;
    multiplyPanel(rows, p.logits, p.chunkStride, p.vocabularyPanels, right, dHidden, p.zeros, p.zeroOffsets);
    if (p.mask) maskRows(steps, bytes, dHidden, p.mask + panel * bytes, dHidden);
  }
  for (let column: u32 = 0; column < p.vocabularyPanels; column++) {
    const dLogits = p.logits + column * p.chunkStride;
    addWeightGradient(p, rows, hidden, stride, dLogits, p.dOutput + column * p.outputStride, isFirst, true);
  }
  endPhase(OUTPUTS);
}

/**
 * An Elman cell stores the gradients of its recurrent products in place of those of its hidden states, for one chunk only: a tenth of the cache
 * that a window would need. The last of the chunk's `steps` needs the gradient of the step after it, which is the first one of the chunk
 * computed before. It moves behind the chunk's rows.
 */
function saveNextGradient(p: Pass, steps: u32): void {
  if (!isElman(p)) return;
  const bytes = <usize>p.streams * ROW;
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const first = p.dGates + panel * p.dGatesStride;
    memory.copy(first + steps * bytes, first, bytes);
  }
}

/** No gradient comes from beyond the window. */
function clearBypass(p: Pass): void {
  if (!isElman(p)) memory.fill(p.dBypass, 0, <usize>p.hiddenPanels * p.streams * ROW);
}

/** One step of the chunk that begins at step `first`. */
function backward(p: Pass, step: u32, first: u32): void {
  const bytes = <usize>p.streams * ROW;
  const at = step * bytes;
  const within = (step - first) * bytes;
  const columns = p.hiddenPanels * p.blocks;
  const dNext = p.dGates + (isElman(p) ? within : at) + bytes;
  const last = step + 1 == p.steps;
  if (p.streams == 1 && !last) {
    const dh = p.dHidden + within;
    const transposedBytes = columns * 16 * ROW;
    const length = isElman(p) ? p.hidden : columns * 16;
    multiplyRow(p.hiddenPanels, dNext, p.dGatesStride, length, p.recurrentTransposed, transposedBytes, dh, p.chunkStride, alternateDirection(p));
    endPhase(PRODUCTS);
  }
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const blocks = p.gates + panel * p.blocks * p.timeStride + at;
    const dh = p.dHidden + panel * p.chunkStride + within;
    const dBypass = p.dBypass + panel * bytes;
    if (p.streams > 1 && !last) {
      const right = p.recurrentTransposed + panel * columns * 16 * ROW;
      multiplyStep(p, dNext, p.dGatesStride, columns, right, dh, dh, p.rowOffsets);
      endPhase(PRODUCTS);
    }
    const saved = p.saved + panel * p.timeStride + at;
    cellBackward(p, blocks, saved, panel * p.hiddenStride + at, dh, dBypass);
    endPhase(GATES);
  }
}

/** Adds a chunk of steps to the gradients of the recurrent weights, with the recurrent bias, and of the table. */
function weightGradients(p: Pass, step: u32, steps: u32): void {
  const rows = steps * p.streams;
  const at = step * p.streams * ROW;
  const gather = p.gather + step * p.streams * 4;
  const isFirst = step + steps == p.steps;
  for (let column: u32 = 0; column < p.hiddenPanels * p.blocks; column++) {
    const fromBias = hasRecurrentBias(p, column % p.blocks);
    const dGates = p.dGates + column * p.dGatesStride + (isElman(p) ? 0 : at);
    const dRecurrent = p.dRecurrent + column * p.recurrentStride;
    addWeightGradient(p, rows, p.hiddenPrevious + at, p.hiddenStride, dGates, dRecurrent, isFirst, fromBias);
    const dInput = fromBias ? p.saved + (column / p.blocks) * p.timeStride + at : dGates;
    scatterRows(rows, dInput, p.dTable + column * p.tableStride, gather);
  }
  endPhase(PRODUCTS);
}

/** One panel of columns of a weight gradient: adds `rows` rows of hidden states and product gradients. The first chunk of a step starts from zero. */
function addWeightGradient(p: Pass, rows: u32, hidden: usize, stride: usize, dRight: usize, to: usize, isFirst: bool, bias: bool): void {
  outerPanels(rows, hidden, stride, p.hidden, dRight, to, isFirst ? p.zeros : to, isFirst ? 0 : ROW);
  to += p.hiddenPanels * 16 * ROW;
  if (bias) addRows(rows, dRight, to, isFirst ? p.zeros : to);
}
