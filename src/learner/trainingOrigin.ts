// What a checkpoint tells about its training: the settings, and the amount of text.
import type { TrainingOrigin } from '../model/network/modelCard.ts';
import type { TrainingRun } from './trainingRun.ts';

/** A continued training keeps its cell and size; the settings for them are ignored. */
export function trainingOrigin({
  settings,
  corpus,
  initial,
}: Pick<TrainingRun, 'settings' | 'corpus' | 'initial'>): TrainingOrigin {
  const { cell, hiddenSize } = initial.shape;
  return { settings: { ...settings, cell, hiddenSize }, textCharacters: corpus.summary.trainCharacters };
}
