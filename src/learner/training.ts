// The training loop: steps in slices, evaluations on held-out text, early stopping, rollbacks, and the events that report them.
// It is independent of thread and clock: both are parameters.
import type { StepReport } from '../engine/engine.ts';
import type { ModelShape } from '../engine/modelShape.ts';
import { encodeCheckpoint } from '../model/network/checkpoint.ts';
import type { Progress } from '../model/network/modelCard.ts';
import { countCharacters } from '../model/network/encodedText.ts';
import type { EndReason } from '../protocol/learner.ts';
import { restoreSnapshot, takeSnapshot } from './divergenceGuard.ts';
import { bitsOfEarlier } from './earlierBits.ts';
import { histogramsOf } from './histograms.ts';
import { divergence, earlyStopping } from './recipe.ts';
import { encodeResumePoint } from './resumePoint.ts';
import {
  currentDropout,
  epochsOf,
  progressOf,
  trainingOrigin,
  usedBudget,
  type TrainingEnvironment,
  type TrainingInput,
  type TrainingRun,
} from './trainingRun.ts';
import { prepareRun } from './prepareRun.ts';
import * as transition from './trainingState.ts';
import type { EvaluatedWeights } from './trainingState.ts';

export interface Training {
  /** Runs steps for about `sliceMs`, and due evaluations between them. False when the training has ended. */
  runSlice(sliceMs: number): boolean;
  /** Publishes the best weights and emits `ended`. */
  end(reason: EndReason): void;
  /** A pause does not count as training time. Emits the state of the training, to save, once there are weights to use. */
  pause(): void;
  resume(): void;
  /** A checkpoint with the best weights so far, from which this training continues exactly after the last step. */
  resumePoint(): Uint8Array<ArrayBuffer>;
  /** A copy of the current weights. */
  parameters(): Float32Array;
  /** The last character ids that were read. */
  recentIds(count: number): Int32Array;
  progress(): Progress;
  /** Held-out bits per character of the weights that it started from, and the characters that they are measured on. */
  readonly start: { readonly bitsPerChar: number; readonly characters: number } | undefined;
  readonly shape: ModelShape;
  dispose(): void;
}

export function startTraining(input: TrainingInput, environment: TrainingEnvironment): Training {
  const { corpus, from, earlier } = input;
  const { engine, now } = environment;
  const run = prepareRun(input, environment);
  const end = (reason: EndReason): void =>
    endTraining(run, reason, () => earlier && bitsOfEarlier(earlier, run, engine));
  const { state, stopwatch, reporter, trainer } = run;
  if (from && !run.isResumed && corpus.heldOut.length > 0) evaluateCheckpoint(run);
  return {
    runSlice: (sliceMs) => {
      for (const until = now() + sliceMs; !state.ended && now() < until;) {
        trainStep(run);
        const { endsAt, reason } = state.schedule;
        if (usedBudget(run) >= endsAt) end(reason);
        else if (run.evaluations.isDue(usedBudget(run), stopwatch.elapsedMs(), endsAt)) evaluate(run);
      }
      reporter.flushIfDue();
      return !state.ended;
    },
    end,
    pause: () => {
      reporter.flush();
      stopwatch.pause();
      if (transition.bestOf(state)) run.emit({ type: 'resumePoint', checkpoint: resumePoint(run) });
    },
    resume: stopwatch.resume,
    resumePoint: () => resumePoint(run),
    parameters: () => trainer.readParameters(),
    recentIds: run.batches.recent,
    progress: () => progressOf(run),
    start: startOf(run),
    shape: run.initial.shape,
    dispose: () => trainer.dispose(),
  };
}

/** With the weights after the last step. */
function resumePoint(run: TrainingRun): Uint8Array<ArrayBuffer> {
  return encodeResumePoint(run, { snapshot: takeSnapshot(run.trainer), progress: progressOf(run) });
}

/** Reads a batch, draws a dropout mask, and takes a step at the current learning rate; a diverged step is rolled back. */
function trainStep(run: TrainingRun): void {
  const { trainer, state } = run;
  run.batches.fill(trainer.inputs, trainer.targets);
  if (run.settings.dropout > 0) run.fillMask(trainer.outputMask, currentDropout(run));
  const learningRate = transition.nextLearningRate(state, usedBudget(run));
  const report = trainer.step(learningRate);
  transition.countStep(state);
  run.breakdown.addStep(report.times);
  if (transition.recordLoss(state, report.lossNats, report.gradientNorm)) rollBack(run);
  else reportStep(run, learningRate, report);
}

function reportStep(run: TrainingRun, learningRate: number, report: StepReport): void {
  const { lossNats, gradientNorm, updateRatio } = report;
  const { steps: step, characters, elapsedMs } = progressOf(run);
  const lossBits = lossNats / Math.LN2;
  const point = { step, characters, elapsedMs, lossBits, gradientNorm, learningRate, updateRatio };
  run.reporter.add(point, usedBudget(run) / run.state.schedule.endsAt);
}

/** Back to the last safe weights, at a lower learning rate. */
function rollBack(run: TrainingRun): void {
  const { state, settings, trainer } = run;
  if (state.rollbacks === divergence.maxRollbacks) {
    throw new Error(`The loss keeps exploding. Set a learning rate below ${settings.learningRate} and train again.`);
  }
  restoreSnapshot(trainer, state.safe);
  transition.recordRollback(state);
  const learningRate = transition.scheduledRate(state, usedBudget(run));
  run.emit({ type: 'rolledBack', step: progressOf(run).steps, learningRate });
}

/** Evaluates the checkpoint that this training continues, so that only better weights are published. */
function evaluateCheckpoint(run: TrainingRun): void {
  const { state } = run;
  const continued = { snapshot: state.safe, progress: { ...progressOf(run), bitsPerChar: heldOutBits(run) } };
  transition.continueFrom(state, continued);
  reportEvaluation(run, continued, true);
}

function startOf({ state, scoredTexts, isResumed }: TrainingRun): Training['start'] {
  const bitsPerChar = isResumed ? undefined : state.continued?.progress.bitsPerChar;
  return bitsPerChar === undefined ? undefined : { bitsPerChar, characters: countCharacters(scoredTexts) };
}

/** Evaluates the current weights: publishes them if they are the best, saves the state of the training, rolls back if they diverged, and stops early if they get worse. */
function evaluate(run: TrainingRun): void {
  const { state } = run;
  run.reporter.flush();
  const snapshot = takeSnapshot(run.trainer);
  // Its time is that of the last step: an evaluation may take long on a busy machine.
  const progress = progressOf(run);
  const bitsPerChar = heldOutBits(run);
  if (bitsPerChar !== undefined && transition.isDivergedEvaluation(state, bitsPerChar)) {
    if (!state.ended) rollBack(run);
    return;
  }
  transition.markSafe(state, snapshot);
  const candidate = { snapshot, progress: { ...progress, bitsPerChar } };
  const verdict = run.earlyStopping(bitsPerChar, isInGracePeriod(run));
  const isBest = verdict === 'best' && transition.isImprovement(state, candidate);
  reportEvaluation(run, candidate, isBest);
  reportHistograms(run, candidate);
  if (verdict === 'best') transition.recordBest(state, candidate);
  if (state.ended) return;
  const coolsDownFrom = verdict === 'getting worse' ? state.best : undefined;
  if (coolsDownFrom) {
    restoreSnapshot(run.trainer, coolsDownFrom.snapshot);
    transition.startCoolDown(state, coolsDownFrom, usedBudget(run));
    run.emit({ type: 'coolDown', step: progress.steps });
  }
  const checkpoint = encodeResumePoint(run, coolsDownFrom ?? candidate);
  run.emit({ type: isBest ? 'checkpoint' : 'resumePoint', checkpoint });
}

/** Early stopping waits: the text was read too few times to be overfitted, or a continued training has not settled yet. */
function isInGracePeriod(run: TrainingRun): boolean {
  const isContinued = run.initial.progress.steps > 0;
  return epochsOf(run) < earlyStopping.minEpochs || (isContinued && usedBudget(run) < earlyStopping.continuationGrace);
}

/** Bits per character of the current weights, and the time that this took; undefined if no text is held out. */
function heldOutBits(run: TrainingRun): number | undefined {
  if (run.corpus.heldOut.length === 0) return undefined;
  const startedAt = run.now();
  const bitsPerChar = run.scoredBits();
  const tookMs = run.now() - startedAt;
  run.breakdown.addEvaluation(tookMs);
  run.evaluations.record(run.stopwatch.elapsedMs(), tookMs);
  return bitsPerChar;
}

function reportEvaluation({ emit }: TrainingRun, { progress }: EvaluatedWeights, best: boolean): void {
  const { steps: step, characters, elapsedMs, bitsPerChar } = progress;
  if (bitsPerChar !== undefined) emit({ type: 'heldOut', point: { step, characters, elapsedMs, bitsPerChar, best } });
}

function reportHistograms({ emit, trainer }: TrainingRun, { progress, snapshot }: EvaluatedWeights): void {
  const { steps: step, characters, elapsedMs } = progress;
  const histograms = histogramsOf(trainer, snapshot.parameters);
  emit({ type: 'histograms', point: { step, characters, elapsedMs, histograms } });
}

function publish(run: TrainingRun, { snapshot, progress }: EvaluatedWeights): void {
  const { initial, corpus, emit } = run;
  const { shape } = initial;
  const training = trainingOrigin(run);
  const checkpoint = encodeCheckpoint({ shape, vocabulary: corpus.vocabulary, progress, training, ...snapshot });
  emit({ type: 'checkpoint', checkpoint });
}

/** `earlierBits`: of the earlier model, on the same held-out text. */
function endTraining(run: TrainingRun, reason: EndReason, earlierBits: () => number | undefined): void {
  const { state } = run;
  if (state.ended) return;
  transition.markEnded(state);
  if (state.steps > 0) evaluate(run);
  const best = transition.bestOf(state);
  if (!best) return run.emit({ type: 'ended', reason, bitsPerChar: undefined });
  const { bitsPerChar } = best.progress;
  restoreSnapshot(run.trainer, best.snapshot);
  publish(run, best);
  const earlierBitsPerChar = bitsPerChar === undefined ? undefined : earlierBits();
  run.emit({ type: 'ended', reason, bitsPerChar, ...(earlierBitsPerChar !== undefined && { earlierBitsPerChar }) });
}
