// The likeliest next words, best first: beginnings of words wait in a queue, and the likeliest is looked behind, until a whole word is
// the likeliest of all.
import type { Prediction } from '../../model/languageModel.ts';
import type { StopRule } from '../text/stopRule.ts';
import { classOf, continuesWord, type CharacterClass } from '../../model/characterClass.ts';
import type { LookAhead } from './lookAhead.ts';

export interface FoundWord {
  /** With the blanks before it. */
  readonly text: string;
  /** That it comes next and ends where it does. */
  readonly probability: number;
  /** The likeliest character behind it, if it does end there. */
  readonly next: Prediction | undefined;
}

export interface WordSearch {
  /** The likeliest word that was not found before; undefined when all others are less likely than `least`. Yields often. */
  next(least: number): Generator<void, FoundWord | undefined>;
}

interface Prefix {
  readonly text: string;
  readonly probability: number;
  readonly inside: CharacterClass;
}

/** Characters that a beginning may go on with. */
const mostBranches = 8;
/** What is likelier than this may go on behind a word. */
const branchAbove = 0.05;
/** Beginnings looked behind that are not likelier than all else. */
const maxExpansions = 60;

/** `floor`: the least probability that will ever be asked for; `first`: how all words must begin. */
export function createWordSearch(probe: LookAhead, stop: StopRule, floor: number, first?: Prediction): WordSearch {
  const queue: (Prefix | FoundWord)[] = [first ? beginningWith(first) : { text: '', probability: 1, inside: 'blank' }];
  let looked = 0;

  function expand({ text, probability, inside }: Prefix): void {
    const least = floor / probability;
    const expected =
      inside === 'ideograph'
        ? probe.predict(text)
        : probe.predict(text, mostBranches, inside === 'blank' ? least : Math.min(branchAbove, least));
    const ends = inside === 'blank' ? 0 : inside === 'ideograph' ? 1 : 1 - (expected[0]?.classes[inside] ?? 1);
    if (ends > 0) queue.push({ text, probability: probability * ends, next: nextBehind(expected, inside, ends) });
    for (const { character, probability: share } of expected) {
      const found = classOf(character);
      if (!continuesWord(inside, found) || probability * share < floor || stop(text, character)) continue;
      queue.push({
        text: text + character,
        probability: probability * share,
        inside: inside === 'blank' ? found : inside,
      });
    }
  }

  return {
    *next(least) {
      for (;;) {
        const best = takeLikeliest(queue, least);
        if (!best) return undefined;
        if ('next' in best) return best;
        if (best.probability <= 0.5 && looked++ >= maxExpansions) continue;
        expand(best);
        yield;
      }
    },
  };
}

function beginningWith({ character, probability }: Prediction): Prefix {
  return { text: character, probability, inside: classOf(character) };
}

function nextBehind(expected: readonly Prediction[], inside: CharacterClass, ends: number): Prediction | undefined {
  const next = expected.find(({ character }) => !continuesWord(inside, classOf(character)));
  return next && { ...next, probability: Math.min(1, next.probability / ends) };
}

function takeLikeliest<Found extends { readonly probability: number }>(
  waiting: Found[],
  least: number,
): Found | undefined {
  let best = 0;
  for (let index = 1; index < waiting.length; index++) {
    if (waiting[index]!.probability > waiting[best]!.probability) best = index;
  }
  return waiting.length > 0 && waiting[best]!.probability >= least ? waiting.splice(best, 1)[0] : undefined;
}
