// Early stopping: compares each evaluation with the best so far.
import { earlyStopping } from './recipe.ts';

export type Verdict = 'best' | 'not better' | 'getting worse';

/**
 * Compares one evaluation with those before it. The verdict is 'getting worse' at most once after each best. `bitsPerChar` is undefined
 * if no text is held out: then the newest weights are the best. An evaluation in the grace period does not count against the training.
 */
export type EarlyStopping = (bitsPerChar: number | undefined, inGracePeriod?: boolean) => Verdict;

export interface EarlyStoppingState {
  /** Lowest bits per character so far. */
  best: number;
  /** Evaluations since the best, and the sum of their excess over it, relative to it. */
  sinceBest: number;
  excess: number;
  triggered: boolean;
}

export function newEarlyStoppingState(): EarlyStoppingState {
  return { best: Infinity, sinceBest: 0, excess: 0, triggered: false };
}

/** Keeps its values in `state`. */
export function createEarlyStopping(state: EarlyStoppingState = newEarlyStoppingState()): EarlyStopping {
  const { patience, maxExcess } = earlyStopping;
  return (bitsPerChar, inGracePeriod = false) => {
    if (bitsPerChar === undefined || bitsPerChar < state.best) {
      Object.assign(state, { best: bitsPerChar ?? state.best, sinceBest: 0, excess: 0, triggered: false });
      return 'best';
    }
    if (inGracePeriod) return 'not better';
    state.sinceBest++;
    state.excess += bitsPerChar / state.best - 1;
    const isClear = state.sinceBest >= patience || (state.sinceBest >= 2 && state.excess >= maxExcess);
    if (state.triggered || !isClear) return 'not better';
    state.triggered = true;
    return 'getting worse';
  };
}
