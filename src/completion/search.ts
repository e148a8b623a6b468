// Searches the most probable next words, best first. Prefixes of words wait in a queue. The most probable entry is expanded by its
// next characters until it is a whole word.
import { classOf, continuesWord, endProbability, type CharacterClass } from '../model/characterClass.ts';
import type { LanguageModel, Prediction } from '../model/languageModel.ts';
import type { Work } from '../model/work.ts';
import type { StopRule } from './fit/stopRule.ts';

export interface FoundWord {
  /** Includes its leading white space. */
  readonly text: string;
  /** Probability that this word comes next and ends where it does. */
  readonly probability: number;
  /** The most probable character after it, given that it ends. */
  readonly next: Prediction | undefined;
}

/** Asks a language model what follows texts that are not in the document. */
export interface LookAhead {
  /** The most probable character after `text`, and others with at least probability `least`, at most `count` in all. */
  predict(text: string, count?: number, least?: number): readonly Prediction[];
  /** Restores the state in which the look-ahead was created. */
  rewind(): void;
}

export function createLookAhead<State>(model: LanguageModel<State>): LookAhead {
  const start = model.save();
  /** The text that the model has read since `start`. */
  let read = '';
  const rewind = () => {
    model.restore(start);
    read = '';
  };
  return {
    predict: (text, count = 1, least = 0) => {
      if (!text.startsWith(read)) rewind();
      if (text.length > read.length) model.read(text.slice(read.length));
      read = text;
      return model.predict(count, least);
    },
    rewind,
  };
}

export interface WordSearch {
  /** The most probable word not found yet; undefined if all others are less probable than `least`. Yields per expansion. */
  next(least: number): Work<FoundWord | undefined>;
}

interface Prefix {
  readonly text: string;
  readonly probability: number;
  /** Class of its last character; 'blank' until the first character of the word. */
  readonly inside: CharacterClass;
}

/** Characters by which a prefix is extended. */
const maxBranches = 8;
/** Predictions with this probability are read even if they are too improbable to extend the word: they may follow it. */
const nextCharacterAbove = 0.05;
/** Expansions of prefixes that are not more probable than all others together. */
const maxExpansions = 60;

/** `floor`: no call of `next` asks for less. `first`: all words start with this character. */
export function createWordSearch(lookAhead: LookAhead, stop: StopRule, floor: number, first?: Prediction): WordSearch {
  const queue: (Prefix | FoundWord)[] = [first ? prefixOf(first) : { text: '', probability: 1, inside: 'blank' }];
  let expansions = 0;

  function predictAfter({ text, probability, inside }: Prefix): readonly Prediction[] {
    if (inside === 'ideograph') return lookAhead.predict(text);
    const least = floor / probability;
    return lookAhead.predict(text, maxBranches, inside === 'blank' ? least : Math.min(nextCharacterAbove, least));
  }

  /** Replaces a prefix in the queue by the word that ends here and by longer prefixes. */
  function expand(prefix: Prefix): void {
    const { text, probability, inside } = prefix;
    const predictions = predictAfter(prefix);
    const ends = endProbability(inside, predictions[0]?.classes);
    if (ends > 0) queue.push({ text, probability: probability * ends, next: nextAfter(predictions, inside, ends) });
    for (const { character, probability: share } of predictions) {
      const found = classOf(character);
      if (!continuesWord(inside, found) || probability * share < floor || stop(text, character)) continue;
      const longer = { text: text + character, probability: probability * share };
      queue.push({ ...longer, inside: inside === 'blank' ? found : inside });
    }
  }

  return {
    *next(least) {
      for (;;) {
        const best = takeMostProbable(queue, least);
        if (!best) return undefined;
        if ('next' in best) return best;
        if (best.probability <= 0.5 && expansions++ >= maxExpansions) continue;
        expand(best);
        yield;
      }
    },
  };
}

function prefixOf({ character, probability }: Prediction): Prefix {
  return { text: character, probability, inside: classOf(character) };
}

function nextAfter(predictions: readonly Prediction[], inside: CharacterClass, ends: number): Prediction | undefined {
  const next = predictions.find(({ character }) => !continuesWord(inside, classOf(character)));
  return next && { ...next, probability: Math.min(1, next.probability / ends) };
}

function takeMostProbable<Entry extends { readonly probability: number }>(
  queue: Entry[],
  least: number,
): Entry | undefined {
  let best = 0;
  for (let index = 1; index < queue.length; index++) {
    if (queue[index]!.probability > queue[best]!.probability) best = index;
  }
  return queue.length > 0 && queue[best]!.probability >= least ? queue.splice(best, 1)[0] : undefined;
}
