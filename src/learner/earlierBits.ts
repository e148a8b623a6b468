// Evaluates the model that a workspace had before a training from scratch, on the held-out text of that training: only then can the two be
// compared.
import type { Engine } from '../engine/engine.ts';
import { layersOf } from '../engine/modelShape.ts';
import { decodeCheckpoint, type Checkpoint } from '../model/network/checkpoint.ts';
import { createEvaluation } from './heldOutEvaluation.ts';
import { initialState } from './initialState.ts';
import { trainerOptions, type TrainingRun } from './trainingRun.ts';

/**
 * Bits per character of held-out text. Characters that the earlier model does not know have their initial weights. `bytes`: its
 * checkpoint. Undefined where it cannot be read, or has several layers.
 */
export function bitsOfEarlier(
  bytes: Uint8Array,
  { corpus: { vocabulary }, settings, scoredTexts }: Pick<TrainingRun, 'corpus' | 'settings' | 'scoredTexts'>,
  engine: Engine,
): number | undefined {
  const earlier = readableCheckpoint(bytes);
  if (!earlier || layersOf(earlier.shape) > 1) return undefined;
  const { shape, parameters } = initialState(vocabulary, settings, earlier);
  const trainer = engine.trainer(trainerOptions(shape, { ...settings, dropout: 0 }));
  try {
    trainer.writeParameters(parameters);
    return createEvaluation(trainer, vocabulary, scoredTexts)();
  } finally {
    trainer.dispose();
  }
}

/** Undefined: it cannot be read. */
export function readableCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  try {
    return decodeCheckpoint(bytes);
  } catch {
    return undefined;
  }
}
