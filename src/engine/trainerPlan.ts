// The memory layout of a trainer, as plain numbers. All training threads use the same plan.
import type { TrainerOptions } from './engine.ts';
import type { AddressPlan } from './kernelModule.ts';
import { cells, cellSpec } from './cells.ts';
import type { ModelShape } from './modelShape.ts';
import { packedShape, panelColumns, rowBytes, type PackedShape } from './panels.ts';
import { passBytes, type PassWords } from './passLayout.ts';

/** Addresses of the weights and of their forms for forward products. */
export interface WeightPlan {
  readonly packed: PackedShape;
  /** The packed parameters. */
  readonly weights: number;
  /** The table with the bias added to each row. */
  readonly tableWithBias: number;
  readonly outputBias: number;
}

/** With the transposed weights for backward products. */
export interface TransposedPlan extends WeightPlan {
  readonly recurrentTransposed: number;
  readonly outputTransposed: number;
}

/** The streams of one thread, and its own gradient. */
export interface ThreadPlan {
  readonly firstStream: number;
  readonly pass: number;
  readonly words: PassWords;
  readonly gradient: number;
  /** Loss of each character of an evaluation batch, f32 [T][own streams]. */
  readonly losses: number;
  /** AdamW's coefficients, for the biases and for each matrix (table, recurrent, output): adamwBytes each. */
  readonly coefficients: number;
}

export interface TrainerPlan extends TransposedPlan {
  readonly options: TrainerOptions;
  /** Written by the caller before a step: ids, i32 [T][B], and the mask, f32 [B][H]. */
  readonly inputs: number;
  readonly targets: number;
  readonly outputMask: number;
  /** AdamW's moments, packed like the weights. */
  readonly first: number;
  readonly second: number;
  readonly threads: readonly ThreadPlan[];
  /** [learning rate, number of this update, 1 for an evaluation instead of a step] as f64. */
  readonly control: number;
  /** Two words of the barrier, and the number of started threads. */
  readonly barrier: number;
}

/** Eleven coefficients, each repeated four times: see kernels/update.ts. */
export const adamwBytes = 11 * 16;

/** Numbers (f64) of a thread's report: sum of the loss, and squared norms of the gradient, the update and the weights. */
export const reportNumbers = 4;

/** Rows of one batched output or weight-gradient product: large enough to be efficient, small enough for the L2 cache. */
const chunkRows = 192;

export function planWeights(shape: ModelShape, addresses: AddressPlan): WeightPlan {
  const packed = packedShape(shape);
  return {
    packed,
    weights: addresses.words(packed.length),
    tableWithBias: addresses.words((packed.table.panels * packed.table.stride) / 4),
    outputBias: addresses.words(packed.vocabularyPanels * panelColumns),
  };
}

function planTransposes(plan: WeightPlan, addresses: AddressPlan): TransposedPlan {
  const { hiddenPanels, vocabularyPanels, recurrent } = plan.packed;
  const block = panelColumns * panelColumns;
  return {
    ...plan,
    recurrentTransposed: addresses.words(hiddenPanels * recurrent.panels * block),
    outputTransposed: addresses.words(hiddenPanels * vocabularyPanels * block),
  };
}

export function planTrainer(options: TrainerOptions, threadCount: number, addresses: AddressPlan): TrainerPlan {
  const weightPlan = planTransposes(planWeights(options.shape, addresses), addresses);
  const moments = options.optimizer.kind === 'adamw' ? weightPlan.packed.length : 0;
  const first = addresses.words(moments);
  const second = addresses.words(moments);
  const inputs = addresses.words(options.length * options.streams);
  const targets = addresses.words(options.length * options.streams);
  const outputMask = addresses.words(options.streams * options.shape.hiddenSize);
  const control = addresses.bytes(24);
  const barrier = addresses.words(3);
  const count = Math.min(threadCount, options.streams);
  const threads = Array.from({ length: count }, (_, thread) => {
    const firstStream = Math.floor((thread * options.streams) / count);
    const streams = Math.floor(((thread + 1) * options.streams) / count) - firstStream;
    return planThread(options, weightPlan, { firstStream, streams }, addresses);
  });
  return { ...weightPlan, options, inputs, targets, outputMask, first, second, threads, control, barrier };
}

function planThread(
  { shape, streams: allStreams, length, masked = false }: TrainerOptions,
  plan: TransposedPlan,
  { firstStream, streams }: { readonly firstStream: number; readonly streams: number },
  addresses: AddressPlan,
): ThreadPlan {
  const chunkSteps = Math.max(1, Math.min(length, Math.floor(chunkRows / streams)));
  const gradient = addresses.words(plan.packed.length);
  const scale = 1 / (allStreams * length);
  const words = planPass(shape, plan, { gradient, streams, length, chunkSteps, scale, masked }, addresses);
  const losses = addresses.words(length * streams);
  const coefficients = addresses.bytes(4 * adamwBytes);
  return { firstStream, pass: addresses.bytes(passBytes), words, gradient, losses, coefficients };
}

interface PassOptions {
  /** Its address; 0: the pass has none. */
  readonly gradient: number;
  readonly streams: number;
  readonly length: number;
  readonly chunkSteps: number;
  readonly scale: number;
  readonly masked: boolean;
}

/** All buffers of a pass of `length` steps over `streams` streams. */
export function planPass(
  shape: ModelShape,
  { packed, ...plan }: TransposedPlan,
  { gradient, streams, length, chunkSteps, scale, masked: isMasked }: PassOptions,
  addresses: AddressPlan,
): PassWords {
  const { hiddenPanels, vocabularyPanels, table, recurrent, output } = packed;
  const stepBytes = streams * rowBytes;
  // One more step than the window or the chunk (only Elman cells use it, see `saveNextGradient`), and an odd number of rows: a power
  // of two would map the panels to the same cache sets.
  const timeStride = (((length + 1) * streams) | 1) * rowBytes;
  const chunkStride = (((chunkSteps + 1) * streams) | 1) * rowBytes;
  const panels = (count: number, stride: number) => addresses.bytes(count * stride);
  const { blocks, stateBlocks } = cellSpec(shape.cell);
  const savesBlocks = blocks > 1;
  const hiddenPrevious = panels(hiddenPanels, timeStride);
  const cellPrevious = stateBlocks > 1 ? panels(hiddenPanels, timeStride) : 0;
  const gateAddress = savesBlocks ? panels(recurrent.panels, timeStride) : 0;
  const dHidden = panels(hiddenPanels, chunkStride);
  return {
    cell: cells.indexOf(shape.cell),
    blocks,
    hidden: Math.ceil(shape.hiddenSize / 4) * 4,
    hiddenPanels,
    vocabularyPanels,
    streams,
    steps: length,
    chunkSteps,
    scale,
    gather: addresses.words(length * streams),
    targets: addresses.words(length * streams),
    rowOffsets: addresses.words(streams),
    zeroOffsets: addresses.words(chunkSteps * streams),
    zeros: addresses.words(panelColumns),
    table: plan.tableWithBias,
    tableStride: table.stride,
    recurrent: plan.weights + recurrent.offset * 4,
    recurrentStride: recurrent.stride,
    output: plan.weights + output.offset * 4,
    outputStride: output.stride,
    outputBias: plan.outputBias,
    stateCodes: 0,
    recurrentCodes: 0,
    outputCodes: 0,
    recurrentTransposed: plan.recurrentTransposed,
    outputTransposed: plan.outputTransposed,
    hiddenPrevious,
    hiddenNext: hiddenPrevious + stepBytes,
    cellPrevious,
    cellNext: cellPrevious + stepBytes,
    hiddenStride: timeStride,
    gates: gateAddress,
    saved: savesBlocks ? panels(hiddenPanels, timeStride) : 0,
    timeStride,
    dBypass: savesBlocks ? panels(hiddenPanels, stepBytes) : 0,
    dHidden,
    logits: panels(vocabularyPanels, chunkStride),
    chunkStride,
    dGates: savesBlocks ? gateAddress : dHidden,
    dGatesStride: savesBlocks ? timeStride : chunkStride,
    mask: isMasked ? panels(hiddenPanels, stepBytes) : 0,
    masked: isMasked ? panels(hiddenPanels, chunkStride) : 0,
    dTable: gradient + table.offset * 4,
    dRecurrent: gradient + recurrent.offset * 4,
    dOutput: gradient + output.offset * 4,
    reverse: 0,
    report: addresses.bytes(reportNumbers * 8),
  };
}
