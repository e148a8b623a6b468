// Prepares a training: from scratch, from a checkpoint, or exactly where an interrupted one was saved last.
import { openStreams } from '../corpus/streams.ts';
import { takeSnapshot } from './divergenceGuard.ts';
import { createMaskGenerator } from './dropoutMask.ts';
import { createEarlyStopping } from './earlyStopping.ts';
import { createEvaluationSchedule } from './evaluationSchedule.ts';
import { createEvaluation } from './heldOutEvaluation.ts';
import { initialState } from './initialState.ts';
import { createProgressReporter } from './progressReporter.ts';
import { decodeResumePoint } from './resumePoint.ts';
import { evaluation } from './recipe.ts';
import { sampleTexts } from './sampleTexts.ts';
import { startStopwatch } from './stopwatch.ts';
import { createTimeBreakdown } from './timeBreakdown.ts';
import { startState } from './trainingState.ts';
import { trainerOptions, type TrainingEnvironment, type TrainingInput, type TrainingRun } from './trainingRun.ts';

export function prepareRun(
  { corpus, settings, from }: TrainingInput,
  { engine, now, emit }: TrainingEnvironment,
): TrainingRun {
  const { vocabulary, heldOut, trainIds } = corpus;
  const resumed = from && decodeResumePoint(from, corpus, settings);
  const initial = resumed?.initial ?? initialState(vocabulary, settings, from);
  const trainer = engine.trainer(trainerOptions(initial.shape, settings));
  trainer.writeParameters(initial.parameters);
  if (initial.optimizer) trainer.writeOptimizer(initial.optimizer);

  const seed = settings.seed + initial.progress.steps;
  const scoredTexts = sampleTexts(heldOut, evaluation.scoredCharacters);
  const state = startState(settings.learningRate, resumed ? resumed.state.safe : takeSnapshot(trainer));
  if (resumed) {
    Object.assign(state, resumed.state);
    trainer.writeState(resumed.hiddenStates);
  }
  const stopwatch = startStopwatch(now, resumed?.elapsedMs);
  const breakdown = createTimeBreakdown();
  return {
    corpus,
    settings,
    initial,
    isResumed: resumed !== undefined,
    trainer,
    batches: openStreams(trainIds, settings.batchSize, settings.sequenceLength, resumed?.places ?? seed),
    fillMask: createMaskGenerator(resumed?.random ?? seed),
    scoredTexts,
    scoredBits: createEvaluation(trainer, vocabulary, scoredTexts),
    evaluations: createEvaluationSchedule(settings, state.evaluations),
    earlyStopping: createEarlyStopping(state.earlyStopping),
    stopwatch,
    breakdown,
    reporter: createProgressReporter(stopwatch, () => breakdown.shares(stopwatch.elapsedMs(), state.steps), emit),
    now,
    emit,
    state,
  };
}
