// Where everything of a trainer stands in its memory, as plain numbers: every thread that trains works from the same plan.
import type { TrainerOptions } from './engine.ts';
import type { AddressPlan } from './kernelModule.ts';
import { cells, gateCounts } from './modelShape.ts';
import type { ModelShape } from './modelShape.ts';
import { packedShape, panelColumns, rowBytes } from './panels.ts';
import type { PackedShape } from './panels.ts';
import { passBytes } from './passLayout.ts';
import type { PassWords } from './passLayout.ts';

/** Addresses of the weights and of the forms in which forward products read them. */
export interface WeightPlan {
  readonly packed: PackedShape;
  /** The parameters themselves, packed. */
  readonly weights: number;
  /** The table with the bias added to each row. */
  readonly tableWithBias: number;
  readonly outputBias: number;
}

/** With the transposes that backward products read. */
export interface TransposedPlan extends WeightPlan {
  readonly recurrentBack: number;
  readonly outputBack: number;
}

/** One thread's streams, and its own gradient. */
export interface ThreadPlan {
  readonly firstStream: number;
  readonly pass: number;
  readonly words: PassWords;
  readonly gradient: number;
  /** What each character of a measured window costs, f32 [length][own streams]. */
  readonly costs: number;
  /** AdamW's numbers, for the biases and for each matrix (table, recurrent, output): adamwBytes each. */
  readonly coefficients: number;
}

export interface TrainerPlan extends TransposedPlan {
  readonly options: TrainerOptions;
  /** What the caller writes before a step: ids, as i32 [length][streams], and the mask, f32 [streams][H]. */
  readonly inputs: number;
  readonly targets: number;
  readonly outputMask: number;
  /** AdamW's moments, packed like the weights. */
  readonly first: number;
  readonly second: number;
  readonly shares: readonly ThreadPlan[];
  /** [learning rate, number of this update, 1 to measure instead of a step] as f64. */
  readonly control: number;
  /** Two words of the barrier, and how many threads have started. */
  readonly barrier: number;
}

/** Eleven numbers, each four times: see kernels/update.ts. */
export const adamwBytes = 11 * 16;

/** f64 of a share's report: summed loss, squares of the gradient, of the change, of the weights. */
export const reportNumbers = 4;

/** Rows of one batched output or weight-gradient product: enough to be efficient, few enough to stay in the L2 cache. */
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
    recurrentBack: addresses.words(hiddenPanels * recurrent.panels * block),
    outputBack: addresses.words(hiddenPanels * vocabularyPanels * block),
  };
}

export function planTrainer(options: TrainerOptions, threads: number, addresses: AddressPlan): TrainerPlan {
  const weightPlan = planTransposes(planWeights(options.shape, addresses), addresses);
  const moments = options.optimizer.kind === 'adamw' ? weightPlan.packed.length : 0;
  const first = addresses.words(moments);
  const second = addresses.words(moments);
  const inputs = addresses.words(options.length * options.streams);
  const targets = addresses.words(options.length * options.streams);
  const outputMask = addresses.words(options.streams * options.shape.hidden);
  const control = addresses.bytes(24);
  const barrier = addresses.words(3);
  const count = Math.min(threads, options.streams);
  const shares = Array.from({ length: count }, (_, thread) => {
    const firstStream = Math.floor((thread * options.streams) / count);
    const streams = Math.floor(((thread + 1) * options.streams) / count) - firstStream;
    return planThread(options, weightPlan, firstStream, streams, addresses);
  });
  return { ...weightPlan, options, inputs, targets, outputMask, first, second, shares, control, barrier };
}

function planThread(
  { shape, streams: allStreams, length, masked = false }: TrainerOptions,
  plan: TransposedPlan,
  firstStream: number,
  streams: number,
  addresses: AddressPlan,
): ThreadPlan {
  const chunkSteps = Math.max(1, Math.min(length, Math.floor(chunkRows / streams)));
  const gradient = addresses.words(plan.packed.length);
  const scale = 1 / (allStreams * length);
  const words = planPass(shape, plan, gradient, { streams, length, chunkSteps, scale, masked }, addresses);
  const costs = addresses.words(length * streams);
  const coefficients = addresses.bytes(4 * adamwBytes);
  return { firstStream, pass: addresses.bytes(passBytes), words, gradient, costs, coefficients };
}

interface PassSize {
  readonly streams: number;
  readonly length: number;
  readonly chunkSteps: number;
  readonly scale: number;
  readonly masked: boolean;
}

/** All buffers of a window of `length` steps over `streams` streams. */
function planPass(
  shape: ModelShape,
  { packed, ...plan }: TransposedPlan,
  gradient: number,
  { streams, length, chunkSteps, scale, masked }: PassSize,
  addresses: AddressPlan,
): PassWords {
  const { hiddenPanels, vocabularyPanels, table, recurrent, output } = packed;
  const stepBytes = streams * rowBytes;
  // One step more than the window has, or the chunk (`keepFirst` of the tanh cell; the others leave it), and an odd number of rows: neither
  // a power of two, or panels would share cache sets.
  const timeStride = (((length + 1) * streams) | 1) * rowBytes;
  const chunkStride = (((chunkSteps + 1) * streams) | 1) * rowBytes;
  const panels = (count: number, stride: number) => addresses.bytes(count * stride);
  const hiddenPrevious = panels(hiddenPanels, timeStride);
  const cellPrevious = shape.cell === 'lstm' ? panels(hiddenPanels, timeStride) : 0;
  const gated = shape.cell !== 'tanh';
  const gatePlace = gated ? panels(recurrent.panels, timeStride) : 0;
  const dHidden = panels(hiddenPanels, chunkStride);
  return {
    cell: cells.indexOf(shape.cell),
    gateCount: gateCounts[shape.cell],
    hidden: Math.ceil(shape.hidden / 4) * 4,
    hiddenPanels,
    vocabularyPanels,
    streams,
    steps: length,
    chunkSteps,
    scale,
    gather: addresses.words(length * streams),
    targets: addresses.words(length * streams),
    rowOffsets: addresses.words(streams),
    sameOffset: addresses.words(chunkSteps * streams),
    zeros: addresses.words(panelColumns),
    table: plan.tableWithBias,
    tableStride: table.stride,
    recurrent: plan.weights + recurrent.offset * 4,
    recurrentStride: recurrent.stride,
    output: plan.weights + output.offset * 4,
    outputStride: output.stride,
    outputBias: plan.outputBias,
    recurrentBack: plan.recurrentBack,
    outputBack: plan.outputBack,
    hiddenPrevious,
    hiddenNext: hiddenPrevious + stepBytes,
    cellPrevious,
    cellNext: cellPrevious + stepBytes,
    hiddenStride: timeStride,
    gates: gatePlace,
    kept: gated ? panels(hiddenPanels, timeStride) : 0,
    timeStride,
    dCarried: gated ? panels(hiddenPanels, stepBytes) : 0,
    dHidden,
    logits: panels(vocabularyPanels, chunkStride),
    chunkStride,
    dGates: gated ? gatePlace : dHidden,
    dGatesStride: gated ? timeStride : chunkStride,
    mask: masked ? panels(hiddenPanels, stepBytes) : 0,
    seen: masked ? panels(hiddenPanels, chunkStride) : 0,
    dTable: gradient + table.offset * 4,
    dRecurrent: gradient + recurrent.offset * 4,
    dOutput: gradient + output.offset * 4,
    backwards: 0,
    report: addresses.bytes(reportNumbers * 8),
  };
}

/** A reader's pass: one stream, one step, nothing kept. Previous and next states are plain vectors, [panels][16]. */
export function planReader(
  shape: ModelShape,
  addresses: AddressPlan,
): WeightPlan & {
  pass: number;
  words: PassWords;
  state: number;
  previous: number;
  stateBytes: number;
  scratch: number;
} {
  const plan = planWeights(shape, addresses);
  const neverBack = { ...plan, recurrentBack: 0, outputBack: 0 };
  const words = planPass(
    shape,
    neverBack,
    0,
    { streams: 1, length: 1, chunkSteps: 1, scale: 1, masked: false },
    addresses,
  );
  const hiddenBytes = plan.packed.hiddenPanels * rowBytes;
  const stateBytes = shape.cell === 'lstm' ? 2 * hiddenBytes : hiddenBytes;
  const state = addresses.bytes(stateBytes);
  const previous = addresses.bytes(stateBytes);
  return {
    ...plan,
    pass: addresses.bytes(passBytes),
    words: {
      ...words,
      hiddenPrevious: previous,
      hiddenNext: state,
      cellPrevious: previous + hiddenBytes,
      cellNext: state + hiddenBytes,
      hiddenStride: rowBytes,
      chunkStride: rowBytes,
    },
    state,
    previous,
    stateBytes,
    scratch: addresses.words((plan.packed.vocabularyPanels + 1) * panelColumns),
  };
}
