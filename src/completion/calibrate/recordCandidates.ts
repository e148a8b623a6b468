// Records the candidates at each place of a text as it is typed, down to the least probable one that any gate could show. So any gate
// can be tried on the record without running the model again.
import type { LanguageModel } from '../../model/languageModel.ts';
import type { Work } from '../../model/work.ts';
import { findCandidates } from '../candidates.ts';
import type { Candidate } from '../decide/candidate.ts';
import { rejectedWordsIn } from '../decide/rejectedWords.ts';
import { leastIfRefused, type GateSettings } from '../decide/threshold.ts';
import { createStopRule } from '../fit/stopRule.ts';
import { firstWordOf, isWordAt } from '../fit/words.ts';
import { caretIn } from './recordedText.ts';

/** Candidates at one place. */
const maxCandidates = 8;
/** A probability that no word has. */
const none = 2;

/**
 * `required` passes everything that any gate to be tried passes. The result takes the index (UTF-16 units) of each place in order; the
 * model must have read the text up to there. It yields between characters. Work that is given up is started again at the same index.
 */
export function createCandidateRecorder(
  model: LanguageModel<unknown>,
  text: string,
  required: GateSettings,
  maxCharacters: number,
): (at: number) => Work<readonly Candidate[]> {
  const rejected = rejectedWordsIn(text);
  return function* (at) {
    const penalties = rejected.penaltiesAt(at);
    const isUnpenalized = (word: string) =>
      penalties.penalty(word) === 0 && penalties.leastProbability(word) === 0 && !word.includes('\n');
    /** Least probability of the next candidate. */
    const leastAfter = (found: readonly Candidate[]) => {
      if (found.length >= maxCandidates) return none;
      // A gate that refuses one of them refuses everything below this, and one that passes it needs no other.
      const refused = found.map(({ text: each, words }) => ({ word: firstWordOf(each), ...words[0]! }));
      const unpenalized = refused.filter(({ word }) => isUnpenalized(word));
      return Math.max(0, ...unpenalized.map(({ word, probability }) => leastIfRefused(word, probability)));
    };
    const stop = createStopRule(caretIn(text, at), { maxCharacters, multiline: true });
    const found = yield* findCandidates(model, { required, stop }, leastAfter);
    for (const candidate of found) {
      if (!isWordAt(firstWordOf(candidate.text), text, at)) rejected.add(at, candidate.text, 1);
    }
    return found;
  };
}
