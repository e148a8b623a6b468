// What the attribution of a character of the report is computed from.
import type { LensReport } from '../../../../src/protocol/learner.ts';

/** Characters before the attributed one that are sent. */
const maxCharacters = 200;

/** `before`: the characters before `next` in the same text, at most the last 200. */
export interface AttributionQuery {
  readonly before: string;
  readonly next: string;
}

/** Why a character has no attribution: it has no prediction, or nothing precedes it in its text. */
export type NoAttribution = 'notInVocabulary' | 'firstCharacter';

/** The query for the character at `index`. */
export function attributionQuery(
  { characters, starts }: Pick<LensReport, 'characters' | 'starts'>,
  index: number,
): AttributionQuery | NoAttribution {
  const start = starts.findLast((one) => one <= index) ?? 0;
  const next = characters[index] ?? '';
  // The report has '' for a character outside the vocabulary.
  if (next === '') return 'notInVocabulary';
  if (index === start) return 'firstCharacter';
  return { before: characters.slice(Math.max(start, index - maxCharacters), index).join(''), next };
}
