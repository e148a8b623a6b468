// Early stopping: compares each evaluation with the best so far.
import { earlyStopping } from './recipe.ts';

export type Verdict = 'best' | 'not better' | 'getting worse';

/**
 * Compares one evaluation with those before it. The verdict is 'getting worse' at most once after each best. `bitsPerChar` is undefined
 * if no text is held out: then the newest weights are the best. An evaluation in the grace period does not count against the training.
 */
export type EarlyStopping = (bitsPerChar: number | undefined, inGracePeriod?: boolean) => Verdict;

export function createEarlyStopping(): EarlyStopping {
  const { patience, maxExcess } = earlyStopping;
  const state = { best: Infinity, sinceBest: 0, excess: 0, triggered: false };
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
