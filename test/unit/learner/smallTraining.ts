// A small training for the tests: settings, a text that is learned in a few hundred steps, and a training of it with its events.
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { prepareCorpus } from '../../../src/learner/prepareCorpus.ts';
import { startTraining } from '../../../src/learner/training.ts';
import type { TrainingEnvironment, TrainingInput } from '../../../src/learner/trainingRun.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../src/protocol/settings.ts';

export const small: TrainingSettings = {
  ...defaultTrainingSettings,
  cell: 'tanh',
  hiddenSize: 16,
  batchSize: 4,
  sequenceLength: 8,
};
export const fox = 'the quick brown fox jumps over the lazy dog.\n'.repeat(60);
export const corpusOf = (text: string) => prepareCorpus([{ path: 'w/fox.txt', text }], 1);

/** On the reference engine and the real clock, unless others are given. */
export function startSmallTraining(input: TrainingInput, environment: Partial<TrainingEnvironment> = {}) {
  const events: LearnerEvent[] = [];
  const training = startTraining(input, {
    engine: referenceEngine,
    now: () => performance.now(),
    emit: (event) => void events.push(event),
    ...environment,
  });
  return { training, events };
}
