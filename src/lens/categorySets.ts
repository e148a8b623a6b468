// Many units of a character network follow which character was read last, or how the line began. For each unit the set of such
// categories in which it stands highest, or lowest, found on one stretch of text and tried on another.
import type { Activations } from './activations.ts';
import type { UnitSums } from './correlation.ts';

/** Of one stretch of text. */
export interface CategorySums extends UnitSums {
  readonly hidden: number;
  /** Characters in all. */
  readonly length: number;
  /** Each category that occurs: how often, and the sum of every unit where it does, [hidden]. */
  readonly kinds: ReadonlyMap<string, { count: number; readonly sums: Float64Array }>;
}

export interface CategorySet {
  readonly members: readonly string[];
  /** Correlation of the unit with "one of these", on the text that the set was found on. */
  readonly strength: number;
}

/** A category must be so much of the text, and occur so often, to be taken into a set: rare ones prove little. */
const minShare = 0.005;
const minOccurrences = 5;
/** A longer list names nothing. */
const maxMembers = 16;

/** Over the characters from `from` up to, not including, `to`. `categories`: one for each character; `units`: of the same stretch. */
export function sumByCategory(
  { hidden, values }: Activations,
  categories: readonly string[],
  from: number,
  to: number,
  units: UnitSums,
): CategorySums {
  const kinds = new Map<string, { count: number; readonly sums: Float64Array }>();
  for (let index = from; index < to; index++) {
    const category = categories[index]!;
    let kind = kinds.get(category);
    if (!kind) kinds.set(category, (kind = { count: 0, sums: new Float64Array(hidden) }));
    kind.count++;
    for (let unit = 0; unit < hidden; unit++) kind.sums[unit]! += values[index * hidden + unit]!;
  }
  return { ...units, hidden, length: to - from, kinds };
}

/** The best set of each unit, [hidden]. */
export function bestSets(all: CategorySums): readonly CategorySet[] {
  const fewest = Math.max(minOccurrences, minShare * all.length);
  const frequent = [...all.kinds].filter(([, { count }]) => count >= fewest);
  return Array.from({ length: all.hidden }, (_, unit) => {
    const byMean = frequent
      .map(([category, { count, sums }]) => ({ category, mean: sums[unit]! / count }))
      .sort((one, other) => one.mean - other.mean)
      .map(({ category }) => category);
    const [low, high] = [bestStart(all, byMean, unit), bestStart(all, byMean.reverse(), unit)];
    return Math.abs(high.strength) >= Math.abs(low.strength) ? high : low;
  });
}

/** Correlation of a unit with "one of these": a point-biserial one, by sums. */
export function setStrength(
  { kinds, length, sum, squares }: CategorySums,
  members: readonly string[],
  unit: number,
): number {
  let [inside, count] = [0, 0];
  for (const member of members) {
    const kind = kinds.get(member);
    inside += kind?.sums[unit] ?? 0;
    count += kind?.count ?? 0;
  }
  const spread = squares[unit]! - (sum[unit]! * sum[unit]!) / length;
  const split = count * (1 - count / length) * spread;
  return split > 1e-9 * length ? (inside - (sum[unit]! * count) / length) / Math.sqrt(split) : 0;
}

/** How many of the first categories to take for the strongest correlation. */
function bestStart(all: CategorySums, ordered: readonly string[], unit: number): CategorySet {
  let best: CategorySet = { members: [], strength: 0 };
  for (let length = 1; length <= Math.min(maxMembers, ordered.length); length++) {
    const members = ordered.slice(0, length);
    const strength = setStrength(all, members, unit);
    if (Math.abs(strength) > Math.abs(best.strength)) best = { members, strength };
  }
  return { ...best, members: [...best.members].sort() };
}
