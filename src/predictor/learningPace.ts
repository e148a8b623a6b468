// How fast texts are learned in the background: in all of the time that is left, in a share of it, or not at all.

export interface LearningPace {
  /** Part of the time, 0 to 1. 0: learning waits. */
  setShare(share: number): void;
  /** Called after each slice of `workMs` milliseconds. Resolves when the next one may begin, or is not wanted any more. */
  rest(workMs: number, isWanted: () => boolean): Promise<void>;
  /** Lets work that waits ask again whether it is wanted. */
  wake(): void;
}

export function createLearningPace(): LearningPace {
  let share = 1;
  let waiting: (() => void)[] = [];

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const each of woken) each();
  }

  return {
    setShare: (next) => {
      share = Math.min(1, Math.max(0, next));
      wake();
    },
    rest: async (workMs, isWanted) => {
      while (share === 0 && isWanted()) await new Promise<void>((resolve) => waiting.push(resolve));
      if (share > 0 && share < 1) await new Promise((resolve) => setTimeout(resolve, workMs / share - workMs));
    },
    wake,
  };
}
