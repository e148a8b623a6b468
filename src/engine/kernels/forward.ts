// One step forward, and the products that it shares with the backward pass (`window.ts`). Symbols as in pass.ts.
import { multiplyPanel, multiplyRow } from './matmul';
import { cellForward, hasRecurrentBias, isElman } from './cells';
import { encodeStates, multiplyCodes } from './int8';
import { Pass, ROW } from './pass';
import { GATES, PRODUCTS, endPhase } from './stepTimer';
import { copyRow } from './pack';

/** Size of a cache block of the right side of a product: 24 kB. */
const BLOCK_PANELS: u32 = 24;

/** One step of all streams of one thread. */
export function forward(p: Pass, step: u32): void {
  const at = step * p.streams * ROW;
  const gather = p.gather + step * p.streams * 4;
  if (p.streams == 1) {
    preactivateRow(p, at, gather);
    endPhase(PRODUCTS);
  }
  for (let panel: u32 = 0; panel < p.hiddenPanels; panel++) {
    const hidden = panel * p.hiddenStride + at;
    const first = panel * p.blocks;
    const blocks = p.gates + first * p.timeStride + at;
    if (p.streams > 1) {
      preactivate(p, panel, at, gather);
      endPhase(PRODUCTS);
    }
    const saved = p.saved + panel * p.timeStride + at;
    const candidate = p.table + (first + p.blocks - 1) * p.tableStride;
    cellForward(p, blocks, saved, hidden, candidate, gather);
    endPhase(GATES);
  }
}

/**
 * One step's product for one panel of columns, in cache blocks of the rows of `right`: all streams use a block while it is in the L1 cache.
 * The results do not depend on the blocks.
 */
export function multiplyStep(p: Pass, a: usize, aStride: usize, panels: u32, right: usize, c: usize, start: usize, offsets: usize): void {
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

/** The pre-activations of one panel of hidden units, all blocks. Those of an Elman cell are stored where its states will be. */
function preactivate(p: Pass, panel: u32, at: usize, gather: usize): void {
  for (let block: u32 = 0; block < p.blocks; block++) {
    const column = panel * p.blocks + block;
    const fromBias = hasRecurrentBias(p, block);
    const right = p.recurrent + column * p.recurrentStride;
    multiplyStep(
      p,
      p.hiddenPrevious + at,
      p.hiddenStride,
      p.hiddenPanels,
      right,
      isElman(p) ? p.hiddenNext + column * p.hiddenStride + at : p.gates + column * p.timeStride + at,
      fromBias ? right + p.hiddenPanels * 16 * ROW : p.table + column * p.tableStride,
      fromBias ? p.zeroOffsets : gather,
    );
  }
}

/** The same for one stream and all hidden units: first the start values of the products, then one sweep over the weights. */
function preactivateRow(p: Pass, at: usize, gather: usize): void {
  const columns = p.hiddenPanels * p.blocks;
  const to = isElman(p) ? p.hiddenNext + at : p.gates + at;
  const toStride = isElman(p) ? p.hiddenStride : p.timeStride;
  for (let column: u32 = 0; column < columns; column++) {
    const fromBias = hasRecurrentBias(p, column % p.blocks);
    const bias = p.recurrent + column * p.recurrentStride + p.hiddenPanels * 16 * ROW;
    const character = p.table + column * p.tableStride + load<u32>(gather);
    copyRow(to + column * toStride, fromBias ? bias : character);
  }
  if (p.stateCodes) {
    encodeStates(p.hiddenPanels, p.hiddenPrevious + at, p.stateCodes);
    multiplyCodes(columns, p.stateCodes, p.hiddenPanels * 16, p.recurrentCodes, to, toStride);
    return;
  }
  const reverse = alternateDirection(p);
  multiplyRow(columns, p.hiddenPrevious + at, p.hiddenStride, p.hidden, p.recurrent, p.recurrentStride, to, toStride, reverse);
}

/**
 * The direction of one stream's next sweep over the recurrent weights. Every second sweep is in reverse order: if the weights do not fit the
 * cache, it starts with those that are still there. The results do not depend on it.
 */
export function alternateDirection(p: Pass): bool {
  p.reverse = 1 - p.reverse;
  return p.reverse != 0;
}

/** Logits of rows of hidden states. */
export function computeLogits(p: Pass, hidden: usize, stride: usize, rows: u32): void {
  if (rows == 1) {
    for (let panel: u32 = 0; panel < p.vocabularyPanels; panel++) {
      copyRow(p.logits + panel * p.chunkStride, p.outputBias + panel * ROW);
    }
    if (p.stateCodes) {
      encodeStates(p.hiddenPanels, hidden, p.stateCodes);
      multiplyCodes(p.vocabularyPanels, p.stateCodes, p.hiddenPanels * 16, p.outputCodes, p.logits, p.chunkStride);
      return;
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
      p.zeroOffsets,
    );
  }
}
