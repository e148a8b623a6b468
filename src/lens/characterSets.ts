// Many units of a character network follow which character was read last. For each unit the set of characters after which it
// stands highest, or lowest, found on one stretch of text, so that it can be tried on another.
import type { Activations } from './correlation.ts';

export interface CharacterSet {
  /** After any of these. */
  readonly characters: readonly string[];
  /** Correlation of the unit with "one of these was read last", on the text that the set was found on. */
  readonly strength: number;
}

/** A character must be so much of the text, and occur so often, to be taken into a set: rare ones prove little. */
const leastShare = 0.005;
const fewestOccurrences = 5;
/** A longer list names nothing. */
const mostCharacters = 16;

/** [hidden]: the best set of each unit over the characters from `from` up to, not including, `to`. */
export function characterSets(
  { hidden, values }: Activations,
  characters: readonly string[],
  from: number,
  to: number,
): readonly CharacterSet[] {
  const kinds = [...new Set(characters.slice(from, to))];
  const kindOf = new Map(kinds.map((character, kind) => [character, kind]));
  const counts = new Float64Array(kinds.length);
  /** [kinds][hidden] */
  const sums = new Float64Array(kinds.length * hidden);
  const squares = new Float64Array(hidden);
  for (let index = from; index < to; index++) {
    const kind = kindOf.get(characters[index]!)!;
    counts[kind]!++;
    for (let unit = 0; unit < hidden; unit++) {
      const value = values[index * hidden + unit]!;
      sums[kind * hidden + unit]! += value;
      squares[unit]! += value * value;
    }
  }
  const fewest = Math.max(fewestOccurrences, leastShare * (to - from));
  const frequent = [...kinds.keys()].filter((kind) => counts[kind]! >= fewest);
  return Array.from({ length: hidden }, (_, unit) => {
    const sumOf = (kind: number) => sums[kind * hidden + unit]!;
    const total = kinds.reduce((sum, _character, kind) => sum + sumOf(kind), 0);
    const spread = squares[unit]! - (total * total) / (to - from);
    const ordered = [...frequent].sort((one, other) => sumOf(one) / counts[one]! - sumOf(other) / counts[other]!);
    const low = bestStart(ordered, sumOf, counts, total, to - from, spread);
    const high = bestStart(ordered.reverse(), sumOf, counts, total, to - from, spread);
    const best = Math.abs(high.strength) >= Math.abs(low.strength) ? high : low;
    return { characters: best.kinds.map((kind) => kinds[kind]!).sort(), strength: best.strength };
  });
}

/** How many of the first kinds to take for the strongest correlation with "one of these". */
function bestStart(
  ordered: readonly number[],
  sumOf: (kind: number) => number,
  counts: Float64Array,
  total: number,
  all: number,
  spread: number,
): { readonly kinds: readonly number[]; readonly strength: number } {
  let best = { length: 0, strength: 0 };
  let [sum, count] = [0, 0];
  for (let length = 1; length <= Math.min(mostCharacters, ordered.length); length++) {
    const kind = ordered[length - 1]!;
    sum += sumOf(kind);
    count += counts[kind]!;
    const split = count * (1 - count / all) * spread;
    const strength = split > 1e-9 * all ? (sum - (total * count) / all) / Math.sqrt(split) : 0;
    if (Math.abs(strength) > Math.abs(best.strength)) best = { length, strength };
  }
  return { kinds: ordered.slice(0, best.length), strength: best.strength };
}

/** [characters]: 1 after one of the set, else 0. */
export function setColumn(characters: readonly string[], set: readonly string[]): Float32Array {
  const wanted = new Set(set);
  return Float32Array.from(characters, (character) => Number(wanted.has(character)));
}
