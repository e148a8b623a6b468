// Decides whether a suggestion is shown, and which: searches a first word, continues it, and runs the gates. The predictor decides on
// the candidates of its search; replay, calibration and reports decide on recorded ones.
import type { Work } from '../../model/work.ts';
import { minCharacters, withSoundEnd } from '../fit/fit.ts';
import { cutAt, type Candidate, type WordCandidate } from './candidate.ts';
import { createWordChoice } from './firstWord.ts';
import { placeGates, suggestionGates, type PlaceSituation, type Refusal, type Situation } from './gates.ts';

/** One of both is given. */
export interface Decision {
  readonly shown?: Candidate;
  readonly refusal?: Refusal;
}

/** Where candidates come from: a search with the model, or a recording. */
export interface CandidateSource<Word extends WordCandidate> {
  /** The most probable first word that was not returned yet; undefined if all others are less probable than `least`. */
  next(least: number): Work<Word | undefined>;
  /** The word, and what continues it. `probability` of the word is given the rejected words. */
  continued(word: Word | WordCandidate): Work<Candidate>;
}

/** Yields as its source does. */
export function* decide<Word extends WordCandidate>(
  source: CandidateSource<Word>,
  situation: Situation,
): Work<Decision> {
  const refusal = placeRefusal(situation);
  if (refusal) return { refusal };
  const choice = createWordChoice<Word | WordCandidate>(situation);
  for (let word: Word | undefined; (word = yield* source.next(choice.least));) choice.add(word);
  if (situation.proposed) choice.propose(situation.proposed);
  const word = choice.best();
  if (!word) return { refusal: choice.refusal() };
  return passSuggestion(yield* source.continued(word), situation);
}

function passSuggestion(candidate: Candidate, situation: Situation): Decision {
  let passed = candidate;
  for (const { name, pass, named } of suggestionGates) {
    const rest = pass(passed, situation);
    if (!rest) return { refusal: { gate: name, text: named?.(passed, situation) ?? passed.text } };
    passed = rest;
  }
  // A gate may have cut it at the end of any word.
  const { length } = withSoundEnd(passed.text, situation.caret);
  if (length < passed.text.length && length < minCharacters) return { refusal: { gate: 'fit', text: passed.text } };
  return { shown: length < passed.text.length ? cutAt(passed, length) : passed };
}

/** Why there can be no suggestion at this place. Undefined: there can. */
export function placeRefusal(situation: PlaceSituation): Refusal | undefined {
  const gate = placeGates.find(({ passes }) => !passes(situation));
  return gate && { gate: gate.name };
}
