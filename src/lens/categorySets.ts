// Many units of a character network follow which character was read last, or how the line began. For each unit the set of such
// categories in which it stands highest, or lowest, found on one stretch of text, so that it can be tried on another.
import type { Activations } from './activations.ts';

export interface CategorySet {
  readonly members: readonly string[];
  /** Correlation of the unit with "one of these", on the text that the set was found on. */
  readonly strength: number;
}

/** A category must be so much of the text, and occur so often, to be taken into a set: rare ones prove little. */
const leastShare = 0.005;
const fewestOccurrences = 5;
/** A longer list names nothing. */
const mostMembers = 16;

/** [hidden]: the best set of each unit over the characters from `from` up to, not including, `to`. `categories`: one for each. */
export function categorySets(
  { hidden, values }: Activations,
  categories: readonly string[],
  from: number,
  to: number,
): readonly CategorySet[] {
  const kinds = [...new Set(categories.slice(from, to))];
  const kindOf = new Map(kinds.map((category, kind) => [category, kind]));
  const counts = new Float64Array(kinds.length);
  /** [kinds][hidden] */
  const sums = new Float64Array(kinds.length * hidden);
  const squares = new Float64Array(hidden);
  for (let index = from; index < to; index++) {
    const kind = kindOf.get(categories[index]!)!;
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
    const total = kinds.reduce((sum, _category, kind) => sum + sumOf(kind), 0);
    const spread = squares[unit]! - (total * total) / (to - from);
    const ordered = [...frequent].sort((one, other) => sumOf(one) / counts[one]! - sumOf(other) / counts[other]!);
    const low = bestStart(ordered, sumOf, counts, total, to - from, spread);
    const high = bestStart(ordered.reverse(), sumOf, counts, total, to - from, spread);
    const best = Math.abs(high.strength) >= Math.abs(low.strength) ? high : low;
    return { members: best.kinds.map((kind) => kinds[kind]!).sort(), strength: best.strength };
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
  for (let length = 1; length <= Math.min(mostMembers, ordered.length); length++) {
    const kind = ordered[length - 1]!;
    sum += sumOf(kind);
    count += counts[kind]!;
    const split = count * (1 - count / all) * spread;
    const strength = split > 1e-9 * all ? (sum - (total * count) / all) / Math.sqrt(split) : 0;
    if (Math.abs(strength) > Math.abs(best.strength)) best = { length, strength };
  }
  return { kinds: ordered.slice(0, best.length), strength: best.strength };
}

/** 1 in one of the set, else 0. */
export function setColumn(categories: readonly string[], members: readonly string[]): Float32Array {
  const wanted = new Set(members);
  const column = new Float32Array(categories.length);
  categories.forEach((category, index) => (column[index] = Number(wanted.has(category))));
  return column;
}
