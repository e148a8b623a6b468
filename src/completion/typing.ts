// A text typed from beginning to end with the help of a model's guesses, which were recorded at every place of it: what it
// costs in keys, and how often the guesses were right, under one gate or another.
import { createChoice, lessLikely, type Candidate } from './choice.ts';
import { declinedIn, type Doubts } from './declined.ts';
import { leastFor, leastShown, type GateSettings, type Passed } from './gate.ts';
import { take } from './reader.ts';

export interface Tally {
  /** Code points typed or taken. */
  readonly characters: number;
  readonly keys: number;
  readonly shown: number;
  /** Of those shown: first word right, and ending where the true one does; all of it right. */
  readonly firstWordRight: number;
  readonly wholeRight: number;
  /** UTF-16 units that suggestions wrote, and how many wrote any. */
  readonly taken: number;
  readonly takings: number;
}

export const nothingTyped: Tally = {
  characters: 0,
  keys: 0,
  shown: 0,
  firstWordRight: 0,
  wholeRight: 0,
  taken: 0,
  takings: 0,
};

export interface RecordedText {
  readonly text: string;
  /** By UTF-16 unit what passed a wide gate there, the likeliest first: all that any narrower gate may choose from. */
  readonly guesses: readonly (readonly Passed[] | undefined)[];
}

/** UTF-16 units before the caret that gates look at. */
const lookBack = 300;
const fewestCharacters = 2;

/**
 * The reader takes a suggestion whenever its first word is right, so that what was not taken is wrong. `judged` hears of each suggestion
 * shown whether its first word was right, before the gate is asked again.
 */
export function typed(
  { text, guesses }: RecordedText,
  gateFor: (before: string) => GateSettings,
  judged: (firstWordRight: boolean) => void = () => undefined,
): Tally {
  const tally = { ...nothingTyped };
  const declined = declinedIn(text);
  for (let at = 0; at < text.length;) {
    const found = guesses[at] ?? [];
    const gate = gateFor(text.slice(Math.max(0, at - lookBack), at));
    const isWorthAsking = found.length > 0 && found[0]!.words[0]!.probability >= leastShown(gate) * lessLikely;
    const shown = isWorthAsking ? chosen(found, gate, declined.doubtsAt(at)) : undefined;
    if (shown !== undefined) {
      const taken = take(shown, text, at);
      tally.shown++;
      if (taken.firstWordRight) tally.firstWordRight++;
      if (taken.wholeRight) tally.wholeRight++;
      judged(taken.firstWordRight);
      if (taken.length > taken.keys) {
        tally.characters += Array.from(text.slice(at, at + taken.length)).length;
        tally.keys += taken.keys;
        tally.taken += taken.length;
        tally.takings++;
        at += taken.length;
        continue;
      }
      if (!taken.firstWordRight) declined.add(at, shown, 1, true);
    }
    tally.characters++;
    tally.keys++;
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return tally;
}

export function added(a: Tally, b: Tally): Tally {
  const sum = { ...a };
  for (const key of Object.keys(nothingTyped) as (keyof Tally)[]) sum[key] += b[key];
  return sum;
}

/** Share of the keystrokes that were not needed. */
export function savedOf({ keys, characters }: Tally): number {
  return characters > 0 ? 1 - keys / characters : 0;
}

/** Share of the suggestions shown whose first word was right; 1 where none was shown. */
export function precisionOf({ firstWordRight, shown }: Tally): number {
  return shown > 0 ? firstWordRight / shown : 1;
}

/** What a stricter gate would have let through, if it is worth a key. */
function chosen(guesses: readonly Passed[], settings: GateSettings, doubts: Doubts): string | undefined {
  const choice = createChoice<Candidate & { readonly guess: Passed }>(doubts, settings);
  for (const { text, words } of guesses) {
    const { end, probability } = words[0]!;
    if (probability < choice.least) break;
    choice.consider({ text: text.slice(0, end), probability, guess: { text, words } });
  }
  const best = choice.chosen();
  const shown = best && narrowed(best.word.guess, settings);
  return shown === undefined || shown.trim() === '' || Array.from(shown).length < fewestCharacters ? undefined : shown;
}

/** As far as one would go behind the first word. */
function narrowed({ text, words }: Passed, settings: GateSettings): string {
  let { end, probability: soFar } = words[0]!;
  for (const [index, word] of words.entries()) {
    if (index === 0) continue;
    if (word.probability < soFar * leastFor(index, text.slice(end, word.end), settings)) break;
    ({ end, probability: soFar } = word);
  }
  return text.slice(0, end);
}
