// One window of truncated backpropagation through time for the streams of one thread: forward, backward.
import { addRows, multiplyPanel, multiplyRow, outerPanels, scatterRows } from './matmul';
import { GRU, LSTM, Pass, ROW, TANH } from './pass';
import { maskRows } from './mask';
import { gruBackward, gruForward } from './gru';
import { lstmBackward, lstmForward } from './lstm';
import { GATES, OUTPUTS, PRODUCTS, SOFTMAX, lap } from './laps';
import { copyRow } from './pack';
import { costs, crossEntropy } from './softmax';
import { tanhBackward, tanhForward } from './tanh';

/** 24 kB of the right side of a product. */
const BLOCK_PANELS: u32 = 24;

/**
 * Forward through all steps, then back, chunk by chunk; gradients are added to dTable and stand in dRecurrent and dOutput. All that a chunk
 * needs besides its hidden states and gates is used up before the next but for what `keepFirst` keeps, and stays in the cache. Once a training
 * step.
 */
export function window(address: usize): void {
  const p = changetype<Pass>(address);
  for (let step: u32 = 0; step < p.steps; step++) forward(p, step);
  clearCarried(p);
  for (let end = p.steps; end > 0;) {
    const first = end - min(end, p.chunkSteps);
    keepFirst(p, end - first);
    outputs(p, first, end - first);
    for (let step = end; step > first; step--) backward(p, step - 1, first);
    weightGradients(p, first, end - first);
    end = first;
  }
}

/** Forward alone, unmasked: what each character costs, nats [T][B] at `to`. Once for each window of an evaluation. */
export function measure(address: usize, to: usize): void {
  const p = changetype<Pass>(address);
  for (let step: u32 = 0; step < p.steps; step++) forward(p, step);
  for (let done: u32 = 0; done < p.steps; done += p.chunkSteps) {
    const first = done * p.streams;
    const rows = min(p.chunkSteps, p.steps - done) * p.streams;
    logitsOf(p, p.hiddenNext + first * ROW, p.hiddenStride, rows);
    costs(rows, p.vocabularyPanels, p.logits, p.chunkStride, p.targets + first * 4, to + first * 4, p.dHidden);
  }
}

/** The last states become the first of the next window. Once an evaluation's window, and a training step that did not explode. */
export function carry(address: usize): void {
  const p = changetype<Pass>(address);
  const bytes = <usize>p.streams * ROW;
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const hidden = p.hiddenPrevious + panel * p.hiddenStride;
    memory.copy(hidden, hidden + p.steps * bytes, bytes);
    if (p.cell == LSTM) {
      const cell = p.cellPrevious + panel * p.hiddenStride;
      memory.copy(cell, cell + p.steps * bytes, bytes);
    }
  }
}

/** One step of the reader: a window of one step and one stream without its backward half. Once a character read. */
export function feed(address: usize): void {
  forward(changetype<Pass>(address), 0);
}

/** The logits of the state that `feed` left. Once for a character asked for. */
export function predict(address: usize): void {
  const p = changetype<Pass>(address);
  logitsOf(p, p.hiddenNext, p.hiddenStride, 1);
}

function forward(p: Pass, step: u32): void {
  const at = step * p.streams * ROW;
  const gather = p.gather + step * p.streams * 4;
  if (p.streams == 1) {
    preactivateRow(p, at, gather);
    lap(PRODUCTS);
  }
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const hidden = panel * p.hiddenStride + at;
    const first = panel * p.gateCount;
    const gates = p.gates + first * p.timeStride + at;
    if (p.streams > 1) {
      preactivate(p, panel, at, gather);
      lap(PRODUCTS);
    }
    const kept = p.kept + panel * p.timeStride + at;
    if (p.cell == TANH) {
      tanhForward(<usize>p.streams * ROW, p.hiddenNext + hidden);
    } else if (p.cell == GRU) {
      const candidate = p.table + (first + 2) * p.tableStride;
      gruForward(p, gates, kept, candidate, gather, p.hiddenPrevious + hidden, p.hiddenNext + hidden);
    } else if (p.cell == LSTM) {
      lstmForward(p, gates, kept, p.cellPrevious + hidden, p.cellNext + hidden, p.hiddenNext + hidden);
    }
    lap(GATES);
  }
}

/**
 * One step's product for one panel of columns, block by block of the rows of `right`: all streams use a block while it is in the first
 * cache. No number depends on it.
 */
function multiplyStep(p: Pass, a: usize, aStride: usize, panels: u32, right: usize, c: usize, start: usize, offsets: usize): void {
  let left = panels;
  for (let blocks = (panels + BLOCK_PANELS - 1) / BLOCK_PANELS; blocks > 0; blocks--) {
    const take = (left + blocks - 1) / blocks;
    multiplyPanel(p.streams, a, aStride, take, right, c, start, offsets);
    a += take * aStride;
    right += take * 16 * ROW;
    left -= take;
    start = c;
    offsets = p.rowOffsets;
  }
}

/** All gates of one panel of hidden units, before their functions; the tanh cell's go where its states will be. */
function preactivate(p: Pass, panel: u32, at: usize, gather: usize): void {
  for (let gate: u32 = 0; gate < p.gateCount; gate++) {
    const column = panel * p.gateCount + gate;
    const recalled = p.cell == GRU && gate == 2; // starts from its bias, which the weights keep as their last row
    const right = p.recurrent + column * p.recurrentStride;
    multiplyStep(
      p,
      p.hiddenPrevious + at,
      p.hiddenStride,
      p.hiddenPanels,
      right,
      p.cell == TANH ? p.hiddenNext + column * p.hiddenStride + at : p.gates + column * p.timeStride + at,
      recalled ? right + p.hiddenPanels * 16 * ROW : p.table + column * p.tableStride,
      recalled ? p.sameOffset : gather,
    );
  }
}

/** The same for one stream and all hidden units: first what the products start from, then one sweep over the weights. */
function preactivateRow(p: Pass, at: usize, gather: usize): void {
  const columns = p.hiddenPanels * p.gateCount;
  const to = p.cell == TANH ? p.hiddenNext + at : p.gates + at;
  const toStride = p.cell == TANH ? p.hiddenStride : p.timeStride;
  for (let column: u32 = 0; column < columns; column++) {
    const recalled = p.cell == GRU && column % 3 == 2;
    const bias = p.recurrent + column * p.recurrentStride + p.hiddenPanels * 16 * ROW;
    const character = p.table + column * p.tableStride + load<u32>(gather);
    copyRow(to + column * toStride, recalled ? bias : character);
  }
  const backwards = turnAround(p);
  multiplyRow(columns, p.hiddenPrevious + at, p.hiddenStride, p.hidden, p.recurrent, p.recurrentStride, to, toStride, backwards);
}

/**
 * The direction of one stream's next sweep over the recurrent weights. Every other one goes backwards: of weights that do not
 * fit the cache it then finds those that the last sweep ended with. No number depends on it.
 */
function turnAround(p: Pass): bool {
  p.backwards = 1 - p.backwards;
  return p.backwards != 0;
}

function logitsOf(p: Pass, hidden: usize, stride: usize, rows: u32): void {
  if (rows == 1) {
    for (let panel: u32 = 0; panel < p.vocabularyPanels; panel++) {
      copyRow(p.logits + panel * p.chunkStride, p.outputBias + panel * ROW);
    }
    multiplyRow(p.vocabularyPanels, hidden, stride, p.hidden, p.output, p.outputStride, p.logits, p.chunkStride, false);
    return;
  }
  for (let panel: u32 = 0; panel < p.vocabularyPanels; panel++) {
    multiplyPanel(
      rows,
      hidden,
      stride,
      p.hiddenPanels,
      p.output + panel * p.outputStride,
      p.logits + panel * p.chunkStride,
      p.outputBias + panel * ROW,
      p.sameOffset,
    );
  }
}

/** Loss of a chunk of steps, and what it gives back to the hidden states and the output weights. */
function outputs(p: Pass, step: u32, steps: u32): void {
  const begin = step + steps == p.steps;
  const rows = steps * p.streams;
  const bytes = <usize>p.streams * ROW;
  const at = step * bytes;
  let hidden = p.hiddenNext + at;
  let stride = p.hiddenStride;
  if (p.mask) {
    for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
      maskRows(steps, bytes, hidden + panel * stride, p.mask + panel * bytes, p.seen + panel * p.chunkStride);
    }
    hidden = p.seen;
    stride = p.chunkStride;
  }
  logitsOf(p, hidden, stride, rows);
  lap(OUTPUTS);
  const targets = p.targets + step * p.streams * 4;
  const loss = crossEntropy(rows, p.vocabularyPanels, p.logits, p.chunkStride, targets, p.scale, p.dHidden);
  store<f64>(p.report, load<f64>(p.report) + loss);
  lap(SOFTMAX);
  const backBytes = p.vocabularyPanels * 16 * ROW;
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const dHidden = p.dHidden + panel * p.chunkStride;
    const right = p.outputBack + panel * backBytes;
    multiplyPanel(rows, p.logits, p.chunkStride, p.vocabularyPanels, right, dHidden, p.zeros, p.sameOffset);
    if (p.mask) maskRows(steps, bytes, dHidden, p.mask + panel * bytes, dHidden);
  }
  for (let column: u32 = 0; column < p.vocabularyPanels; column++) {
    const dLogits = p.logits + column * p.chunkStride;
    gradientOf(p, rows, hidden, stride, dLogits, p.dOutput + column * p.outputStride, begin, true);
  }
  lap(OUTPUTS);
}

/**
 * The tanh cell's gradients of the recurrent products stand where those of its hidden states stood, of one chunk alone: a tenth of what a
 * window's would take of the cache. Those of the first step of the chunk before move behind this chunk's `steps`, whose last one needs them;
 * before the window's last chunk nobody will.
 */
function keepFirst(p: Pass, steps: u32): void {
  if (p.cell != TANH) return;
  const bytes = <usize>p.streams * ROW;
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const first = p.dGates + panel * p.dGatesStride;
    memory.copy(first + steps * bytes, first, bytes);
  }
}

/** Nothing comes back from beyond the window. */
function clearCarried(p: Pass): void {
  if (p.cell != TANH) memory.fill(p.dCarried, 0, <usize>p.hiddenPanels * p.streams * ROW);
}

/** One step of the chunk that begins at step `first`. */
function backward(p: Pass, step: u32, first: u32): void {
  const bytes = <usize>p.streams * ROW;
  const at = step * bytes;
  const within = (step - first) * bytes;
  const columns = p.hiddenPanels * p.gateCount;
  const dNext = p.dGates + (p.cell == TANH ? within : at) + bytes;
  const last = step + 1 == p.steps;
  if (p.streams == 1 && !last) {
    const dh = p.dHidden + within;
    const backBytes = columns * 16 * ROW;
    const length = p.cell == TANH ? p.hidden : columns * 16;
    multiplyRow(p.hiddenPanels, dNext, p.dGatesStride, length, p.recurrentBack, backBytes, dh, p.chunkStride, turnAround(p));
    lap(PRODUCTS);
  }
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const gates = p.gates + panel * p.gateCount * p.timeStride + at;
    const dh = p.dHidden + panel * p.chunkStride + within;
    const dCarried = p.dCarried + panel * bytes;
    if (p.streams > 1 && !last) {
      const right = p.recurrentBack + panel * columns * 16 * ROW;
      multiplyStep(p, dNext, p.dGatesStride, columns, right, dh, dh, p.rowOffsets);
      lap(PRODUCTS);
    }
    const kept = p.kept + panel * p.timeStride + at;
    const hidden = panel * p.hiddenStride + at;
    if (p.cell == TANH) {
      tanhBackward(bytes, p.hiddenNext + hidden, dh);
    } else if (p.cell == GRU) {
      gruBackward(p, gates, kept, p.hiddenPrevious + hidden, dh, dCarried);
    } else if (p.cell == LSTM) {
      lstmBackward(p, gates, kept, p.cellPrevious + hidden, dh, dCarried);
    }
    lap(GATES);
  }
}

/** What a chunk of steps adds to the gradients of the recurrent weights (the GRU's bias beside its candidate) and the table. */
function weightGradients(p: Pass, step: u32, steps: u32): void {
  const rows = steps * p.streams;
  const at = step * p.streams * ROW;
  const gather = p.gather + step * p.streams * 4;
  const begin = step + steps == p.steps;
  for (let column: u32 = 0; column < p.hiddenPanels * p.gateCount; column++) {
    const recalled = p.cell == GRU && column % 3 == 2;
    const dGates = p.dGates + column * p.dGatesStride + (p.cell == TANH ? 0 : at);
    const dRecurrent = p.dRecurrent + column * p.recurrentStride;
    gradientOf(p, rows, p.hiddenPrevious + at, p.hiddenStride, dGates, dRecurrent, begin, recalled);
    const dInput = recalled ? p.kept + (column / 3) * p.timeStride + at : dGates;
    scatterRows(rows, dInput, p.dTable + column * p.tableStride, gather);
  }
  lap(PRODUCTS);
}

/**
 * One panel of columns of a weight gradient: what `rows` rows of the hidden states and of the products' gradients add; the first
 * of a step's chunks begins it anew.
 */
function gradientOf(p: Pass, rows: u32, hidden: usize, stride: usize, dRight: usize, to: usize, begin: bool, bias: bool): void {
  outerPanels(rows, hidden, stride, p.hidden, dRight, to, begin ? p.zeros : to, begin ? 0 : ROW);
  to += p.hiddenPanels * 16 * ROW;
  if (bias) addRows(rows, dRight, to, begin ? p.zeros : to);
}
