// Gathers the points of many training steps into few events.
import type { LearnerEvent, PhaseShares, StepPoint } from '../protocol/learner.ts';
import type { Stopwatch } from './stopwatch.ts';

/** At most five events a second: samples and activity need their part of the ten that the house allows. */
const minIntervalMs = 200;

export interface ProgressReporter {
  /** `used`: the part of the budget, or of what a cool-down leaves of it, that is spent. */
  add(point: StepPoint, used: number): void;
  flush(): void;
  flushIfDue(): void;
}

export function createProgressReporter(
  watch: Stopwatch,
  phases: () => PhaseShares | undefined,
  emit: (event: LearnerEvent) => void,
): ProgressReporter {
  let points: StepPoint[] = [];
  let used = 0;
  let flushed = { atMs: watch.elapsedMs(), characters: undefined as number | undefined };

  function flush(): void {
    const last = points.at(-1);
    if (!last) return;
    const atMs = watch.elapsedMs();
    const from = flushed.characters ?? points[0]!.characters;
    const charsPerSecond = ((last.characters - from) * 1000) / Math.max(1, atMs - flushed.atMs);
    const remainingMs = Math.max(0, atMs / Math.max(used, 1e-6) - atMs);
    emit({ type: 'progress', points, charsPerSecond, remainingMs, phases: phases() });
    flushed = { atMs, characters: last.characters };
    points = [];
  }

  return {
    add: (point, usedNow) => {
      points.push(point);
      used = usedNow;
    },
    flush,
    flushIfDue: () => {
      if (watch.elapsedMs() - flushed.atMs >= minIntervalMs) flush();
    },
  };
}
