// Finds where any of many words may begin, in one pass over a text: several times faster than regular expressions with as many
// alternatives. Rules then look closely at these places only.

/** Bits of a character: letters are the same in both cases. */
const characterBits = 5;
const characterMask = 2 ** characterBits - 1;
/** Three characters. */
const hashMask = 2 ** (3 * characterBits) - 1;

/**
 * `groups`: lists of words of at least two characters; upper and lower case are the same. The scanner returns for each list where a
 * word of it may begin, in UTF-16 units, ascending; other text may begin there, too.
 */
export function createWordScanner(
  groups: readonly (readonly string[])[],
): (text: string) => readonly (readonly number[])[] {
  /** First three characters -> the index in `groupSets`. */
  const setAt = new Uint16Array(hashMask + 1);
  const groupsOf = new Map<number, Set<number>>();
  for (const [group, words] of groups.entries()) {
    for (const hash of words.flatMap(hashesOf)) groupsOf.set(hash, (groupsOf.get(hash) ?? new Set()).add(group));
  }
  const groupSets: (readonly number[])[] = [[]];
  for (const [hash, set] of groupsOf) setAt[hash] = groupSets.push([...set]) - 1;
  return (text) => {
    const starts = groups.map((): number[] => []);
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      hash = ((hash << characterBits) | (text.charCodeAt(at) & characterMask)) & hashMask;
      const set = setAt[hash]!;
      if (set === 0 || at < 2) continue;
      for (const group of groupSets[set]!) starts[group]!.push(at - 2);
    }
    return starts;
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
