// The memory layout of a reader: one stream, one step, no backward pass. Every layer has a pass of its own.
import type { AddressPlan } from './kernelModule.ts';
import { cellSpec } from './cells.ts';
import { layersOf } from './modelShape.ts';
import type { ModelShape } from './modelShape.ts';
import { packedLayer, panelColumns, rowBytes } from './panels.ts';
import type { PackedLayer } from './panels.ts';
import { passBytes } from './passLayout.ts';
import type { PassWords } from './passLayout.ts';
import { planPass, planWeights } from './trainerPlan.ts';
import type { WeightPlan } from './trainerPlan.ts';

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

export interface ReaderPlan extends WeightPlan {
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

export function planReader(shape: ModelShape, addresses: AddressPlan): ReaderPlan {
  const plan = planWeights(shape, addresses);
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
  const firstWords = { ...planPass(shape, withoutTransposes, size, addresses), ...stateWords(0) };
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
    first,
    upper: Array.from({ length: layersOf(shape) - 1 }, (_, below) => planUpper(below + 1)),
    state,
    previous,
    stateBytes,
    scratch: addresses.words((plan.packed.vocabularyPanels + 1) * panelColumns),
  };
}
