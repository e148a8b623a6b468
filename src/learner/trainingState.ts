// The state of a training: everything that changes from step to step, and its named transitions. The weights themselves are in
// the trainer; the loop is in training.ts.
import type { Progress } from '../model/network/modelCard.ts';
import { isDivergedStep, nextMean, type TrainerSnapshot } from './divergenceGuard.ts';
import { newEarlyStoppingState, type EarlyStoppingState } from './earlyStopping.ts';
import { newEvaluationScheduleState, type EvaluationScheduleState } from './evaluationSchedule.ts';
import { coolDown, divergence, linearDecay, warmUpFactor, type Schedule } from './recipe.ts';

/** Evaluated weights. */
export interface EvaluatedWeights {
  readonly snapshot: TrainerSnapshot;
  readonly progress: Progress;
}

export interface TrainingState {
  /** Steps of this training; a continued one has more in total. */
  steps: number;
  /** Steps since the start or the last rollback. */
  warmUpStep: number;
  /** Factor of the learning rate: smaller after each rollback. */
  learningRateScale: number;
  rollbacks: number;
  schedule: Schedule;
  /** Where the cool-down began, if it did, and its first learning rate before `learningRateScale`. */
  coolDown: { readonly used: number; readonly learningRate: number } | undefined;
  /** Running mean of the loss since the start or the last rollback. */
  meanLossNats: number | undefined;
  readonly earlyStopping: EarlyStoppingState;
  readonly evaluations: EvaluationScheduleState;
  /** Where a rollback goes. */
  safe: TrainerSnapshot;
  best: EvaluatedWeights | undefined;
  /** The checkpoint that this training continues: only better weights are published. */
  continued: EvaluatedWeights | undefined;
  ended: boolean;
}

export function startState(learningRate: number, safe: TrainerSnapshot): TrainingState {
  return {
    steps: 0,
    warmUpStep: 0,
    learningRateScale: 1,
    rollbacks: 0,
    schedule: linearDecay(learningRate),
    coolDown: undefined,
    meanLossNats: undefined,
    earlyStopping: newEarlyStoppingState(),
    evaluations: newEvaluationScheduleState(),
    safe,
    best: undefined,
    continued: undefined,
    ended: false,
  };
}

/** The scheduled learning rate after a share `used` of the budget, without warm-up. */
export function scheduledRate({ learningRateScale, schedule }: TrainingState, used: number): number {
  return learningRateScale * schedule.learningRate(used);
}

/** The learning rate of the next step. */
export function nextLearningRate(state: TrainingState, used: number): number {
  return warmUpFactor(state.warmUpStep) * scheduledRate(state, used);
}

export function continueFrom(state: TrainingState, checkpoint: EvaluatedWeights): void {
  state.continued = checkpoint;
}

export function countStep(state: TrainingState): void {
  state.steps++;
  state.warmUpStep++;
}

/** Records the loss of a step. Returns whether the step diverged. */
export function recordLoss(state: TrainingState, lossNats: number, gradientNorm: number): boolean {
  if (isDivergedStep(state.meanLossNats, lossNats, gradientNorm)) return true;
  state.meanLossNats = nextMean(state.meanLossNats, lossNats);
  return false;
}

/** The loss diverged: warm up again, at a lower learning rate. */
export function recordRollback(state: TrainingState): void {
  state.rollbacks++;
  state.learningRateScale *= divergence.learningRateFactor;
  state.warmUpStep = 0;
  state.meanLossNats = undefined;
}

/** The weights are good enough to go back to. */
export function markSafe(state: TrainingState, snapshot: TrainerSnapshot): void {
  state.safe = snapshot;
}

export function recordBest(state: TrainingState, candidate: EvaluatedWeights): void {
  state.best = candidate;
}

/** The training gets worse: back to the best weights, and an early end, unless the evaluation lasted beyond the end. */
export function startCoolDown(state: TrainingState, best: EvaluatedWeights, used: number): void {
  state.safe = best.snapshot;
  const { schedule } = state;
  if (used >= schedule.endsAt) return;
  state.coolDown = { used, learningRate: schedule.learningRate(used) };
  state.schedule = coolDown(used, state.coolDown.learningRate);
}

/** Whether weights are better than the checkpoint that the training continues. */
export function isImprovement({ continued }: TrainingState, candidate: EvaluatedWeights): boolean {
  return isBetter(candidate, continued);
}

/**
 * Whether an evaluation is so far above the best that the last steps must have diverged. Where the loss of the training text is below
 * the best, the network overfits instead: a lower learning rate does not help.
 */
export function isDivergedEvaluation({ best, meanLossNats }: TrainingState, bitsPerChar: number): boolean {
  if (!Number.isFinite(bitsPerChar)) return true;
  const bestBits = best?.progress.bitsPerChar ?? Infinity;
  return bitsPerChar >= bestBits + divergence.maxJumpBits && (meanLossNats ?? 0) / Math.LN2 >= bestBits;
}

export function markEnded(state: TrainingState): void {
  state.ended = true;
}

/** The best weights of the training, or the checkpoint that it continues if that is better. */
export function bestOf({ best, continued }: TrainingState): EvaluatedWeights | undefined {
  return best && continued && !isBetter(best, continued) ? continued : best;
}

/** By bits per character of held-out text; if no text is held out, the newer weights are better. */
function isBetter({ progress: { bitsPerChar } }: EvaluatedWeights, other: EvaluatedWeights | undefined): boolean {
  return bitsPerChar === undefined || bitsPerChar < (other?.progress.bitsPerChar ?? Infinity);
}
