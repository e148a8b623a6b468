// Shares the predictor's time between the answer that the user waits for and background work. All work runs in short slices, with
// pauses in which messages are handled: so a new request can stop older work between two characters.
import { runInSlices, type Turns, type Work } from '../model/work.ts';

export interface Scheduler {
  /** Whether no foreground work is running. */
  readonly isIdle: boolean;
  /** Foreground work so far. */
  readonly foregroundCount: number;
  /**
   * Runs work that reads text with the models: only one at a time. Stops older foreground work first. Returns undefined if newer
   * foreground work starts, or if the work is not wanted any more.
   */
  runInForeground<Result>(work: Work<Result>, isWanted: () => boolean): Promise<Result | undefined>;
  /** Runs work whenever no foreground work is running. `rest`: between two slices, with their length in milliseconds. */
  runInBackground<Result>(work: Work<Result>, rest?: (sliceMs: number) => Promise<void>): Promise<Result>;
  /** Runs work that can wait, whenever no foreground work has started for a moment: the user does not type. */
  runWhenQuiet<Result>(work: Work<Result>): Promise<Result>;
}

/** The user waits for foreground work, and foreground work may wait for a slice of background work. */
const sliceMs = { foreground: 3, background: 1 };
/** Without foreground work. People who type continuously press a key more often. */
const quietMs = 500;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createScheduler({ now, yieldToMessages }: Turns): Scheduler {
  /** Foreground work that has started and not stopped yet. */
  let running = 0;
  /** Number of the newest foreground work. */
  let newest = 0;

  return {
    get isIdle() {
      return running === 0;
    },
    get foregroundCount() {
      return newest;
    },
    runInForeground: async (work, isWanted) => {
      const own = ++newest;
      const mayContinue = () => isWanted() && own === newest;
      // Older work restores the models' state when it stops, which it does after its next pause.
      while (running > 0) {
        await yieldToMessages();
        if (!mayContinue()) return undefined;
      }
      running++;
      try {
        return await runInSlices(work, { sliceMs: sliceMs.foreground, now, yieldToMessages, mayContinue });
      } finally {
        running--;
      }
    },
    runInBackground: async (work, rest) => {
      const untilNext = async (): Promise<void> => {
        await rest?.(sliceMs.background);
        do await yieldToMessages();
        while (running > 0);
      };
      while (running > 0) await yieldToMessages();
      return runBehind(work, untilNext);
    },
    runWhenQuiet: (work) => {
      let seen = 0;
      const untilQuiet = async (): Promise<void> => {
        for (;;) {
          do await yieldToMessages();
          while (running > 0);
          if (seen === newest) return;
          seen = newest;
          await wait(quietMs);
        }
      };
      return untilQuiet().then(() => runBehind(work, untilQuiet));
    },
  };

  async function runBehind<Result>(work: Work<Result>, untilNext: () => Promise<void>): Promise<Result> {
    const result = await runInSlices(work, { sliceMs: sliceMs.background, now, yieldToMessages: untilNext });
    // It was never stopped, so this is its result.
    return result!;
  }
}
