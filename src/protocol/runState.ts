// What has happened in a training, kept small however long it takes: a dashboard that opens late is shown all of it.
import type {
  Activity,
  Baseline,
  CorpusSummary,
  EndReason,
  HeldOutPoint,
  LearnerEvent,
  LensReport,
  PhaseShares,
  StepPoint,
} from './learner.ts';
import type { SampleEntry } from './dashboard.ts';
import type { Marker, RunCurves } from './runs.ts';
import type { TrainingSettings } from './settings.ts';

const mostPoints = 4000;
const mostHeldOut = 2000;
const mostSamples = 50;
const mostMarks = 1000;

export interface History {
  readonly settings: TrainingSettings | undefined;
  readonly engine: string | undefined;
  readonly corpus: CorpusSummary | undefined;
  readonly points: readonly StepPoint[];
  readonly heldOut: readonly HeldOutPoint[];
  readonly samples: readonly SampleEntry[];
  readonly marks: readonly Marker[];
  readonly activity: Activity | undefined;
  readonly baselines: readonly Baseline[] | undefined;
  readonly lens: LensReport | undefined;
  readonly phases: PhaseShares | undefined;
  readonly charsPerSecond: number;
  readonly remainingMs: number;
  readonly endReason: EndReason | undefined;
  /** Held out, of the network as it ended, over more of the text than the curve's points. */
  readonly finalBits: number | undefined;
}

/** What a run is shown with besides its numbers. Of the newest run alone is it kept. */
export type RunDetails = Pick<History, 'corpus' | 'baselines' | 'phases' | 'samples'>;

export interface Recorder {
  /** `rewritten`: older history no longer is what was told of it before. `mark`: what the event leaves on the curve. */
  add(event: LearnerEvent): { readonly rewritten: boolean; readonly mark?: Marker | undefined };
  now(): History;
  clear(): void;
  /** A run of an earlier session, to look at and to go on with. */
  recall(
    curves: Omit<RunCurves, 'id'>,
    known: Pick<History, 'settings' | 'engine' | 'endReason'> & Partial<Pick<History, 'finalBits'> & RunDetails>,
  ): void;
}

export function recorder(): Recorder {
  const points = thinning(mostPoints, middle);
  const heldOut = thinning<HeldOutPoint>(mostHeldOut, (a, b) => (a.best ? a : b));
  let samples: SampleEntry[] = [];
  let marks: Marker[] = [];
  let rest = nothing;
  /** A training goes on from a checkpoint that may be older than the last points; its first step tells. */
  let rejoining = false;
  /** No step was taken since the last look through the lens. */
  let lensIsNew = false;

  function clear(): void {
    points.clear();
    heldOut.clear();
    samples = [];
    marks = [];
    rest = nothing;
  }

  function mark(kind: Marker['kind']): Marker | undefined {
    const last = points.last();
    if (!last) return undefined;
    const { step, characters, elapsedMs } = last;
    const made = { kind, step, characters, elapsedMs };
    marks = [...marks, made].slice(-mostMarks);
    return made;
  }

  function cutBefore(step: number): boolean {
    const earlier = (point: { readonly step: number }): boolean => point.step < step;
    marks = marks.filter(earlier);
    return [points.keep(earlier), heldOut.keep(earlier)].includes(true);
  }

  return {
    clear,
    recall: (curves, known) => {
      clear();
      points.refill(curves.points);
      heldOut.refill(curves.heldOut);
      marks = [...curves.marks];
      const { samples: told = [], ...others } = known;
      samples = [...told];
      rest = { ...nothing, ...others };
    },
    now: () => ({ ...rest, points: points.all(), heldOut: heldOut.all(), samples: [...samples], marks: [...marks] }),
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
            finalBits: undefined,
          };
          return same;
        case 'progress': {
          lensIsNew = false;
          const from = event.points[0]?.step;
          const rewritten = rejoining && from !== undefined && cutBefore(from);
          rejoining &&= from === undefined;
          event.points.forEach(points.add);
          rest = {
            ...rest,
            phases: event.phases ?? rest.phases,
            charsPerSecond: event.charsPerSecond,
            remainingMs: event.remainingMs,
          };
          return { rewritten };
        }
        case 'heldOut':
          heldOut.add(event.point);
          return same;
        case 'sample': {
          const { text, prompt, characters, elapsedMs } = event;
          samples = [...samples, { text, prompt, characters, elapsedMs }].slice(-mostSamples);
          return same;
        }
        case 'activity':
          rest = { ...rest, activity: event.activity };
          return same;
        case 'baselines':
          rest = { ...rest, baselines: event.baselines };
          return same;
        case 'lens':
          lensIsNew = true;
          rest = { ...rest, lens: event.lens };
          return same;
        case 'ended':
          // An earlier look is one at another network.
          rest = {
            ...rest,
            ...{ endReason: event.reason, finalBits: event.bitsPerChar, charsPerSecond: 0, remainingMs: 0 },
            lens: lensIsNew ? rest.lens : undefined,
          };
          return same;
        case 'checkpoint':
          return { rewritten: false, mark: mark('checkpoint') };
        case 'rolledBack':
          return { rewritten: false, mark: mark('rolledBack') };
        case 'state':
          return event.state === 'paused' ? { rewritten: false, mark: mark('paused') } : same;
        case 'failed':
          return same;
      }
    },
  };
}

const same = { rewritten: false };

type Rest = Omit<History, 'points' | 'heldOut' | 'samples' | 'marks'>;
const nothing: Rest = {
  settings: undefined,
  engine: undefined,
  corpus: undefined,
  activity: undefined,
  baselines: undefined,
  lens: undefined,
  phases: undefined,
  charsPerSecond: 0,
  remainingMs: 0,
  endReason: undefined,
  finalBits: undefined,
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
    last: (): T | undefined => waiting?.item ?? kept.at(-1),
    /** Instead of all that there was. */
    refill: (items: readonly T[]): void => {
      kept = items.slice(-capacity + 1);
      waiting = undefined;
      stride = 1;
    },
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
