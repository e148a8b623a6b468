// The interface of the learner, the process that trains. The host reduces its events to the run state, and passes them on to the
// dashboard.
import type { LedgerEntry, SourceText } from '../corpus/sourceText.ts';
import type { CellGate } from '../engine/cells.ts';
import type { StepPhase } from '../engine/stepTimer.ts';
import type { FeatureName } from '../lens/features.ts';
import type { GateSaturation } from '../lens/gateSaturation.ts';
import type { LensReport } from '../lens/lensReport.ts';
import type { UnitName } from '../lens/unitNames.ts';
import type { PassedContent } from './passedContent.ts';
import type { EventsOf } from './rpc.ts';
import type { SamplingSettings, TrainingSettings } from './settings.ts';

export { cellGates, cellLabel } from '../engine/cells.ts';
export type { CellGate, FeatureName, GateSaturation, LensReport, UnitName };

export interface TrainingJob {
  readonly texts: readonly SourceText[];
  readonly settings: TrainingSettings;
  /** Bytes of a checkpoint to continue from. */
  readonly checkpoint?: Uint8Array;
  /** Bytes of the model that the workspace has, to compare it with the new one at the end. */
  readonly earlier?: Uint8Array;
}

/** Start options of the process. */
export interface LearnerOptions {
  /** Vectors of 256 bits, where they are faster. */
  readonly wide?: boolean;
  /** Checkpoints pass to the host in files whose paths begin with this and end with `.tmp`. The host renames or deletes each. Default: as messages. */
  readonly drafts?: string;
}

/** How the live preview draws its samples. */
export interface SampleOptions {
  readonly sampling: SamplingSettings;
  readonly prompt: string;
}

/** The learner, as the host calls it. */
export interface LearnerApi {
  /** Trains until the budget is spent or `stop` is called. Resolves when it is over; the events tell how it ended. */
  train(job: TrainingJob): Promise<void>;
  pause(): void;
  resume(): void;
  /** Evaluates, publishes the best weights, and ends with the event `ended`. */
  stop(): void;
  /** The learner computes samples and activity only while a dashboard is visible. */
  setWatching(isWatching: boolean): void;
  setSampleOptions(options: SampleOptions): void;
  /** Part of the time in which it computes, above 0 to 1. The rest of the time counts, so that it learns less in the same time. */
  setWorkShare(share: number): void;
}

export const learnerEvents: EventsOf<LearnerApi> = {
  pause: true,
  resume: true,
  stop: true,
  setWatching: true,
  setSampleOptions: true,
  setWorkShare: true,
};

/** The host, as the learner calls it. */
export interface LearnerHost {
  report(event: LearnerEvent<PassedContent>): void;
}

export const learnerHostEvents: EventsOf<LearnerHost> = { report: true };

/** A place in a training: its position on each axis of the charts. */
export interface TrainingPoint {
  readonly step: number;
  /** Characters read since the model was created, over all its trainings. */
  readonly characters: number;
  /** Training time since the model was created, without pauses. */
  readonly elapsedMs: number;
}

/** One training step, as shown in the charts. */
export interface StepPoint extends TrainingPoint {
  readonly lossBits: number;
  readonly gradientNorm: number;
  readonly learningRate: number;
  readonly updateRatio: number;
}

export interface HeldOutPoint extends TrainingPoint {
  /** Total bits over Unicode characters of the held-out text. */
  readonly bitsPerChar: number;
  /** Whether it is the lowest so far. These weights are published as a checkpoint. */
  readonly best: boolean;
}

/** What a histogram counts: the weights of a tensor of the model, or the hidden states of all streams. */
export const histogramNames = ['inputTable', 'recurrent', 'outputWeight', 'hiddenState'] as const;

export interface Histogram {
  readonly name: (typeof histogramNames)[number];
  /** The lowest and the highest value that was counted. */
  readonly low: number;
  readonly high: number;
  /** In evenly spaced bins from `low` to `high`. */
  readonly counts: readonly number[];
}

/** The histograms at one evaluation. */
export interface HistogramPoint extends TrainingPoint {
  readonly histograms: readonly Histogram[];
}

export interface CorpusSummary {
  readonly files: number;
  readonly trainCharacters: number;
  readonly heldOutCharacters: number;
  readonly vocabulary: number;
  readonly ledger: readonly LedgerEntry[];
}

/** Hidden state while reading a passage: one row for each character. */
export interface Activity {
  /** The characters read, one entry each (a code point). */
  readonly characters: readonly string[];
  readonly hidden: number;
  /** [characters][hidden], -1..1. */
  readonly values: Float32Array;
}

/** Baselines on the same held-out text: a uniform guess, deflate with the end of the training text as its dictionary, the pretrained
 * network that the training started from, and context mixing with fixed or adaptive statistics. */
export const baselineKinds = [
  'uniform',
  'compressor',
  'pretrainedStart',
  'contextMixing',
  'adaptiveContextMixing',
] as const;
export type BaselineKind = (typeof baselineKinds)[number];

export interface Baseline {
  readonly kind: BaselineKind;
  readonly bitsPerChar: number;
  /** Held-out characters that it is measured on. Undefined in runs that were stored without it. */
  readonly characters?: number;
}

/** Shares of the training time, which sum to 1: the phases of its steps, evaluations, and the rest. */
export type PhaseShares = Readonly<Record<StepPhase | 'evaluation' | 'rest', number>>;

export type EndReason = 'finished' | 'stopped' | 'stopped improving';

/** `Content`: of a checkpoint. */
export type LearnerEvent<Content = Uint8Array> =
  | {
      readonly type: 'prepared';
      readonly corpus: CorpusSummary;
      readonly settings: TrainingSettings;
      readonly engine: string;
      readonly continued: boolean;
    }
  | {
      readonly type: 'progress';
      readonly points: readonly StepPoint[];
      readonly charsPerSecond: number;
      readonly remainingMs: number;
      /** Undefined until a step has been timed. */
      readonly phases?: PhaseShares | undefined;
    }
  | { readonly type: 'heldOut'; readonly point: HeldOutPoint }
  /** At each evaluation. */
  | { readonly type: 'histograms'; readonly point: HistogramPoint }
  | {
      readonly type: 'sample';
      readonly text: string;
      readonly prompt: string;
      readonly characters: number;
      readonly elapsedMs: number;
    }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'baselines'; readonly baselines: readonly Baseline[] }
  /** Every few seconds while a dashboard is visible, and at the end. */
  | { readonly type: 'lens'; readonly lens: LensReport }
  | { readonly type: 'state'; readonly state: 'training' | 'paused' }
  /** The loss was not finite or exploded: the training continues from the last good weights at a lower learning rate. */
  | { readonly type: 'rolledBack'; readonly step: number; readonly learningRate: number }
  /** The held-out text got worse: the training continues from the best weights, with a rate that falls until an early end. */
  | { readonly type: 'coolDown'; readonly step: number }
  /** The weights with the lowest bits per character so far. */
  | { readonly type: 'checkpoint'; readonly checkpoint: Content }
  /** A checkpoint with the same weights as the last published ones, from which the training can continue after its last step. */
  | { readonly type: 'resumePoint'; readonly checkpoint: Content }
  /** `bitsPerChar`: of the weights that are saved. `earlierBitsPerChar`: of the earlier model, on the same held-out text. */
  | {
      readonly type: 'ended';
      readonly reason: EndReason;
      readonly bitsPerChar: number | undefined;
      readonly earlierBitsPerChar?: number | undefined;
    }
  | { readonly type: 'failed'; readonly message: string };
