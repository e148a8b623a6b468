// A text typed from beginning to end with the help of a model's guesses, which were recorded at every place of it: what it
// costs in keys, and how often the guesses were right, under one gate or another.
import { createWordChoice, switchRatio, type WordCandidate } from './wordChoice.ts';
import { rejectedSuggestionsIn, type RejectionPenalties } from './rejectedSuggestions.ts';
import { requiredProbability, leastFirstWordProbability, type GateSettings, type Candidate } from './confidenceGate.ts';
import { simulateAcceptance } from './simulatedUser.ts';

export interface Tally {
  /** Code points typed or taken. */
  readonly characters: number;
  readonly keys: number;
  readonly shown: number;
  /** Of those shown: first word right, and ending where the true one does; all of it right. */
  readonly firstWordCorrect: number;
  readonly allCorrect: number;
  /** UTF-16 units that suggestions wrote, and how many wrote any. */
  readonly acceptedLength: number;
  readonly acceptances: number;
}

export const emptyTally: Tally = {
  characters: 0,
  keys: 0,
  shown: 0,
  firstWordCorrect: 0,
  allCorrect: 0,
  acceptedLength: 0,
  acceptances: 0,
};

export interface RecordedText {
  readonly text: string;
  /** By UTF-16 unit what passed a wide gate there, the likeliest first: all that any narrower gate may choose from. */
  readonly guesses: readonly (readonly Candidate[] | undefined)[];
}

/** UTF-16 units before the caret that gates look at. */
const lookBack = 300;
const fewestCharacters = 2;

/**
 * The reader takes a suggestion whenever its first word is right, so that what was not taken is wrong. `judged` hears of each suggestion
 * shown whether its first word was right, before the gate is asked again.
 */
export function simulateTyping(
  { text, guesses }: RecordedText,
  gateFor: (before: string) => GateSettings,
  judged: (firstWordRight: boolean) => void = () => undefined,
): Tally {
  const tally = { ...emptyTally };
  const declined = rejectedSuggestionsIn(text);
  for (let at = 0; at < text.length;) {
    const found = guesses[at] ?? [];
    const gate = gateFor(text.slice(Math.max(0, at - lookBack), at));
    const isWorthAsking =
      found.length > 0 && found[0]!.words[0]!.probability >= leastFirstWordProbability(gate) * switchRatio;
    const shown = isWorthAsking ? chosen(found, gate, declined.penaltiesAt(at)) : undefined;
    if (shown !== undefined) {
      const taken = simulateAcceptance(shown, text, at);
      tally.shown++;
      if (taken.firstWordCorrect) tally.firstWordCorrect++;
      if (taken.allCorrect) tally.allCorrect++;
      judged(taken.firstWordCorrect);
      if (taken.length > taken.keys) {
        tally.characters += Array.from(text.slice(at, at + taken.length)).length;
        tally.keys += taken.keys;
        tally.acceptedLength += taken.length;
        tally.acceptances++;
        at += taken.length;
        continue;
      }
      if (!taken.firstWordCorrect) declined.add(at, shown, 1, true);
    }
    tally.characters++;
    tally.keys++;
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return tally;
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sum = { ...a };
  for (const key of Object.keys(emptyTally) as (keyof Tally)[]) sum[key] += b[key];
  return sum;
}

/** Share of the keystrokes that were not needed. */
export function keystrokesSaved({ keys, characters }: Tally): number {
  return characters > 0 ? 1 - keys / characters : 0;
}

/** Share of the suggestions shown whose first word was right; 1 where none was shown. */
export function precisionOf({ firstWordCorrect, shown }: Tally): number {
  return shown > 0 ? firstWordCorrect / shown : 1;
}

/** What a stricter gate would have let through, if it is worth a key. */
function chosen(guesses: readonly Candidate[], settings: GateSettings, doubts: RejectionPenalties): string | undefined {
  const choice = createWordChoice<WordCandidate & { readonly guess: Candidate }>(doubts, settings);
  for (const { text, words } of guesses) {
    const { end, probability } = words[0]!;
    if (probability < choice.least) break;
    choice.add({ text: text.slice(0, end), probability, guess: { text, words } });
  }
  const best = choice.best();
  const shown = best && narrowed(best.word.guess, settings);
  return shown === undefined || shown.trim() === '' || Array.from(shown).length < fewestCharacters ? undefined : shown;
}

/** As far as one would go behind the first word. */
function narrowed({ text, words }: Candidate, settings: GateSettings): string {
  let { end, probability: soFar } = words[0]!;
  for (const [index, word] of words.entries()) {
    if (index === 0) continue;
    if (word.probability < soFar * requiredProbability(index, text.slice(end, word.end), settings)) break;
    ({ end, probability: soFar } = word);
  }
  return text.slice(0, end);
}
