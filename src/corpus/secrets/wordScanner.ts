// Finds where any of many words may begin, in one pass over a text: several times faster than regular expressions with as many
// alternatives. Rules then look closely at these places only.

/** Bits of a character: letters are the same in both cases. */
const characterBits = 5;
const characterMask = 2 ** characterBits - 1;
/** Three characters. */
const hashMask = 2 ** (3 * characterBits) - 1;

/** Positions in UTF-16 units, ascending. Each word of the group begins at one of them; so may other text. */
export type WordStarts<Group extends string> = Readonly<Record<Group, readonly number[]>>;

/** `groups`: at most eight lists of words of at least two characters. Upper and lower case are the same. */
export function createWordScanner<Group extends string>(
  groups: Readonly<Record<Group, readonly string[]>>,
): (text: string) => WordStarts<Group> {
  const names = Object.keys(groups) as Group[];
  /** First three characters -> bit set of the groups that have a word which begins with them. */
  const groupsAt = new Uint8Array(hashMask + 1);
  for (const [index, name] of names.entries()) {
    for (const word of groups[name]) for (const hash of hashesOf(word)) groupsAt[hash]! |= 1 << index;
  }
  return (text) => {
    const found = {} as Record<Group, number[]>;
    const starts = names.map((name): number[] => (found[name] = []));
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      hash = ((hash << characterBits) | (text.charCodeAt(at) & characterMask)) & hashMask;
      const groupBits = groupsAt[hash]!;
      if (groupBits === 0 || at < 2) continue;
      for (let index = 0; index < starts.length; index++) if ((groupBits >> index) & 1) starts[index]!.push(at - 2);
    }
    return found;
  };
}

/** Of the first three characters; a word of two characters may be followed by any. */
function hashesOf(word: string): number[] {
  let hash = 0;
  for (let at = 0; at < 3; at++) hash = (hash << characterBits) | (word.charCodeAt(at) & characterMask);
  if (word.length > 2) return [hash];
  return Array.from({ length: characterMask + 1 }, (_, last) => (hash & ~characterMask) | last);
}

/** The exact places of a pattern, which must be sticky: no two matches overlap. `starts`: where it may begin, ascending. */
export function* matchesAt(text: string, pattern: RegExp, starts: readonly number[]): Generator<RegExpExecArray> {
  let end = 0;
  for (const start of starts) {
    if (start < end) continue;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) continue;
    end = pattern.lastIndex;
    yield match;
  }
}

/** Whether a sticky pattern matches at one of the places. */
export function matchesAny(text: string, pattern: RegExp, starts: readonly number[]): boolean {
  return starts.some((start) => {
    pattern.lastIndex = start;
    return pattern.test(text);
  });
}
