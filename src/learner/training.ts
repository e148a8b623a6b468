// The training loop: steps in slices, evaluation on held-out text, early stop, roll-back, and the events that tell of it.
// It knows neither its thread nor the clock: both are handed in.
import { openStreams } from '../corpus/streams.ts';
import type { Engine } from '../engine/engine.ts';
import type { ModelShape } from '../engine/modelShape.ts';
import { encodeCheckpoint, type Checkpoint, type Progress } from '../model/network/checkpoint.ts';
import type { EndReason, LearnerEvent } from '../protocol/learner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { charactersOf } from '../util/lengthOf.ts';
import { startStopwatch } from './stopwatch.ts';
import { createEvaluation, truncateTexts } from './heldOutEvaluation.ts';
import { createEvaluationSchedule } from './evaluationSchedule.ts';
import { createDivergenceDetector, restoreSnapshot, takeSnapshot, type TrainerSnapshot } from './divergenceGuard.ts';
import { dropoutAtEpoch, createMaskGenerator, dropoutRampEpochs } from './dropout.ts';
import { createEarlyStopping } from './earlyStopping.ts';
import { createTimeBreakdown } from './timeBreakdown.ts';
import type { PreparedCorpus } from './prepareCorpus.ts';
import { createProgressReporter } from './progressReporter.ts';
import { coolDown, fullSchedule, warmUpFactor } from './schedule.ts';
import { initialState } from './initialState.ts';

/** Share of the budget in which a training that goes on from a checkpoint may be worse than that. */
const continuationGraceShare = 0.4;
/** A text read less often than this is not yet learnt by heart: that held-out text costs more for a while has other reasons. */
const minEpochsForStopping = 3;

export interface Training {
  /** Runs steps for about `sliceMs`, and what falls due in between. False when the training has ended. */
  runSlice(sliceMs: number): boolean;
  /** Hands over the best weights and says that it ended. */
  end(reason: EndReason): void;
  /** What is paused does not count as training time. */
  pause(): void;
  resume(): void;
  /** A copy of the current weights. */
  parameters(): Float32Array;
  /** The last character ids that were read. */
  recentIds(count: number): Int32Array;
  progress(): Progress;
  readonly shape: ModelShape;
  dispose(): void;
}

/** Held-out characters scored at each evaluation, and for the figure at the end, unless the machine is too slow for it. */
export const scoredCharacters = 16_384;
const finalScoredCharacters = 200_000;
const maxRollbacks = 5;
/** An evaluation so far above the best means that the last steps exploded. */
const maxJumpBits = 2;

interface Candidate {
  readonly point: TrainerSnapshot;
  readonly progress: Progress;
}

export function startTraining(
  corpus: PreparedCorpus,
  settings: TrainingSettings,
  from: Checkpoint | undefined,
  engine: Engine,
  now: () => number,
  emit: (event: LearnerEvent) => void,
): Training {
  const { vocabulary, heldOut, trainIds } = corpus;
  const { streams, sequenceLength, clipNorm, dropout } = settings;
  const start = initialState(vocabulary, settings, from);
  const { shape } = start;
  const optimizer = optimizers[settings.optimizer];
  const trainer = engine.trainer({ shape, streams, length: sequenceLength, clipNorm, optimizer, masked: dropout > 0 });
  trainer.writeParameters(start.parameters);
  if (start.optimizer) trainer.writeOptimizer(start.optimizer);

  const text = openStreams(trainIds, streams, sequenceLength, settings.seed + start.progress.steps);
  const fillMask = createMaskGenerator(settings.seed + start.progress.steps);
  const comesInOver = dropoutRampEpochs(trainIds.length, start.parameters.length);
  const scored = truncateTexts(heldOut, scoredCharacters);
  const measure = createEvaluation(trainer, vocabulary, scored);
  const budgetMs = settings.seconds * 1000;
  const evaluations = createEvaluationSchedule(settings);
  const judge = createEarlyStopping();
  const watch = startStopwatch(now);
  const meter = createTimeBreakdown();
  const progressReport = createProgressReporter(watch, () => meter.shares(watch.elapsedMs(), steps), emit);
  let exploded = createDivergenceDetector();
  let schedule = fullSchedule(settings.learningRate);
  let learningScale = 1;
  let rollbacks = 0;
  let version = 0;
  let steps = 0;
  /** Of them since the beginning, or since the optimizer was last set back. */
  let warmUpStep = 0;
  let ended = false;
  let safe = takeSnapshot(trainer);
  let best: Candidate | undefined;
  /** The checkpoint that it goes on from: what is not better than that is not handed over. */
  let origin: Candidate | undefined;

  const used = (): number => (settings.steps ? steps / settings.steps : watch.elapsedMs() / budgetMs);
  const currentRate = (): number => learningScale * schedule.learningRate(used());
  const progress = (): Progress => ({
    steps: start.progress.steps + steps,
    characters: start.progress.characters + steps * streams * sequenceLength,
    elapsedMs: start.progress.elapsedMs + watch.elapsedMs(),
    bitsPerChar: undefined,
  });

  const epochs = (): number => progress().characters / trainIds.length;
  const isUnsettled = (): boolean =>
    epochs() < minEpochsForStopping || (start.progress.steps > 0 && used() < continuationGraceShare);

  function step(): void {
    text.fill(trainer.inputs, trainer.targets);
    if (dropout > 0) fillMask(trainer.outputMask, dropoutAtEpoch(epochs(), dropout, comesInOver));
    const learningRate = warmUpFactor(warmUpStep++) * currentRate();
    const { lossNats, gradientNorm, updateRatio, times } = trainer.step(learningRate);
    steps++;
    meter.addStep(times);
    if (exploded(lossNats, gradientNorm)) return rollBack();
    const { steps: step, characters, elapsedMs } = progress();
    const lossBits = lossNats / Math.LN2;
    progressReport.add(
      { step, characters, elapsedMs, lossBits, gradientNorm, learningRate, updateRatio },
      used() / schedule.endsAt,
    );
  }

  function rollBack(): void {
    if (++rollbacks > maxRollbacks) {
      throw new Error(`The loss keeps exploding. Set a learning rate below ${settings.learningRate} and train again.`);
    }
    restoreSnapshot(trainer, safe);
    exploded = createDivergenceDetector();
    warmUpStep = 0;
    learningScale /= 2;
    emit({ type: 'rolledBack', step: progress().steps, learningRate: currentRate() });
  }

  /** Undefined where nothing is held out. */
  function measured(): number | undefined {
    if (heldOut.length === 0) return undefined;
    const began = now();
    const bitsPerChar = measure();
    const tookMs = now() - began;
    meter.addEvaluation(tookMs);
    evaluations.record(watch.elapsedMs(), tookMs);
    return bitsPerChar;
  }

  function evaluate(): void {
    progressReport.flush();
    const point = takeSnapshot(trainer);
    const bitsPerChar = measured();
    if (bitsPerChar !== undefined && !(bitsPerChar < (best?.progress.bitsPerChar ?? Infinity) + maxJumpBits)) {
      if (!ended) rollBack();
      return;
    }
    safe = point;
    const verdict = judge(bitsPerChar, isUnsettled());
    const here = { point: safe, progress: { ...progress(), bitsPerChar } };
    const isBest = verdict === 'best' && isBetter(here, origin);
    tell(here, isBest);
    if (verdict === 'best') {
      best = here;
      if (isBest && !ended) publish(best);
    } else if (verdict === 'getting worse' && best && !ended) {
      safe = best.point;
      restoreSnapshot(trainer, safe);
      const at = used();
      // The evaluation may have lasted beyond the end.
      if (at < schedule.endsAt) schedule = coolDown(at, schedule.learningRate(at));
    }
  }

  function tell({ progress: { steps: step, characters, elapsedMs, bitsPerChar } }: Candidate, best: boolean): void {
    if (bitsPerChar !== undefined) emit({ type: 'heldOut', point: { step, characters, elapsedMs, bitsPerChar, best } });
  }

  function publish({ point, progress }: Candidate): void {
    const bytes = encodeCheckpoint({ shape, vocabulary, progress, ...point });
    emit({ type: 'checkpoint', bytes, version: ++version, best: true });
  }

  /** Over more text than that of the evaluations, as far as there is more, and time for it. */
  function finalBits({ progress }: Candidate): number | undefined {
    const most = Math.min(
      finalScoredCharacters,
      scoredCharacters * evaluations.finalEvaluationFactor(watch.elapsedMs()),
    );
    const texts = truncateTexts(heldOut, most);
    if (charactersOf(texts) <= charactersOf(scored)) return progress.bitsPerChar;
    return createEvaluation(trainer, vocabulary, texts)();
  }

  function end(reason: EndReason): void {
    if (ended) return;
    ended = true;
    if (steps > 0) evaluate();
    if (best && origin && !isBetter(best, origin)) best = origin;
    if (best) {
      restoreSnapshot(trainer, best.point);
      const bitsPerChar = finalBits(best);
      best = { ...best, progress: { ...best.progress, bitsPerChar } };
      publish(best);
    }
    emit({ type: 'ended', reason, bitsPerChar: best?.progress.bitsPerChar });
  }

  if (from && heldOut.length > 0) {
    origin = { point: safe, progress: { ...progress(), bitsPerChar: measured() } };
    tell(origin, true);
  }

  return {
    runSlice: (sliceMs) => {
      for (const until = now() + sliceMs; !ended && now() < until;) {
        step();
        if (used() >= schedule.endsAt) end(schedule.reason);
        else if (evaluations.isDue(used(), watch.elapsedMs(), schedule.endsAt)) evaluate();
      }
      progressReport.flushIfDue();
      return !ended;
    },
    end,
    pause: () => {
      progressReport.flush();
      watch.pause();
    },
    resume: watch.resume,
    parameters: () => trainer.readParameters(),
    recentIds: text.recent,
    progress,
    shape,
    dispose: () => trainer.dispose(),
  };
}

/** On held-out text; where nothing is held out, the newer is. */
function isBetter({ progress: { bitsPerChar } }: Candidate, than: Candidate | undefined): boolean {
  return bitsPerChar === undefined || bitsPerChar < (than?.progress.bitsPerChar ?? Infinity);
}

export const optimizers = {
  adamw: {
    kind: 'adamw',
    beta1: 0.9,
    beta2: 0.99,
    epsilon: 1e-8,
    weightDecay: 0.01,
    nesterov: true,
    tableRate: 8,
    outputRate: 3,
  },
  sgd: { kind: 'sgd' },
} as const;
