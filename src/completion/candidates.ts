// Candidates that a model finds: the most probable first words, each continued by further words while each of them is likely to save
// keystrokes. Generators: they yield between characters, so that the caller can pause or stop them. The model is back in its state when
// they return or are stopped.
import { classOf, continuesWord, endProbability, type CharacterClass } from '../model/characterClass.ts';
import type { LanguageModel, Prediction } from '../model/languageModel.ts';
import type { Work } from '../model/work.ts';
import type { Candidate, WordCandidate } from './decide/candidate.ts';
import { decide, type CandidateSource, type Decision } from './decide/decide.ts';
import { searchFloor } from './decide/firstWord.ts';
import type { Situation } from './decide/gates.ts';
import { firstWordThreshold, furtherWordThreshold, leastFurtherWord, type GateSettings } from './decide/threshold.ts';
import { createStopRule, type StopRule } from './fit/stopRule.ts';
import { createLookAhead, createWordSearch, type FoundWord, type LookAhead } from './search.ts';

/** Decides on what the model finds after the text that it has read. `first`: the suggestion starts with this character. */
export function* decideWith<State>(
  model: LanguageModel<State>,
  situation: Situation,
  first?: Prediction,
): Work<Decision> {
  const { caret, limits, required } = situation;
  const stop = createStopRule(caret, limits);
  if (first && stop('', first.character)) return {};
  const lookAhead = createLookAhead(model);
  const search = createWordSearch(lookAhead, stop, searchFloor(situation), first);
  const source: CandidateSource<FoundWord> = {
    next: search.next,
    continued: (word) => continueWord(lookAhead, word, required, stop),
  };
  try {
    return yield* decide(source, situation);
  } finally {
    lookAhead.rewind();
  }
}

/**
 * Candidates with different first words, by decreasing probability. `least` returns the least probability of the next one, given
 * those found.
 */
export function* findCandidates<State>(
  model: LanguageModel<State>,
  { required, stop }: { readonly required: GateSettings; readonly stop: StopRule },
  least: (found: readonly Candidate[]) => number,
): Work<readonly Candidate[]> {
  const lookAhead = createLookAhead(model);
  const found: Candidate[] = [];
  try {
    const floor = firstWordThreshold(required);
    const search = createWordSearch(lookAhead, stop, floor);
    for (let word: FoundWord | undefined; (word = yield* search.next(Math.max(floor, least(found))));) {
      found.push(yield* continueWord(lookAhead, word, required, stop));
    }
    return found;
  } finally {
    lookAhead.rewind();
  }
}

/** Adds the most probable next character while a further word may pass. `next`: the one after the word, given that it ends. */
function* continueWord(
  lookAhead: LookAhead,
  word: WordCandidate & { readonly next?: Prediction | undefined },
  settings: GateSettings,
  stop: StopRule,
): Work<Candidate> {
  const words = collectWords(settings, word);
  let { text, next } = word;
  while (next && words.add(next) && !stop(text, next.character)) {
    text += next.character;
    yield;
    next = lookAhead.predict(text)[0];
  }
  return words.candidate();
}

/** Starts after a first word. `add` returns false when no further word can reach its threshold. */
export function collectWords(settings: GateSettings, first: WordCandidate) {
  let { text } = first;
  let inside: CharacterClass = 'blank';
  /** Product of the probabilities of all characters. */
  let product = first.probability;
  const words = [{ end: text.length, probability: product }];
  /** Below this product, the current word cannot pass, however long it becomes. */
  let needed = 0;

  function startWord(): void {
    inside = 'blank';
    const { end, probability } = words.at(-1)!;
    needed = probability * leastFurtherWord({ words: words.length, length: end }, settings);
  }

  startWord();
  return {
    add: ({ character, probability, classes }: Prediction): boolean => {
      const found = classOf(character);
      if (!continuesWord(inside, found)) {
        const wordProbability = product * endProbability(inside, classes);
        const { end, probability: soFar } = words.at(-1)!;
        const before = { words: words.length, length: end };
        if (wordProbability < soFar * furtherWordThreshold(before, text.slice(end), settings)) return false;
        words.push({ end: text.length, probability: wordProbability });
        startWord();
      }
      if (inside === 'blank') inside = found;
      text += character;
      product *= probability;
      return product >= needed;
    },
    /** The words that passed: the first word at least. */
    candidate: (): Candidate => ({ text: text.slice(0, words.at(-1)!.end), words }),
  };
}
