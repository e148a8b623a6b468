// What the tests of interrupted trainings share: engines, a small text, settings, and a training that may be interrupted.
import assert from 'node:assert/strict';
import { spawnThread as spawn } from '../../../bench/engine/spawnThread.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import { startTraining } from '../../../src/learner/training.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';
import { prepareCorpus } from '../../../src/learner/prepareCorpus.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../src/protocol/settings.ts';
import { kernelBuilds } from '../engine/kernelFiles.ts';

/** By number of threads. */
export const engines: Readonly<Record<number, Engine>> = {
  1: kernelEngine('one', kernelBuilds('engine-relaxed')),
  2: kernelEngine('two', kernelBuilds('engine-shared'), { count: 2, spawn }),
};

/** A text that is soon overfitted, so that dropout, early stopping and a cool-down take part. */
const sentence = 'the quick brown fox jumps over the lazy dog. ';
export const lines = Array.from(
  { length: 40 },
  (_, n) => `${n * 7919} ${sentence.slice(n % 20)}${(n * n * 31) % 997}\n`,
);
export const corpusOf = (text: string) => prepareCorpus([{ path: 'w/a.txt', text }], 1);
export const corpus = corpusOf(lines.join(''));
export const settings: TrainingSettings = {
  ...defaultTrainingSettings,
  hiddenSize: 20,
  batchSize: 5,
  sequenceLength: 8,
  dropout: 0.3,
  learningRate: 0.02,
  steps: 400,
  threads: 1,
};

export interface Outcome {
  readonly events: readonly LearnerEvent[];
  readonly saved: readonly Uint8Array[];
  /** The states after the steps `stops`. */
  readonly resumePoints: readonly Uint8Array[];
  readonly steps: number;
}

/**
 * Trains until the end, or until the last of the steps `stops`. Each call of the clock takes a millisecond, so that a slice of 2 ms is
 * one step.
 */
export function run(
  own: TrainingSettings,
  from?: Uint8Array,
  { stops = [], text = corpus }: { readonly stops?: readonly number[]; readonly text?: typeof corpus } = {},
): Outcome {
  const events: LearnerEvent[] = [];
  let nowMs = 0;
  const training = startTraining(
    { corpus: text, settings: own, from: from && decodeCheckpoint(from) },
    { engine: engines[own.threads]!, now: () => nowMs++, emit: (event) => events.push(event) },
  );
  const resumePoints = stops.map((stop) => {
    while (training.progress().steps < stop) assert.ok(training.runSlice(2), 'it is still running');
    return training.resumePoint();
  });
  if (stops.length === 0) while (training.runSlice(2));
  const { steps } = training.progress();
  training.dispose();
  const saved = events.flatMap((event) =>
    event.type === 'checkpoint' || event.type === 'resumePoint' ? [event.checkpoint] : [],
  );
  return { events, saved, resumePoints, steps };
}
