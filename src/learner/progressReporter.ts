// Collects the points of many training steps into a few progress events.
import type { LearnerEvent, PhaseShares, StepPoint } from '../protocol/learner.ts';
import { progressIntervalMs } from './recipe.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface ProgressReporter {
  /** `used`: share of the budget that is spent; in a cool-down, share of the time until its end. */
  add(point: StepPoint, used: number): void;
  flush(): void;
  flushIfDue(): void;
}

export function createProgressReporter(
  stopwatch: Stopwatch,
  phases: () => PhaseShares | undefined,
  emit: (event: LearnerEvent) => void,
): ProgressReporter {
  let points: StepPoint[] = [];
  let used = 0;
  let lastFlush = { atMs: stopwatch.elapsedMs(), characters: undefined as number | undefined };

  function flush(): void {
    const last = points.at(-1);
    if (!last) return;
    const atMs = stopwatch.elapsedMs();
    const from = lastFlush.characters ?? points[0]!.characters;
    const charsPerSecond = ((last.characters - from) * 1000) / Math.max(1, atMs - lastFlush.atMs);
    const remainingMs = Math.max(0, atMs / Math.max(used, 1e-6) - atMs);
    emit({ type: 'progress', points, charsPerSecond, remainingMs, phases: phases() });
    lastFlush = { atMs, characters: last.characters };
    points = [];
  }

  return {
    add: (point, usedNow) => {
      points.push(point);
      used = usedNow;
    },
    flush,
    flushIfDue: () => {
      if (stopwatch.elapsedMs() - lastFlush.atMs >= progressIntervalMs) flush();
    },
  };
}
