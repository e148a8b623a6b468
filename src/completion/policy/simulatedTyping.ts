// Replays a text as if a simulated user typed it with suggestions, and counts keystrokes and correct suggestions. The candidates at
// each place were recorded before, so that any gate can be tried without running the model again.
import { leastFirstWordProbability, requiredProbability, type Candidate, type GateSettings } from './confidenceGate.ts';
import { rejectedSuggestionsIn, type RejectionPenalties } from './rejectedSuggestions.ts';
import { commonPrefixLength, simulateAcceptance } from './simulatedUser.ts';
import { createWordChoice, switchRatio, type WordCandidate } from './wordChoice.ts';

export interface Tally {
  /** Code points written, typed or accepted. */
  readonly characters: number;
  readonly keys: number;
  /** Suggestions shown. */
  readonly shown: number;
  /** Suggestions shown whose first word is correct; of which all of the text is correct. */
  readonly firstWordCorrect: number;
  readonly allCorrect: number;
  /** UTF-16 units that suggestions wrote. */
  readonly acceptedLength: number;
  /** Suggestions of which any part was accepted. */
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
  /**
   * For each UTF-16 index the candidates that passed a wide gate, by decreasing probability: everything that a narrower gate may
   * choose from.
   */
  readonly candidates: readonly (readonly Candidate[] | undefined)[];
  /** Text that was deleted before this text is typed in its place. */
  readonly replaced?: string;
}

/** The part of a suggestion that fits what is after the caret at `at`; undefined if none may appear there. */
export type FitAt = (suggestion: string, at: number) => string | undefined;

/** UTF-16 units before the caret that gate settings depend on. */
const lookBack = 300;
const minCharacters = 2;

/**
 * Accepts a suggestion whenever its first word is correct, so a suggestion that is not accepted is wrong. What is not accepted stays
 * visible until the user types something else: until then nothing else is suggested. Calls `onOutcome` for each
 * suggestion shown, before it asks for the next gate settings. `replaced`: text that was deleted where this text is typed.
 */
export function simulateTyping(
  { text, candidates, replaced = '' }: RecordedText,
  gateFor: (before: string, at: number) => GateSettings,
  onOutcome: (firstWordCorrect: boolean, at: number) => void = () => undefined,
  fitAt: FitAt = (suggestion) => suggestion,
): Tally {
  const tally = { ...emptyTally };
  const rejected = rejectedSuggestionsIn(text);
  if (replaced.trim() !== '') rejected.add(0, replaced, 1, true);
  /** Before this index, an earlier suggestion is still visible. */
  let free = 0;
  const keepVisible = (rest: string, at: number) => {
    const agreed = commonPrefixLength(rest, text, at);
    free = at + agreed + Number(agreed < rest.length);
    rejected.add(at, rest, 1, true);
  };
  for (let at = 0; at < text.length;) {
    const suggestion = at < free ? undefined : suggestionAt(at);
    if (suggestion !== undefined) {
      const acceptance = simulateAcceptance(suggestion, text, at);
      tally.shown++;
      if (acceptance.firstWordCorrect) tally.firstWordCorrect++;
      if (acceptance.allCorrect) tally.allCorrect++;
      onOutcome(acceptance.firstWordCorrect, at);
      if (acceptance.length > acceptance.keys) {
        tally.characters += Array.from(text.slice(at, at + acceptance.length)).length;
        tally.keys += acceptance.keys;
        tally.acceptedLength += acceptance.length;
        tally.acceptances++;
        at += acceptance.length;
        if (!acceptance.allCorrect) keepVisible(suggestion.slice(acceptance.length), at);
        continue;
      }
      if (!acceptance.firstWordCorrect) keepVisible(suggestion, at);
    }
    tally.characters++;
    tally.keys++;
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return tally;

  function suggestionAt(at: number): string | undefined {
    const found = candidates[at] ?? [];
    const gate = gateFor(text.slice(Math.max(0, at - lookBack), at), at);
    const isPossible =
      found.length > 0 && found[0]!.words[0]!.probability >= leastFirstWordProbability(gate) * switchRatio;
    const chosen = isPossible ? choose(found, gate, rejected.penaltiesAt(at)) : undefined;
    return chosen && fitAt(chosen, at);
  }
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sum = { ...a };
  for (const key of Object.keys(emptyTally) as (keyof Tally)[]) sum[key] += b[key];
  return sum;
}

/** Share of keystrokes saved. */
export function keystrokesSaved({ keys, characters }: Tally): number {
  return characters > 0 ? 1 - keys / characters : 0;
}

/** Share of suggestions shown whose first word is correct; 1 if none was shown. */
export function precisionOf({ firstWordCorrect, shown }: Tally): number {
  return shown > 0 ? firstWordCorrect / shown : 1;
}

/** The suggestion that the gate lets through, if it is worth a key. */
function choose(
  candidates: readonly Candidate[],
  settings: GateSettings,
  penalties: RejectionPenalties,
): string | undefined {
  const choice = createWordChoice<WordCandidate & { readonly candidate: Candidate }>(penalties, settings);
  for (const candidate of candidates) {
    const { end, probability } = candidate.words[0]!;
    if (probability < choice.least) break;
    choice.add({ text: candidate.text.slice(0, end), probability, candidate });
  }
  const best = choice.best();
  if (!best) return undefined;
  const text = narrowed(best.word.candidate, settings);
  return text.trim() === '' || Array.from(text).length < minCharacters ? undefined : text;
}

/** Cuts a candidate after the last word that passes the gate. Its first word has passed. */
function narrowed({ text, words }: Candidate, settings: GateSettings): string {
  let { end, probability: soFar } = words[0]!;
  for (const [index, word] of words.entries()) {
    if (index === 0) continue;
    if (word.probability < soFar * requiredProbability(index, text.slice(end, word.end), settings)) break;
    ({ end, probability: soFar } = word);
  }
  return text.slice(0, end);
}
