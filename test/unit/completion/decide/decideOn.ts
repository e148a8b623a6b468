// The decision on one candidate.
import type { Candidate } from '../../../../src/completion/decide/candidate.ts';
import { decide } from '../../../../src/completion/decide/decide.ts';
import type { Situation } from '../../../../src/completion/decide/gates.ts';
import { noPenalties } from '../../../../src/completion/decide/rejectedWords.ts';
import { anyWord } from '../../../../src/completion/decide/threshold.ts';
import { runToEnd } from '../../../../src/model/work.ts';

/** The user wants any word. */
export function decideOn(candidate: Candidate, situation: Pick<Situation, 'caret'> & Partial<Situation>) {
  const [first] = candidate.words;
  const words = [{ text: candidate.text.slice(0, first!.end), probability: first!.probability }];
  const source = {
    *next() {
      return words.shift();
    },
    *continued() {
      return candidate;
    },
  };
  const limits = { maxCharacters: 200, multiline: true };
  return runToEnd(decide(source, { limits, required: anyWord, penalties: noPenalties, ...situation }));
}
