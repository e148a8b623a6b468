// The training recipe: the values and rules that decide how a training proceeds, apart from the user's settings, whose
// defaults are in protocol/settings.ts. Each value was chosen by the measurements in docs/decisions/recipe-*.md.
import type { EndReason } from '../protocol/learner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import type { Throttle } from './throttle.ts';

/** Update rules, by the name of the setting. The AdamW values follow Loshchilov and Hutter 2019, with Nesterov momentum (Dozat 2016). */
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

// ---- Learning rate ----

/** The highest learning rate of a network that starts from the pretrained one: a higher one loses what it knows. */
export const pretrainedRate = 4e-3;

/**
 * Steps until the learning rate reaches its peak. AdamW's first steps are as long as the rate allows, whatever the gradient. A
 * share of the budget would be only three steps on a slow machine.
 */
export const warmUpSteps = 12;

/** Factor of the learning rate at a step, counted from the beginning or from a rollback: (0, 1]. */
export function warmUpFactor(step: number): number {
  return Math.min(1, (step + 1) / warmUpSteps);
}

/** Learning rate and end of a training as functions of the used share of its budget (0..1). */
export interface Schedule {
  learningRate(used: number): number;
  readonly endsAt: number;
  readonly reason: EndReason;
}

/** The full budget: linear decay from the peak to zero. */
export function linearDecay(peak: number): Schedule {
  return { learningRate: (used) => peak * (1 - Math.min(used, 1)), endsAt: 1, reason: 'finished' };
}

/** Length of a cool-down, as a share of the training before it. */
const coolDownShare = 0.25;

/** Linear decay from here to an early end: a model that starts to overfit still improves at a low learning rate. */
export function coolDown(used: number, learningRate: number): Schedule {
  const endsAt = Math.min(1, used * (1 + coolDownShare));
  return {
    learningRate: (now) => (learningRate * Math.max(0, endsAt - now)) / (endsAt - used),
    endsAt,
    reason: 'stopped improving',
  };
}

// ---- Dropout ----

/**
 * Epochs after the first over which dropout ramps up to its full rate. Text overfits sooner when there are fewer characters for
 * each weight of the model.
 */
export function dropoutRampEpochs(characters: number, weights: number): number {
  return Math.min(5, Math.max(1, (1.5 * characters) / weights));
}

/** Dropout rate after `epochs` epochs: 0 in the first, which cannot overfit, then up to `maxDropout`. */
export function dropoutAtEpoch(epochs: number, maxDropout: number, rampEpochs: number): number {
  return maxDropout * Math.min(1, Math.max(0, epochs - 1) / rampEpochs);
}

// ---- Evaluation ----

export const evaluation = {
  /** Held-out characters scored by an evaluation. */
  scoredCharacters: 16_384,
  /**
   * Characters that a passage from inside a text reads before the scored ones: by then the hidden state is close to the one that the full
   * text would give (docs/decisions/evaluation-cost.md).
   */
  warmUpCharacters: 64,
  /** Weights are published, and so saved, at least this often, unless an evaluation takes half of the time. */
  maxSpacingSeconds: 20,
  /** Evaluations take at most this share of the training time. */
  throttle: { minIntervalMs: 0, maxShare: 0.1 },
  /** The training ends with an evaluation, so none starts within this many evaluation times of the end. */
  minDistanceToEnd: 5,
} as const;

/**
 * Used shares of the budget at which to evaluate, without the end. Dense at first, because the first useful weights should be
 * published soon, then evenly spaced.
 */
export function evaluationMarks({ seconds, steps }: Pick<TrainingSettings, 'seconds' | 'steps'>): number[] {
  const spacing = steps ? 0.05 : Math.min(0.08, evaluation.maxSpacingSeconds / seconds);
  const marks: number[] = [];
  for (let mark = Math.min(0.01, spacing); mark < 1 - spacing / 2; mark += Math.min(mark, spacing)) marks.push(mark);
  return marks;
}

// ---- Early stopping ----

export const earlyStopping = {
  /** Evaluations in a row without a new best before a cool-down starts ... */
  patience: 4,
  /** ... or fewer, if their excess over the best, relative to it, adds up to this: overfitting shows within two. */
  maxExcess: 0.04,
  /** A text that was read for fewer epochs is not yet overfitted. */
  minEpochs: 3,
  /** Share of the budget in which a continued training may be worse than its checkpoint: its high learning rate first loses some. */
  continuationGrace: 0.4,
} as const;

// ---- Divergence guard ----

export const divergence = {
  /** Largest allowed jump of the loss above its running mean, in nats per character; noise between batches is below 0.5. */
  maxJumpNats: 1.5,
  /** Decay of the running mean of the loss. */
  meanDecay: 0.95,
  /** An evaluation this many bits per character above the best means that the last steps diverged, unless the network overfits. */
  maxJumpBits: 2,
  /** Factor of the learning rate after a rollback. */
  learningRateFactor: 0.5,
  maxRollbacks: 5,
} as const;

// ---- Budgets of everything beside the training ----

/** Training runs in slices of this length; messages arrive between them. */
export const sliceMs = 40;

/** At most five progress events per second: samples and activity need their share of the limit of ten events. */
export const progressIntervalMs = 200;

/** What the dashboard shows while the network learns. */
export const livePreview = {
  activity: { minIntervalMs: 500, maxShare: 0.03 },
  sample: { minIntervalMs: 3000, maxShare: 0.02 },
  lens: { minIntervalMs: 12_000, maxShare: 0.04 },
} as const satisfies Readonly<Record<string, Throttle>>;

/** No unit analysis in the first seconds: there is little to show, and the training has more urgent work. */
export const lensDelayMs = 3000;

/**
 * Characters of a sample, of white space in a row in it, because a sample that is stuck there shows nothing, and of an activity picture,
 * and characters read before the picture starts.
 */
export const previewCharacters = { sample: 240, sampleGap: 20, activity: 96, activityWarmUp: 64 } as const;

/**
 * The context-mixing baselines take about 20 seconds of a core. They start after this time or share of the budget: until then the
 * first steps, the first evaluations and the context mixing of the workspace need the cores.
 */
export function baselineDelayMs({ seconds }: Pick<TrainingSettings, 'seconds'>): number {
  return Math.min(10_000, 0.2 * 1000 * seconds);
}

/** Training characters that the context-mixing baselines learn. */
export const baselineTrainCharacters = 1_000_000;
