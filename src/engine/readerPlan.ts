// The memory layout of a reader: one stream, one step, no backward pass. Every layer has a pass of its own.
import type { AddressPlan } from './kernelModule.ts';
import { cellSpec } from './cells.ts';
import type { Precision } from './engine.ts';
import { assertOneLayer, layersOf, type ModelShape } from './modelShape.ts';
import { packedLayer, panelColumns, rowBytes, type PackedLayer } from './panels.ts';
import { passBytes, type PassWords } from './passLayout.ts';
import { planPass, planWeights, type WeightPlan } from './trainerPlan.ts';

export interface LayerPlan {
  readonly pass: number;
  readonly words: PassWords;
}

/** A layer above the first one. */
export interface UpperLayerPlan extends LayerPlan {
  readonly packed: PackedLayer;
  /** The packed parameters of this layer. */
  readonly weights: number;
}

/** Where the codes of int8 products are (kernels/int8.ts). */
export interface CodePlan {
  readonly states: number;
  readonly recurrent: number;
  readonly output: number;
  /** Bytes of a column, and from panel to panel. */
  readonly length: number;
  readonly stride: number;
}

export interface ReaderPlan extends WeightPlan {
  /** Undefined: the products use weights in float32. */
  readonly codes: CodePlan | undefined;
  readonly first: LayerPlan;
  readonly upper: readonly UpperLayerPlan[];
  /** The states of all layers, and those before the last character: per layer the hidden state, then the cell state, [panels][16]. */
  readonly state: number;
  readonly previous: number;
  /** Size of the states of one layer. */
  readonly stateBytes: number;
  readonly scratch: number;
}

const size = { gradient: 0, streams: 1, length: 1, chunkSteps: 1, scale: 1, masked: false };

function planCodes({ hiddenPanels, recurrent, output }: WeightPlan['packed'], addresses: AddressPlan): CodePlan {
  const length = hiddenPanels * panelColumns;
  const stride = length * panelColumns + rowBytes;
  return {
    states: addresses.bytes(length),
    recurrent: addresses.bytes(recurrent.panels * stride),
    output: addresses.bytes(output.panels * stride),
    length,
    stride,
  };
}

/** @throws Error for a network with several layers and int8 products. */
export function planReader(shape: ModelShape, precision: Precision, addresses: AddressPlan): ReaderPlan {
  if (precision === 'int8') assertOneLayer(shape);
  const plan = planWeights(shape, addresses);
  const codes = precision === 'int8' ? planCodes(plan.packed, addresses) : undefined;
  const withoutTransposes = { ...plan, recurrentTransposed: 0, outputTransposed: 0 };
  const hiddenBytes = plan.packed.hiddenPanels * rowBytes;
  const stateBytes = cellSpec(shape.cell).stateBlocks * hiddenBytes;
  const state = addresses.bytes(layersOf(shape) * stateBytes);
  const previous = addresses.bytes(layersOf(shape) * stateBytes);
  /** States are plain vectors. */
  const stateWords = (layer: number) => ({
    hiddenPrevious: previous + layer * stateBytes,
    hiddenNext: state + layer * stateBytes,
    cellPrevious: previous + layer * stateBytes + hiddenBytes,
    cellNext: state + layer * stateBytes + hiddenBytes,
    hiddenStride: rowBytes,
    chunkStride: rowBytes,
  });
  const codeWords = {
    stateCodes: codes?.states ?? 0,
    recurrentCodes: codes?.recurrent ?? 0,
    outputCodes: codes?.output ?? 0,
  };
  const firstWords = { ...planPass(shape, withoutTransposes, size, addresses), ...stateWords(0), ...codeWords };
  const first = { pass: addresses.bytes(passBytes), words: firstWords };

  function planUpper(layer: number): UpperLayerPlan {
    const packed = packedLayer(shape);
    const weights = addresses.words(packed.length);
    const { table, recurrent } = packed;
    const words = {
      ...planPass(shape, withoutTransposes, size, addresses),
      ...stateWords(layer),
      // One row, which `feedLayer` computes for each character.
      table: addresses.bytes(table.panels * rowBytes),
      tableStride: rowBytes,
      recurrent: weights + recurrent.offset * 4,
      recurrentStride: recurrent.stride,
    };
    return { pass: addresses.bytes(passBytes), words, packed, weights };
  }

  return {
    ...plan,
    codes,
    first,
    upper: Array.from({ length: layersOf(shape) - 1 }, (_, below) => planUpper(below + 1)),
    state,
    previous,
    stateBytes,
    scratch: addresses.words((plan.packed.vocabularyPanels + 1) * panelColumns),
  };
}
