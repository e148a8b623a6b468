// Everything that a training works with: corpus, trainer, batches, schedules, reporters, and its state.
import type { Streams } from '../corpus/streams.ts';
import type { Engine, Trainer, TrainerOptions } from '../engine/engine.ts';
import type { ModelShape } from '../engine/modelShape.ts';
import type { Checkpoint } from '../model/network/checkpoint.ts';
import type { Progress, TrainingOrigin } from '../model/network/modelCard.ts';
import type { EncodedText } from '../model/network/encodedText.ts';
import type { LearnerEvent } from '../protocol/learner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import type { MaskGenerator } from './dropoutMask.ts';
import type { EarlyStopping } from './earlyStopping.ts';
import type { EvaluationSchedule } from './evaluationSchedule.ts';
import type { InitialState } from './initialState.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';
import type { ProgressReporter } from './progressReporter.ts';
import { dropoutAtEpoch, dropoutRampEpochs, optimizers } from './recipe.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { TimeBreakdown } from './timeBreakdown.ts';
import type { TrainingState } from './trainingState.ts';

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

export function trainerOptions(shape: ModelShape, settings: TrainingSettings): TrainerOptions {
  return {
    shape,
    streams: settings.batchSize,
    length: settings.sequenceLength,
    optimizer: optimizers[settings.optimizer],
    maxGradientNorm: settings.maxGradientNorm,
    masked: settings.dropout > 0,
  };
}

/** What a checkpoint tells about its training. A continued one keeps its cell and size; the settings for them are ignored. */
export function trainingOrigin({
  settings,
  corpus,
  initial,
}: Pick<TrainingRun, 'settings' | 'corpus' | 'initial'>): TrainingOrigin {
  const { cell, hiddenSize } = initial.shape;
  return {
    settings: { ...settings, cell, hiddenSize },
    textCharacters: corpus.summary.trainCharacters,
    heldOutBy: corpus.heldOutBy,
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
