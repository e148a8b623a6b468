// Records the candidates at each place of a text as it is typed, down to the least probable one that any gate could show. So any gate
// can be tried on the record without running the model again.
import type { LanguageModel } from '../../model/languageModel.ts';
import { leastIfRejected, type Candidate, type GateSettings } from '../decide/confidenceGate.ts';
import { rejectedSuggestionsIn } from '../decide/rejectedSuggestions.ts';
import { simulateAcceptance } from './acceptance.ts';
import { createStopRule } from '../fit/stopRule.ts';
import { firstWordOf } from '../fit/words.ts';
import { decodeCandidates } from '../decide/decode.ts';

/** UTF-16 units before the caret that stop rules depend on. */
const lookBack = 300;
/** Candidates at one place, and among them those without a penalty. */
const maxCandidates = 8;
const maxUnpenalized = 2;
/** A probability that no word has. */
const none = 2;

/**
 * `gate` passes everything that any gate to be tried passes. The result takes the index (UTF-16 units) of each place in order; the
 * model must have read the text up to there. It yields between characters. Work that is given up is started again at the same index.
 */
export function createCandidateRecorder(
  model: LanguageModel<unknown>,
  text: string,
  gate: GateSettings,
  maxCharacters: number,
): (at: number) => Generator<void, readonly Candidate[]> {
  const rejected = rejectedSuggestionsIn(text);
  return function* (at) {
    const caret = { before: text.slice(Math.max(0, at - lookBack), at), after: '' };
    const penalties = rejected.penaltiesAt(at);
    const isUnpenalized = (word: string) =>
      penalties.penalty(word) === 0 && penalties.leastProbability(word) === 0 && !word.includes('\n');
    /** Least probability of the next candidate. */
    const leastAfter = (found: readonly Candidate[]) => {
      const unpenalized = found.filter((candidate) => isUnpenalized(firstWordOf(candidate.text)));
      if (unpenalized.length >= maxUnpenalized || found.length >= maxCandidates) return none;
      const [best] = unpenalized;
      // A gate that rejects the best candidate rejects everything below this.
      return best ? leastIfRejected(firstWordOf(best.text), best.words[0]!.probability) : 0;
    };
    const stop = createStopRule(caret, { maxCharacters, multiline: true });
    const found = yield* decodeCandidates(model, { gate, stop }, leastAfter);
    for (const candidate of found) {
      const { firstWordCorrect } = simulateAcceptance(firstWordOf(candidate.text), text, at);
      if (!firstWordCorrect) rejected.add(at, candidate.text, 1, true);
    }
    return found;
  };
}
