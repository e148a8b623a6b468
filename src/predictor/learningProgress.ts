// Reports how much of the given texts context mixing has learned. Of short work, such as one changed file, only the end is reported.
import type { LearnQueue } from './learnQueue.ts';

type Lengths = Pick<LearnQueue, 'learnedLength' | 'remainingLength'>;

/** Of work that takes less, only the end is reported. */
const reportedAfterMs = 500;
const intervalMs = 250;

export interface LearningProgress {
  /** Texts were added. `expectedLength`: of all texts, UTF-16 units, where these are the first ones only. */
  begin(expectedLength?: number): void;
  /** A piece was learned. Called often. */
  note(): void;
  /** Everything is learned. */
  end(): void;
}

/** `report` gets the part of the work since the queue was empty that is done, 0 to 1. */
export function createLearningProgress(
  queue: Lengths,
  now: () => number,
  report: (done: number) => void = () => undefined,
): LearningProgress {
  let work: { readonly from: number; expected: number; reportAt: number } | undefined;

  return {
    begin: (expectedLength = 0) => {
      work ??= { from: queue.learnedLength, expected: 0, reportAt: now() + reportedAfterMs };
      work.expected = expectedLength;
    },
    note: () => {
      if (!work || now() < work.reportAt) return;
      work.reportAt = now() + intervalMs;
      const learned = queue.learnedLength - work.from;
      report(learned / Math.max(1, learned + queue.remainingLength, work.expected));
    },
    end: () => {
      // The other texts will follow.
      if (!work || work.expected > 0) return;
      work = undefined;
      // Even if it took no time: what it replaces may have been reported.
      report(1);
    },
  };
}
