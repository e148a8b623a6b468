// Finds where any of many words may begin, in one pass over a text: several times faster than regular expressions with as many
// alternatives. Rules then look closely at these places only.

/** Bits of a character: letters are the same in both cases. */
const characterBits = 5;
const characterMask = 2 ** characterBits - 1;
/** Three characters. */
const hashMask = 2 ** (3 * characterBits) - 1;
/** Four characters. */
const longHashMask = 2 ** (4 * characterBits) - 1;
const lastAscii = 0x7f;
/** Bits for all characters that may follow the first three. */
const anyNext = -1;

/** UTF-16 units from the start of a word that a scanner looks at. */
export const wordReach = 5;

const nowhere: readonly number[] = [];

/** The words of a list with the same first three characters. */
interface Beginning {
  readonly group: number;
  /** One bit for each character that may come next. */
  next: number;
  /** The same for the character after that. */
  afterNext: number;
  /** The words begin with a character beyond ASCII, whose bits are those of a letter. */
  isBeyondAscii: boolean;
}

/**
 * `groups`: lists of words of at least two characters; the same list may be there several times; upper and lower case are the same. The scanner returns for each list where a
 * word of it may begin, in UTF-16 units, ascending; other text may begin there, too.
 */
export function createWordScanner(
  groups: readonly (readonly string[])[],
): (text: string) => readonly (readonly number[])[] {
  const lists = [...new Set(groups)];
  const listOf = groups.map((words) => lists.indexOf(words));
  /** First three characters -> the index in `beginnings`. */
  const setAt = new Uint16Array(hashMask + 1);
  const byHash = new Map<number, Beginning[]>();
  for (const [group, words] of lists.entries()) {
    for (const word of words) {
      const next = bitAt(word, 3);
      const afterNext = bitAt(word, 4);
      const isBeyondAscii = word.charCodeAt(0) > lastAscii;
      for (const hash of hashesOf(word)) {
        const known = byHash.get(hash) ?? [];
        byHash.set(hash, known);
        const same = known.find((beginning) => beginning.group === group && beginning.isBeyondAscii === isBeyondAscii);
        if (same) {
          same.next |= next;
          same.afterNext |= afterNext;
        } else known.push({ group, next, afterNext, isBeyondAscii });
      }
    }
  }
  const beginnings: (readonly Beginning[])[] = [[]];
  for (const [hash, known] of byHash) setAt[hash] = beginnings.push(known) - 1;
  /** For each index in `beginnings`: all characters that may come next. */
  const nextAt = Int32Array.from(beginnings, (known) => known.reduce((all, { next }) => all | next, 0));
  return (text) => {
    const starts: (number[] | undefined)[] = new Array<undefined>(lists.length);
    // The last four characters; one more at the end.
    let hash = 0;
    for (let at = 0; at <= text.length; at++) {
      const next = at < text.length ? text.charCodeAt(at) & characterMask : 0;
      hash = ((hash << characterBits) | next) & longHashMask;
      const set = setAt[hash >>> characterBits]!;
      if (((nextAt[set]! >>> next) & 1) === 0 || at < 3) continue;
      const isBeyondAscii = text.charCodeAt(at - 3) > lastAscii;
      const afterNext = at + 1 < text.length ? text.charCodeAt(at + 1) & characterMask : 0;
      for (const beginning of beginnings[set]!) {
        const isNext = (beginning.next >>> next) & (beginning.afterNext >>> afterNext) & 1;
        if (isNext === 1 && beginning.isBeyondAscii === isBeyondAscii) (starts[beginning.group] ??= []).push(at - 3);
      }
    }
    return listOf.map((list) => starts[list] ?? nowhere);
  };
}

/** The bit of a character of a word; all bits after its end. */
function bitAt(word: string, at: number): number {
  return at < word.length ? 1 << (word.charCodeAt(at) & characterMask) : anyNext;
}

/** Of the first three characters; a word of two characters may be followed by any. */
function hashesOf(word: string): number[] {
  let hash = 0;
  for (let at = 0; at < 3; at++) hash = (hash << characterBits) | (word.charCodeAt(at) & characterMask);
  if (word.length > 2) return [hash];
  return Array.from({ length: characterMask + 1 }, (_, last) => (hash & ~characterMask) | last);
}
