// Judges each evaluation against the best so far: early stopping.

export type Verdict = 'best' | 'not better' | 'getting worse';

/** Evaluations in a row without a new best before it counts as getting worse ... */
const patience = 4;
/** ... or fewer, when together they lie so far above it, as a part of it: a text learnt by heart shows within two. */
const maxExcess = 0.04;

/**
 * `bitsPerChar` is undefined where nothing is held out: then the newest weights are the best. `unsettled`: what is worse now is
 * not held against it: a training that goes on from a checkpoint first loses, at its high rate, some of what it knew; one that has
 * hardly read its text cannot have learnt it by heart.
 */
export function createEarlyStopping(): (bitsPerChar: number | undefined, inGracePeriod?: boolean) => Verdict {
  let best = Infinity;
  let evaluationsWithoutBest = 0;
  let excess = 0;
  let triggered = false;
  return (bitsPerChar, unsettled = false) => {
    if (bitsPerChar === undefined || bitsPerChar < best) {
      best = bitsPerChar ?? best;
      evaluationsWithoutBest = excess = 0;
      triggered = false;
      return 'best';
    }
    if (unsettled) return 'not better';
    evaluationsWithoutBest++;
    excess += bitsPerChar / best - 1;
    if (triggered || evaluationsWithoutBest < 2 || (evaluationsWithoutBest < patience && excess < maxExcess))
      return 'not better';
    triggered = true;
    return 'getting worse';
  };
}
