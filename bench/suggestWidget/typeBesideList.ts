// Replays a recorded text as if a user typed it who has ghost text and the list of a language server. As in VS Code, the list is
// closed while ghost text is visible.
import { acceptanceOf } from '../../src/completion/calibrate/acceptance.ts';
import { typeRecorded, type RecordedText, type TypingPolicy } from '../../src/completion/calibrate/recordedText.ts';
import { secondsToRead } from '../../src/completion/decide/worth.ts';
import type { UserParameters } from '../../src/completion/request.ts';

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
  policy: TypingPolicy,
): BesideList {
  const { text } = recorded;
  const tally = { ...nothing };
  const typing = typeRecorded(recorded, policy);
  const write = (length: number, keys: number, at: number): void => {
    const written = Array.from(text.slice(at, at + length)).length;
    tally.characters += written;
    tally.keys += keys;
    tally.secondsSaved += (written - keys) / user.charactersPerSecond;
  };
  for (let at = 0; at < text.length;) {
    const suggestion = typing.at(at)?.text;
    const list = lists[at];
    if (suggestion !== undefined) {
      const acceptance = acceptanceOf(suggestion, text, at);
      tally.secondsSaved -= secondsToRead(suggestion.length, user);
      if (list) tally.shownAtLists++;
      if (list && acceptance.firstWordCorrect) tally.correctAtLists++;
      const accepted = acceptance.length > acceptance.keys ? acceptance.length : 0;
      typing.show(suggestion, at, accepted, 1);
      if (accepted > 0) {
        write(accepted, acceptance.keys, at);
        at += accepted;
        continue;
      }
    } else if (list && !typing.isVisible(at)) {
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
