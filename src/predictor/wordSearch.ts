// The likeliest next words, best first: beginnings of words wait in a queue, and the likeliest is looked behind, until a whole word is
// the likeliest of all.
import type { Expectation } from '../completion/policy/confidenceGate.ts';
import type { StopRule } from '../completion/text/stopRule.ts';
import { classOf, continuesWord, type CharacterClass } from '../completion/text/words.ts';
import type { Probe } from './probe.ts';

export interface Word {
  /** With the blanks before it. */
  readonly text: string;
  /** That it comes next and ends where it does. */
  readonly probability: number;
  /** The likeliest character behind it, if it does end there. */
  readonly next: Expectation | undefined;
}

export interface WordSearch {
  /** The likeliest word that was not found before; undefined when all others are less likely than `least`. Yields often. */
  next(least: number): Generator<void, Word | undefined>;
}

interface Beginning {
  readonly text: string;
  readonly probability: number;
  readonly inside: CharacterClass;
}

/** Characters that a beginning may go on with. */
const mostBranches = 8;
/** What is likelier than this may go on behind a word. */
const branchAbove = 0.05;
/** Beginnings looked behind that are not likelier than all else. */
const mostLooked = 60;

/** `floor`: the least probability that will ever be asked for; `first`: how all words must begin. */
export function searchWords(probe: Probe, stop: StopRule, floor: number, first?: Expectation): WordSearch {
  const waiting: (Beginning | Word)[] = [first ? beginningWith(first) : { text: '', probability: 1, inside: 'blank' }];
  let looked = 0;

  function lookBehind({ text, probability, inside }: Beginning): void {
    const least = floor / probability;
    const expected =
      inside === 'ideograph'
        ? probe.expect(text)
        : probe.expect(text, mostBranches, inside === 'blank' ? least : Math.min(branchAbove, least));
    const ends = inside === 'blank' ? 0 : inside === 'ideograph' ? 1 : 1 - (expected[0]?.classes[inside] ?? 1);
    if (ends > 0) waiting.push({ text, probability: probability * ends, next: nextBehind(expected, inside, ends) });
    for (const { character, probability: share } of expected) {
      const found = classOf(character);
      if (!continuesWord(inside, found) || probability * share < floor || stop(text, character)) continue;
      waiting.push({
        text: text + character,
        probability: probability * share,
        inside: inside === 'blank' ? found : inside,
      });
    }
  }

  return {
    *next(least) {
      for (;;) {
        const best = takeLikeliest(waiting, least);
        if (!best) return undefined;
        if ('next' in best) return best;
        if (best.probability <= 0.5 && looked++ >= mostLooked) continue;
        lookBehind(best);
        yield;
      }
    },
  };
}

function beginningWith({ character, probability }: Expectation): Beginning {
  return { text: character, probability, inside: classOf(character) };
}

function nextBehind(expected: readonly Expectation[], inside: CharacterClass, ends: number): Expectation | undefined {
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
