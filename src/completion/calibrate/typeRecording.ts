// Replays a text as if a simulated user typed it with suggestions, and counts keystrokes and correct suggestions. The candidates at
// each place were recorded before, so that any gate can be tried without running the model again.
import type { GateSettings } from '../decide/confidenceGate.ts';
import { recordedSuggestions, type FitAt, type RecordedText } from './recordedText.ts';
import { commonPrefixLength, simulateAcceptance } from './acceptance.ts';

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

/**
 * Accepts a suggestion whenever its first word is correct, so a suggestion that is not accepted is wrong. What is not accepted stays
 * visible until the user types something else: until then nothing else is suggested. Calls `onOutcome` for each
 * suggestion shown, before it asks for the next gate settings.
 */
export function simulateTyping(
  recorded: RecordedText,
  gateFor: (before: string, at: number) => GateSettings,
  onOutcome: (firstWordCorrect: boolean, at: number) => void = () => undefined,
  fitAt?: FitAt,
): Tally {
  const { text } = recorded;
  const tally = { ...emptyTally };
  const suggestions = recordedSuggestions(recorded, gateFor, fitAt);
  /** Before this index, an earlier suggestion is still visible. */
  let free = 0;
  const keepVisible = (rest: string, at: number) => {
    const agreed = commonPrefixLength(rest, text, at);
    free = at + agreed + Number(agreed < rest.length);
    suggestions.reject(at, rest, 1);
  };
  for (let at = 0; at < text.length;) {
    const suggestion = at < free ? undefined : suggestions.at(at)?.text;
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
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sum = { ...a };
  for (const key of Object.keys(emptyTally) as (keyof Tally)[]) sum[key] += b[key];
  return sum;
}

/** As if the same had been counted `factor` times. */
export function scaleTally(tally: Tally, factor: number): Tally {
  const scaled = { ...tally };
  for (const key of Object.keys(emptyTally) as (keyof Tally)[]) scaled[key] *= factor;
  return scaled;
}

/** Share of keystrokes saved. */
export function keystrokesSaved({ keys, characters }: Tally): number {
  return characters > 0 ? 1 - keys / characters : 0;
}

/** Share of suggestions shown whose first word is correct; 1 if none was shown. */
export function precisionOf({ firstWordCorrect, shown }: Tally): number {
  return shown > 0 ? firstWordCorrect / shown : 1;
}
