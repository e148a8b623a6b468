// What has happened in a training, kept small however long it takes: a dashboard that opens late is shown all of it.
import type {
  Activity,
  Baseline,
  CorpusSummary,
  EndReason,
  HeldOutPoint,
  LensReport,
  StepPoint,
} from '../protocol/learner.ts';
import type { DashboardEvent, SampleEntry } from '../protocol/dashboard.ts';
import type { TrainingSettings } from '../protocol/settings.ts';

const mostPoints = 4000;
const mostHeldOut = 2000;
const mostSamples = 50;

export interface History {
  readonly settings: TrainingSettings | undefined;
  readonly engine: string | undefined;
  readonly corpus: CorpusSummary | undefined;
  readonly points: readonly StepPoint[];
  readonly heldOut: readonly HeldOutPoint[];
  readonly samples: readonly SampleEntry[];
  readonly activity: Activity | undefined;
  readonly baselines: readonly Baseline[] | undefined;
  readonly lens: LensReport | undefined;
  readonly charsPerSecond: number;
  readonly remainingMs: number;
  readonly endReason: EndReason | undefined;
}

export interface Recorder {
  /** True when older history was rewritten: what was told of it before no longer holds. */
  add(event: DashboardEvent): boolean;
  now(): History;
  clear(): void;
}

export function recorder(): Recorder {
  const points = thinning(mostPoints, middle);
  const heldOut = thinning<HeldOutPoint>(mostHeldOut, (a, b) => (a.best ? a : b));
  let samples: SampleEntry[] = [];
  let rest = nothing;
  /** A training goes on from a checkpoint that may be older than the last points; its first step tells. */
  let rejoining = false;

  function clear(): void {
    points.clear();
    heldOut.clear();
    samples = [];
    rest = nothing;
  }

  function cutBefore(step: number): boolean {
    const earlier = (point: { readonly step: number }): boolean => point.step < step;
    return [points.keep(earlier), heldOut.keep(earlier)].includes(true);
  }

  return {
    clear,
    now: () => ({ ...rest, points: points.all(), heldOut: heldOut.all(), samples: [...samples] }),
    add: (event) => {
      switch (event.type) {
        case 'prepared':
          if (!event.continued) clear();
          rejoining = event.continued;
          rest = {
            ...rest,
            settings: event.settings,
            engine: event.engine,
            corpus: event.corpus,
            endReason: undefined,
          };
          return false;
        case 'progress': {
          const from = event.points[0]?.step;
          const rewritten = rejoining && from !== undefined && cutBefore(from);
          rejoining &&= from === undefined;
          event.points.forEach(points.add);
          rest = { ...rest, charsPerSecond: event.charsPerSecond, remainingMs: event.remainingMs };
          return rewritten;
        }
        case 'heldOut':
          heldOut.add(event.point);
          return false;
        case 'sample': {
          const { text, prompt, characters, elapsedMs } = event;
          samples = [...samples, { text, prompt, characters, elapsedMs }].slice(-mostSamples);
          return false;
        }
        case 'activity':
          rest = { ...rest, activity: event.activity };
          return false;
        case 'baselines':
          rest = { ...rest, baselines: event.baselines };
          return false;
        case 'lens':
          rest = { ...rest, lens: event.lens };
          return false;
        case 'ended':
          rest = { ...rest, endReason: event.reason, charsPerSecond: 0, remainingMs: 0 };
          return false;
        case 'state':
        case 'rolledBack':
        case 'failed':
          return false;
      }
    },
  };
}

type Rest = Omit<History, 'points' | 'heldOut' | 'samples'>;
const nothing: Rest = {
  settings: undefined,
  engine: undefined,
  corpus: undefined,
  activity: undefined,
  baselines: undefined,
  lens: undefined,
  charsPerSecond: 0,
  remainingMs: 0,
  endReason: undefined,
};

/** One item for two neighbours; `weight`: how many of the later one's kind the earlier one stands for. */
type Join<T> = (earlier: T, later: T, weight: number) => T;

/** A list of bounded, even length over all of time: when it is full, each two neighbours become one, from then on too. */
export function thinning<T>(capacity: number, join: Join<T>) {
  let kept: T[] = [];
  let waiting: { item: T; count: number } | undefined;
  let stride = 1;
  return {
    add: (item: T): void => {
      waiting = waiting
        ? { item: join(waiting.item, item, waiting.count), count: waiting.count + 1 }
        : { item, count: 1 };
      if (waiting.count < stride) return;
      kept.push(waiting.item);
      waiting = undefined;
      if (kept.length < capacity) return;
      const halved: T[] = [];
      for (let i = 0; i + 1 < kept.length; i += 2) halved.push(join(kept[i]!, kept[i + 1]!, 1));
      kept = halved;
      stride *= 2;
    },
    all: (): readonly T[] => (waiting ? [...kept, waiting.item] : [...kept]),
    /** Drops all others; true if there were any. */
    keep: (holds: (item: T) => boolean): boolean => {
      const all = waiting ? [...kept, waiting.item] : kept;
      const fewer = all.filter(holds);
      waiting = undefined;
      kept = fewer;
      return fewer.length < all.length;
    },
    clear: (): void => {
      kept = [];
      waiting = undefined;
      stride = 1;
    },
  };
}

function middle(earlier: StepPoint, later: StepPoint, weight: number): StepPoint {
  const mean = (pick: (point: StepPoint) => number): number => (weight * pick(earlier) + pick(later)) / (weight + 1);
  return {
    ...later,
    lossBits: mean((point) => point.lossBits),
    gradientNorm: mean((point) => point.gradientNorm),
    updateRatio: mean((point) => point.updateRatio),
  };
}
