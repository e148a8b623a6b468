// Many units of a character network depend on the last character, or on the start of the line. For each unit, finds the set of
// such categories with its highest or lowest values. A set is found on one part of the text and tested on another.
import type { Activations } from './activations.ts';
import type { TextPart, UnitSums } from './correlation.ts';

/** Sums over one part of a text. */
export interface CategorySums extends UnitSums {
  readonly hidden: number;
  /** Number of characters. */
  readonly length: number;
  /** For each category in the text: its number of characters, and the sum of every unit over them, [hidden]. */
  readonly categories: ReadonlyMap<string, { count: number; readonly sums: Float64Array }>;
}

export interface CategorySet {
  readonly members: readonly string[];
  /** Correlation of the unit with membership in the set, on the text that the set was found on. */
  readonly strength: number;
}

/** Minimum share of the text, and minimum number of characters, of a category in a set: rare categories prove little. */
const minShare = 0.005;
const minOccurrences = 5;
/** A longer list is not a useful name. */
const maxMembers = 16;

/** `categories` has one entry per character of the text; `units` are the sums of the same part. */
export function sumByCategory(
  { hidden, values }: Activations,
  categories: readonly string[],
  { from, to }: TextPart,
  units: UnitSums,
): CategorySums {
  const sums = new Map<string, { count: number; readonly sums: Float64Array }>();
  for (let index = from; index < to; index++) {
    const category = categories[index]!;
    let entry = sums.get(category);
    if (!entry) sums.set(category, (entry = { count: 0, sums: new Float64Array(hidden) }));
    entry.count++;
    for (let unit = 0; unit < hidden; unit++) entry.sums[unit]! += values[index * hidden + unit]!;
  }
  return { ...units, hidden, length: to - from, categories: sums };
}

/** The set with the strongest correlation for each unit, [hidden]. */
export function bestSets(all: CategorySums): readonly CategorySet[] {
  const minCount = Math.max(minOccurrences, minShare * all.length);
  const frequent = [...all.categories].filter(([, { count }]) => count >= minCount);
  return Array.from({ length: all.hidden }, (_, unit) => {
    const byMean = frequent
      .map(([category, { count, sums }]) => ({ category, mean: sums[unit]! / count }))
      .sort((one, other) => one.mean - other.mean)
      .map(({ category }) => category);
    const [low, high] = [bestPrefix(all, byMean, unit), bestPrefix(all, byMean.reverse(), unit)];
    return Math.abs(high.strength) >= Math.abs(low.strength) ? high : low;
  });
}

/** Point-biserial correlation of a unit with membership in a set, from the sums. */
export function setStrength(
  { categories, length, sum, squares }: CategorySums,
  members: readonly string[],
  unit: number,
): number {
  let [inside, count] = [0, 0];
  for (const member of members) {
    const entry = categories.get(member);
    inside += entry?.sums[unit] ?? 0;
    count += entry?.count ?? 0;
  }
  const spread = squares[unit]! - (sum[unit]! * sum[unit]!) / length;
  const split = count * (1 - count / length) * spread;
  return split > 1e-9 * length ? (inside - (sum[unit]! * count) / length) / Math.sqrt(split) : 0;
}

/** The first categories of the list, as many as give the strongest correlation. */
function bestPrefix(all: CategorySums, ordered: readonly string[], unit: number): CategorySet {
  let best: CategorySet = { members: [], strength: 0 };
  for (let length = 1; length <= Math.min(maxMembers, ordered.length); length++) {
    const members = ordered.slice(0, length);
    const strength = setStrength(all, members, unit);
    if (Math.abs(strength) > Math.abs(best.strength)) best = { members, strength };
  }
  return { ...best, members: [...best.members].sort() };
}
