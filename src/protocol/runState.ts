// The state of a training run.
import type {
  Activity,
  Baseline,
  CorpusSummary,
  EndReason,
  HeldOutPoint,
  HistogramPoint,
  LensReport,
  PhaseShares,
  SampleOptions,
  StepPoint,
} from './learner.ts';
import type { NetworkFacts } from '../model/network/networkFacts.ts';
import type { UsagePoint } from './programUsage.ts';
import type { Marker } from './runs.ts';
import { emptySeries, lastOf, type Series, type SeriesRule } from './series.ts';
import type { TrainingSettings } from './settings.ts';

/** `preparing`: the host reads the workspace. `ended`: also a run of an earlier session. */
export type RunStatus = 'idle' | 'preparing' | 'training' | 'paused' | 'ended' | 'failed';

/** A text that the network generated, and how long it had been trained by then. */
export interface SampleEntry {
  readonly text: string;
  readonly prompt: string;
  readonly characters: number;
  readonly elapsedMs: number;
}

/** The active network where no stored run describes it: it is from a file, or its run was deleted. */
export interface NetworkWithoutRun extends NetworkFacts {
  /** When it was imported, in milliseconds since 1970. Undefined: it was trained here. */
  readonly importedMs?: number | undefined;
}

export interface RunState {
  readonly status: RunStatus;
  readonly settings: TrainingSettings | undefined;
  readonly engine: string | undefined;
  readonly corpus: CorpusSummary | undefined;
  readonly points: Series<StepPoint>;
  readonly heldOut: Series<HeldOutPoint>;
  readonly histograms: Series<HistogramPoint>;
  /** Oldest first. */
  readonly samples: readonly SampleEntry[];
  /** Checkpoints, pauses and rollbacks, oldest first. */
  readonly markers: readonly Marker[];
  /** Undefined: as the settings say. */
  readonly sampleOptions: SampleOptions | undefined;
  readonly activity: Activity | undefined;
  readonly baselines: readonly Baseline[];
  readonly lens: LensReport | undefined;
  readonly phases: PhaseShares | undefined;
  /** Memory and CPU of our programs, oldest first. */
  readonly usage: Series<UsagePoint>;
  readonly remainingMs: number;
  /** Training time after what was saved last, in trainings of this run that another one continued from there. */
  readonly unusedMs: number;
  /** The text kept for the test is not that of the training that this one continues. */
  readonly isTestTextNew: boolean;
  /** The user has stopped the training; the best weights so far are measured once more. */
  readonly isStopping: boolean;
  /** Undefined while the run is going on, or when it was interrupted. */
  readonly endReason: EndReason | undefined;
  /**
   * Held-out bits per character of the saved weights; those of an imported network as its file states them. A training that continues a
   * checkpoint keeps its score until its own first evaluation.
   */
  readonly score: number | undefined;
  readonly failure: string | undefined;
  /** `elapsedMs` where this training began: that of its first step where it continues a checkpoint, else 0. Undefined until that step. */
  readonly startedAtMs: number | undefined;
  /** The training continues a checkpoint that may be older than the last points; its first step tells where to cut them. */
  readonly isRejoining: boolean;
  /** No step was taken since `lens` was computed. */
  readonly lensIsCurrent: boolean;
  /** Undefined unless no run describes the active network. */
  readonly networkWithoutRun: NetworkWithoutRun | undefined;
  /** Another window of the workspace trains. The state is that of its run when this window read it. */
  readonly trainsElsewhere: boolean;
}

type RunTimes = Pick<RunState, 'points' | 'samples' | 'unusedMs'>;

/** The parts of a run that are stored for the newest runs only. */
export type RunDetails = Pick<RunState, 'corpus' | 'baselines' | 'phases' | 'samples' | 'usage'>;

export const initialRunState: RunState = {
  status: 'idle',
  settings: undefined,
  engine: undefined,
  corpus: undefined,
  points: emptySeries,
  heldOut: emptySeries,
  histograms: emptySeries,
  samples: [],
  markers: [],
  sampleOptions: undefined,
  activity: undefined,
  baselines: [],
  lens: undefined,
  phases: undefined,
  usage: emptySeries,
  remainingMs: 0,
  unusedMs: 0,
  isTestTextNew: false,
  isStopping: false,
  endReason: undefined,
  score: undefined,
  failure: undefined,
  startedAtMs: undefined,
  isRejoining: false,
  lensIsCurrent: false,
  networkWithoutRun: undefined,
  trainsElsewhere: false,
};

/** Whether a training is prepared, running or paused. */
export function isRunning({ status }: Pick<RunState, 'status'>): boolean {
  return status === 'preparing' || status === 'training' || status === 'paused';
}

/** Milliseconds without pauses, with all trainings that continued one another. Undefined before the first step. */
export function trainingTime({ points, samples, unusedMs }: RunTimes): number | undefined {
  const last = lastOf(points)?.elapsedMs;
  // The last sample is written after the last step.
  return last === undefined ? undefined : unusedMs + Math.max(last, samples.at(-1)?.elapsedMs ?? 0);
}

/** The part of this training's time budget that is spent, 0..1. Time before the checkpoint that it continues does not count. */
export function partDone({ status, startedAtMs, points, remainingMs }: RunState): number {
  if (status === 'ended') return 1;
  if (startedAtMs === undefined) return 0;
  const elapsedMs = (lastOf(points)?.elapsedMs ?? startedAtMs) - startedAtMs;
  return elapsedMs / Math.max(1, elapsedMs + remainingMs);
}

/** Whether this training ends before its time, because the network no longer improves. */
export function endsEarly({
  status,
  markers,
  startedAtMs = 0,
}: Pick<RunState, 'status' | 'markers' | 'startedAtMs'>): boolean {
  return status === 'training' && markers.some(({ kind, elapsedMs }) => kind === 'coolDown' && elapsedMs > startedAtMs);
}

export const pointRule: SeriesRule<StepPoint> = { capacity: 4000, merge: mergePoints };
export const heldOutRule: SeriesRule<HeldOutPoint> = {
  capacity: 2000,
  merge: (earlier, later) => (earlier.best ? earlier : later),
};
/** A histogram stays as it is when its neighbor is dropped. */
export const histogramRule: SeriesRule<HistogramPoint> = { capacity: 40, merge: (_earlier, later) => later };
export const usageRule: SeriesRule<UsagePoint> = { capacity: 200, merge: (_earlier, later) => later };

function mergePoints(earlier: StepPoint, later: StepPoint, weight: number): StepPoint {
  const mean = (pick: (point: StepPoint) => number): number => (weight * pick(earlier) + pick(later)) / (weight + 1);
  return {
    ...later,
    lossBits: mean((point) => point.lossBits),
    gradientNorm: mean((point) => point.gradientNorm),
    updateRatio: mean((point) => point.updateRatio),
  };
}
