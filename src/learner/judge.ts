// Judges each evaluation against the best so far: early stopping.

export type Verdict = 'best' | 'not better' | 'getting worse';

/** Evaluations in a row without a new best before it counts as getting worse ... */
const patience = 4;
/** ... or fewer, when together they lie so far above it, as a part of it: a text learnt by heart shows within two. */
const mostExcess = 0.04;

/**
 * `bitsPerChar` is undefined where nothing is held out: then the newest weights are the best. `unsettled`: what is worse now is
 * not held against it: a training that goes on from a checkpoint first loses, at its high rate, some of what it knew; one that has
 * hardly read its text cannot have learnt it by heart.
 */
export function createJudge(): (bitsPerChar: number | undefined, unsettled?: boolean) => Verdict {
  let best = Infinity;
  let without = 0;
  let excess = 0;
  let said = false;
  return (bitsPerChar, unsettled = false) => {
    if (bitsPerChar === undefined || bitsPerChar < best) {
      best = bitsPerChar ?? best;
      without = excess = 0;
      said = false;
      return 'best';
    }
    if (unsettled) return 'not better';
    without++;
    excess += bitsPerChar / best - 1;
    if (said || without < 2 || (without < patience && excess < mostExcess)) return 'not better';
    said = true;
    return 'getting worse';
  };
}
