// What is shown of a network: its type, its size, its score, and what its file states about the training.
import type { Cell } from '../../engine/cells.ts';
import { layersOf } from '../../engine/modelShape.ts';
import type { Checkpoint } from './checkpoint.ts';
import { statedTraining, type StatedTraining } from './modelCard.ts';

export interface NetworkFacts {
  readonly cell: Cell;
  readonly hiddenSize: number;
  /** Only a network with one layer can be trained here, and its units analyzed. */
  readonly layers: number;
  /** On held-out text, as the file states it. */
  readonly bitsPerChar: number | undefined;
  readonly training?: StatedTraining | undefined;
}

export function networkFacts(checkpoint: Pick<Checkpoint, 'shape' | 'progress' | 'training'>): NetworkFacts {
  const { shape, progress } = checkpoint;
  const { cell, hiddenSize } = shape;
  const training = statedTraining(checkpoint);
  return {
    cell,
    hiddenSize,
    layers: layersOf(shape),
    bitsPerChar: progress.bitsPerChar,
    ...(training && { training }),
  };
}
