// Judges each evaluation against the best so far: early stopping.

export type Verdict = 'best' | 'not better' | 'getting worse';

/** Evaluations in a row without a new best before it counts as getting worse. */
const patience = 4;

/** `bitsPerChar` is undefined where nothing is held out: then the newest weights are the best. */
export function createJudge(): (bitsPerChar: number | undefined) => Verdict {
  let best = Infinity;
  let without = 0;
  return (bitsPerChar) => {
    if (bitsPerChar === undefined || bitsPerChar < best) {
      best = bitsPerChar ?? best;
      without = 0;
      return 'best';
    }
    without++;
    return without === patience ? 'getting worse' : 'not better';
  };
}
