// Writes down what a speaker would suggest as a text is typed: at each place the likeliest guesses, down to those that no gate would let
// through before one that was not suggested before, so that any gate can be tried on the record.
import { rejectedSuggestionsIn } from '../policy/rejectedSuggestions.ts';
import { leastIfRejected, type GateSettings, type Candidate } from '../policy/confidenceGate.ts';
import { firstWordOf } from '../text/words.ts';
import { simulateAcceptance } from '../policy/simulatedUser.ts';
import { createStopRule } from '../text/stopRule.ts';
import { decodeCandidatesNow } from './decode.ts';
import type { LanguageModel } from '../../model/languageModel.ts';

/** UTF-16 units before the caret that stop rules look at. */
const lookBack = 300;
/** Guesses of a place, and those among them that were not suggested before. */
const mostKept = 8;
const mostOpen = 2;
const never = 2;

/** `gate` lets through all that any gate that is tried would. The speaker stands at the place; places in order. */
export function createCandidateRecorder(
  speaker: LanguageModel<unknown>,
  text: string,
  gate: GateSettings,
  maxCharacters: number,
): (at: number) => readonly Candidate[] {
  const declined = rejectedSuggestionsIn(text);
  return (at) => {
    const caret = { before: text.slice(Math.max(0, at - lookBack), at), after: '' };
    const doubts = declined.penaltiesAt(at);
    const isOpen = (word: string) =>
      doubts.penalty(word) === 0 && doubts.leastProbability(word) === 0 && !word.includes('\n');
    const found = decodeCandidatesNow(
      speaker,
      { gate, stop: createStopRule(caret, { maxCharacters, multiline: true }) },
      (guesses) => {
        const open = guesses.filter((guess) => isOpen(firstWordOf(guess.text)));
        if (open.length >= mostOpen || guesses.length >= mostKept) return never;
        // What is less likely passes no gate that turns this one down.
        return open[0] ? leastIfRejected(firstWordOf(open[0].text), open[0].words[0]!.probability) : 0;
      },
    );
    for (const guess of found) {
      if (!simulateAcceptance(firstWordOf(guess.text), text, at).firstWordCorrect)
        declined.add(at, guess.text, 1, true);
    }
    return found;
  };
}
