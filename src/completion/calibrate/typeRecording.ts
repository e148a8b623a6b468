// Types a recorded text with suggestions, accepting each suggestion whose first word is correct, and counts keystrokes and correct
// suggestions.
import { acceptanceOf, type Acceptance } from './acceptance.ts';
import { addCounts } from './counts.ts';
import { typeRecorded, type RecordedText, type TypingPolicy } from './recordedText.ts';

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

/** `onAccepted`: what is accepted, at which index (UTF-16 units). */
export function tallyOf(
  recorded: RecordedText,
  policy: TypingPolicy,
  onAccepted?: (at: number, acceptance: Acceptance) => void,
): Tally {
  const { text } = recorded;
  const tally = { ...emptyTally };
  const typing = typeRecorded(recorded, policy);
  for (let at = 0; at < text.length;) {
    const suggestion = typing.at(at)?.text;
    if (suggestion !== undefined) {
      const acceptance = acceptanceOf(suggestion, text, at);
      tally.shown++;
      if (acceptance.firstWordCorrect) tally.firstWordCorrect++;
      if (acceptance.allCorrect) tally.allCorrect++;
      // Accepting one character saves nothing.
      const accepted = acceptance.length > acceptance.keys ? acceptance.length : 0;
      typing.show(suggestion, at, accepted, 1);
      if (accepted > 0) {
        tally.characters += Array.from(text.slice(at, at + accepted)).length;
        tally.keys += acceptance.keys;
        tally.acceptedLength += accepted;
        tally.acceptances++;
        onAccepted?.(at, acceptance);
        at += accepted;
        continue;
      }
    }
    tally.characters++;
    tally.keys++;
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return tally;
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(addCounts<Tally>, emptyTally);
}

/** Share of keystrokes saved. */
export function keystrokesSaved({ keys, characters }: Tally): number {
  return characters > 0 ? 1 - keys / characters : 0;
}

/** Share of suggestions shown whose first word is correct; 1 if none was shown. */
export function precisionOf({ firstWordCorrect, shown }: Tally): number {
  return shown > 0 ? firstWordCorrect / shown : 1;
}
