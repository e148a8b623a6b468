// Replays a recorded text as if a user typed it who has ghost text and the list of a language server. As in VS Code, the list is
// closed while ghost text is visible.
import type { GateSettings } from '../../src/completion/decide/confidenceGate.ts';
import { secondsToRead, type UserParameters } from '../../src/completion/decide/worth.ts';
import { recordedSuggestions, type FitAt, type RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import { commonPrefixLength, simulateAcceptance } from '../../src/completion/calibrate/acceptance.ts';

export interface BesideList {
  readonly characters: number;
  readonly keys: number;
  /** Suggestions shown where the list would be, and how many have a correct first word. */
  readonly shownAtLists: number;
  readonly correctAtLists: number;
  /** Positions with the open list, entries accepted from it, and keys that they saved. */
  readonly listOpen: number;
  readonly acceptedEntries: number;
  /** Less the time to read suggestions, with and without those outside of lists. */
  readonly secondsSaved: number;
}

export const nothing: BesideList = {
  characters: 0,
  keys: 0,
  shownAtLists: 0,
  correctAtLists: 0,
  listOpen: 0,
  acceptedEntries: 0,
  secondsSaved: 0,
};

/** What the list offers at a position where it opens by itself. */
export interface OpenList {
  /** UTF-16 units that its correct entry would write; 0: none of the entries that the user looks at is correct. */
  readonly length: number;
  /** Keys to choose and accept it. */
  readonly keys: number;
}

/**
 * The user reads every suggestion and accepts it if its first word is correct. Otherwise, if the list is open and writes more than
 * it takes keys, they accept its correct entry.
 */
export function typeBesideList(
  recorded: RecordedText,
  lists: readonly (OpenList | undefined)[],
  user: UserParameters,
  gateFor: (before: string, at: number) => GateSettings,
  onOutcome: (firstWordCorrect: boolean, at: number) => void,
  fitAt: FitAt,
): BesideList {
  const { text } = recorded;
  const tally = { ...nothing };
  const suggestions = recordedSuggestions(recorded, gateFor, fitAt);
  /** Before this index, an earlier suggestion is still visible. */
  let free = 0;
  const keepVisible = (rest: string, at: number): void => {
    const agreed = commonPrefixLength(rest, text, at);
    free = at + agreed + Number(agreed < rest.length);
    suggestions.reject(at, rest, 1);
  };
  const write = (length: number, keys: number, at: number): void => {
    const written = Array.from(text.slice(at, at + length)).length;
    tally.characters += written;
    tally.keys += keys;
    tally.secondsSaved += (written - keys) / user.charactersPerSecond;
  };
  for (let at = 0; at < text.length;) {
    const suggestion = at < free ? undefined : suggestions.at(at)?.text;
    const list = lists[at];
    if (suggestion !== undefined) {
      const acceptance = simulateAcceptance(suggestion, text, at);
      tally.secondsSaved -= secondsToRead(suggestion.length, user);
      if (list) tally.shownAtLists++;
      if (list && acceptance.firstWordCorrect) tally.correctAtLists++;
      onOutcome(acceptance.firstWordCorrect, at);
      if (acceptance.length > acceptance.keys) {
        write(acceptance.length, acceptance.keys, at);
        at += acceptance.length;
        if (!acceptance.allCorrect) keepVisible(suggestion.slice(acceptance.length), at);
        continue;
      }
      if (!acceptance.firstWordCorrect) keepVisible(suggestion, at);
    } else if (list && at >= free) {
      tally.listOpen++;
      if (list.length > list.keys) {
        write(list.length, list.keys, at);
        tally.acceptedEntries++;
        at += list.length;
        continue;
      }
    }
    const length = text.codePointAt(at)! > 0xffff ? 2 : 1;
    write(length, 1, at);
    at += length;
  }
  return tally;
}
