// Everything that a training works with: corpus, trainer, batches, schedules, reporters, and its state.
import { openStreams, type Streams } from '../corpus/streams.ts';
import type { Engine, Trainer } from '../engine/engine.ts';
import type { Checkpoint, Progress } from '../model/network/checkpoint.ts';
import type { EncodedText } from '../model/network/encodedText.ts';
import type { LearnerEvent } from '../protocol/learner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { takeSnapshot } from './divergenceGuard.ts';
import { createMaskGenerator, type MaskGenerator } from './dropoutMask.ts';
import { createEarlyStopping, type EarlyStopping } from './earlyStopping.ts';
import { createEvaluationSchedule, type EvaluationSchedule } from './evaluationSchedule.ts';
import { createEvaluation, truncateTexts } from './heldOutEvaluation.ts';
import { initialState, type InitialState } from './initialState.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';
import { createProgressReporter, type ProgressReporter } from './progressReporter.ts';
import { decodeResumePoint } from './resumePoint.ts';
import { dropoutAtEpoch, dropoutRampEpochs, evaluation, optimizers } from './recipe.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';
import { createTimeBreakdown, type TimeBreakdown } from './timeBreakdown.ts';
import { startState, type TrainingState } from './trainingState.ts';

/** All fields are fixed; what changes is in `state`, in the trainer, and inside the objects named here. */
export interface TrainingRun {
  readonly corpus: PreparedCorpus;
  readonly settings: TrainingSettings;
  readonly initial: InitialState;
  /** It continues an interrupted training with the same settings and text, exactly after its last saved step. */
  readonly isResumed: boolean;
  readonly trainer: Trainer;
  readonly batches: Streams;
  readonly fillMask: MaskGenerator;
  /** The held-out text of the evaluations, and its current bits per character. */
  readonly scoredTexts: readonly EncodedText[];
  readonly scoredBits: () => number;
  readonly evaluations: EvaluationSchedule;
  readonly earlyStopping: EarlyStopping;
  readonly stopwatch: Stopwatch;
  readonly breakdown: TimeBreakdown;
  readonly reporter: ProgressReporter;
  readonly now: () => number;
  readonly emit: (event: LearnerEvent) => void;
  readonly state: TrainingState;
}

/** What to train. */
export interface TrainingInput {
  readonly corpus: PreparedCorpus;
  readonly settings: TrainingSettings;
  /** To continue from, or the pretrained network to start from. */
  readonly from?: Checkpoint | undefined;
  /** The checkpoint of the model that this one would replace, to compare them. */
  readonly earlier?: Uint8Array | undefined;
}

/** What a training runs on. `now`: milliseconds. */
export interface TrainingEnvironment {
  readonly engine: Engine;
  readonly now: () => number;
  readonly emit: (event: LearnerEvent) => void;
}

export function prepareRun(
  { corpus, settings, from }: TrainingInput,
  { engine, now, emit }: TrainingEnvironment,
): TrainingRun {
  const { vocabulary, heldOut, trainIds } = corpus;
  const { batchSize: streams, sequenceLength: length, maxGradientNorm, dropout } = settings;
  const resumed = from && decodeResumePoint(from, corpus, settings);
  const initial = resumed?.initial ?? initialState(vocabulary, settings, from);
  const optimizer = optimizers[settings.optimizer];
  const trainer = engine.trainer({
    shape: initial.shape,
    streams,
    length,
    maxGradientNorm,
    optimizer,
    masked: dropout > 0,
  });
  trainer.writeParameters(initial.parameters);
  if (initial.optimizer) trainer.writeOptimizer(initial.optimizer);

  const seed = settings.seed + initial.progress.steps;
  const scoredTexts = truncateTexts(heldOut, evaluation.scoredCharacters);
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
    batches: openStreams(trainIds, streams, length, resumed?.places ?? seed),
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

/** Used share of the budget, which is in steps or in time: 0..1. */
export function usedBudget({ settings, state, stopwatch }: TrainingRun): number {
  return settings.steps ? state.steps / settings.steps : stopwatch.elapsedMs() / (settings.seconds * 1000);
}

/** Progress since the model was new; without an evaluation. */
export function progressOf({ initial, settings, state, stopwatch }: TrainingRun): Progress {
  return {
    steps: initial.progress.steps + state.steps,
    characters: initial.progress.characters + state.steps * settings.batchSize * settings.sequenceLength,
    elapsedMs: initial.progress.elapsedMs + stopwatch.elapsedMs(),
    bitsPerChar: undefined,
  };
}

/** How often the training text was read since the model was new. */
export function epochsOf(run: TrainingRun): number {
  return progressOf(run).characters / run.corpus.trainIds.length;
}

/** The dropout rate of the next step. */
export function currentDropout(run: TrainingRun): number {
  const rampEpochs = dropoutRampEpochs(run.corpus.trainIds.length, run.initial.parameters.length);
  return dropoutAtEpoch(epochsOf(run), run.settings.dropout, rampEpochs);
}
