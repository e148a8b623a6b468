// Names for hidden units, with honest evidence: the name is chosen on one half of the text, its strength is measured on
// the other, and a unit that follows nothing we know of has no name.
import type { Activations } from './activations.ts';
import { bestSets, setStrength, sumByCategory, type CategorySums } from './categorySets.ts';
import { correlations, unitSums } from './correlation.ts';
import { featureNames, type FeatureName, type FeatureTable } from './features.ts';
import { lineStarts } from './lineStarts.ts';

export type UnitName = {
  readonly unit: number;
  /** Correlation on the half that the name was not chosen on: -1..1; negative where the unit falls silent or turns. */
  readonly strength: number;
} & (
  | { readonly feature: FeatureName }
  /** One of these was read last; the line began with one of these. */
  | { readonly feature: 'afterAnyOf' | 'lineBeginsWith'; readonly members: readonly string[] }
);

/** Weaker evidence than this makes no name. */
export const minStrength = 0.4;
/** A feature with a meaning of its own that holds so well is told, whatever else explains more. */
export const strongEvidence = 0.6;
/** Else a set, which is fitted to its unit, must explain so much more than the feature, and well. */
const setMargin = 0.15;
const minSetStrength = 0.5;

/** Names of the units that deserve one: meanings that hold well first, then by strength. `characters`: the text, a code point each. */
export function nameUnits(
  activations: Activations,
  features: FeatureTable,
  characters: readonly string[],
): readonly UnitName[] {
  const { hidden } = activations;
  const [middle, end] = [Math.floor(characters.length / 2), characters.length];
  const halves = [
    { from: 0, to: middle, sums: unitSums(activations, 0, middle) },
    { from: middle, to: end, sums: unitSums(activations, middle, end) },
  ] as const;
  const [chosen, reported] = halves.map(({ from, to, sums }) =>
    featureNames.map((name) => correlations(activations, features[name], from, to, sums)),
  ) as [Float64Array[], Float64Array[]];
  const kinds = [['lineBeginsWith', lineStarts(characters)] as const, ['afterAnyOf', characters] as const].map(
    ([feature, categories]) => {
      const [first, second] = halves.map(({ from, to, sums }) =>
        sumByCategory(activations, categories, from, to, sums),
      ) as [CategorySums, CategorySums];
      return { feature, sets: bestSets(first), second };
    },
  );

  /** By the feature that it follows most closely on the half that names are chosen on. */
  function bestFeature(unit: number): ScoredName {
    let best = 0;
    for (let feature = 1; feature < chosen.length; feature++) {
      if (Math.abs(chosen[feature]![unit]!) > Math.abs(chosen[best]![unit]!)) best = feature;
    }
    const strength = reported[best]![unit]!;
    return { onChosen: chosen[best]![unit]!, name: { unit, feature: featureNames[best]!, strength } };
  }

  function bestSet(unit: number, than: number): ScoredName | undefined {
    const {
      feature,
      second,
      members,
      strength: onChosen,
    } = kinds
      .map(({ sets, ...kind }) => ({ ...kind, ...sets[unit]! }))
      .reduce((one, other) => (Math.abs(other.strength) > Math.abs(one.strength) ? other : one));
    if (Math.abs(onChosen) <= than + setMargin) return undefined;
    return { onChosen, name: { unit, feature, members, strength: setStrength(second, members, unit) } };
  }

  function nameOf(unit: number): UnitName | undefined {
    const plain = bestFeature(unit);
    if (isConfirmed(plain, strongEvidence)) return plain.name;
    const set = bestSet(unit, Math.abs(plain.onChosen));
    if (set && isConfirmed(set, minSetStrength)) return set.name;
    return isConfirmed(plain, minStrength) ? plain.name : undefined;
  }

  return Array.from({ length: hidden }, (_, unit) => nameOf(unit))
    .filter((name) => name !== undefined)
    .sort((one, other) => rank(other) - rank(one));
}

/** A meaning that holds well says more than any set. */
function rank(name: UnitName): number {
  const strength = Math.abs(name.strength);
  return strength >= strongEvidence && !('members' in name) ? 1 + strength : strength;
}

interface ScoredName {
  /** Correlation on the half that the name was chosen on. */
  readonly onChosen: number;
  readonly name: UnitName;
}

/** So strong on either half, and the same way. */
function isConfirmed({ onChosen, name: { strength } }: ScoredName, least: number): boolean {
  return Math.sign(onChosen) === Math.sign(strength) && Math.min(Math.abs(onChosen), Math.abs(strength)) >= least;
}
