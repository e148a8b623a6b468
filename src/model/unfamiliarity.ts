// Whether a text is of a kind that the models do not know, as another language: their confident predictions are right less often there
// than they promise. Two assumptions are compared after each byte (a sequential probability ratio test): that the probabilities hold,
// and that the most likely byte is right in a part of the promised cases only. Rare words of a familiar text do not count, because the
// models do not promise them.

/** Log odds that the text is unfamiliar. */
export type Unfamiliarity = number;

/** In natural logarithms: at the beginning of a document, and the bounds, within which a change of the kind of text is noticed soon. */
export const atBeginning: Unfamiliarity = -1.5;
const [lowest, highest] = [-8, 10];

/** In unfamiliar text, the most likely byte is right in this part of the promised cases. */
const rightInUnfamiliar = 0.65;
/** A prediction is confident if the most likely byte has this probability at least. */
export const confident = 0.4;
/**
 * A single miss says no more than one at this probability. So a text counts as unfamiliar where predictions of this probability and more are
 * right in less than 58 % of the cases, also if they promise 97 %.
 */
const mostConfident = 0.7;

/** `distribution`: of the byte, [256]. */
export function afterByte(before: Unfamiliarity, distribution: Float32Array, byte: number): Unfamiliarity {
  let likeliest = 0;
  for (let other = 1; other < distribution.length; other++) {
    if (distribution[other]! > distribution[likeliest]!) likeliest = other;
  }
  if (distribution[likeliest]! < confident) return before;
  const promised = Math.min(mostConfident, distribution[likeliest]!);
  const ratio = likeliest === byte ? rightInUnfamiliar : (1 - rightInUnfamiliar * promised) / (1 - promised);
  return Math.min(highest, Math.max(lowest, before + Math.log(ratio)));
}

/** 0 to 1. */
export function probabilityOf(logOdds: Unfamiliarity): number {
  return 1 / (1 + Math.exp(-logOdds));
}
