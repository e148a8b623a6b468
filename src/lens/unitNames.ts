// Names for hidden units. A name is chosen on one half of the text and its strength is measured on the other half. A unit without
// enough correlation has no name.
import type { Activations } from './activations.ts';
import { bestSets, setStrength, sumByCategory, type CategorySums } from './categorySets.ts';
import { correlations, unitSums } from './correlation.ts';
import { featureNames, type FeatureName, type FeatureTable } from './features.ts';

export type UnitName = {
  readonly unit: number;
  /** Correlation on the half that the name was not chosen on, -1..1; negative if the unit falls when the feature rises. */
  readonly strength: number;
} & (
  | { readonly feature: FeatureName }
  /** The last character, or the start of the line, is one of these. */
  | { readonly feature: 'afterAnyOf' | 'lineBeginsWith'; readonly members: readonly string[] }
);

/** Below this correlation a unit has no name. */
const minStrength = 0.4;
/** A feature with this correlation is the name, even if a category set correlates more. */
export const strongEvidence = 0.6;
/** Otherwise a category set, which is fitted to its unit, needs this margin over the feature, and this correlation. */
const setMargin = 0.15;
const minSetStrength = 0.5;

/** Names of the units that have one: features first, strong ones before others, then category sets. `characters`: code points. */
export function nameUnits(
  activations: Activations,
  features: FeatureTable,
  characters: readonly string[],
): readonly UnitName[] {
  const { hidden } = activations;
  const [middle, end] = [Math.floor(characters.length / 2), characters.length];
  const halves = [
    { from: 0, to: middle },
    { from: middle, to: end },
  ].map((part) => ({ part, sums: unitSums(activations, part) }));
  const [chosen, reported] = halves.map(({ part, sums }) =>
    featureNames.map((name) => correlations(activations, features[name], part, sums)),
  ) as [Float64Array[], Float64Array[]];
  const kinds = [['lineBeginsWith', lineStarts(characters)] as const, ['afterAnyOf', characters] as const].map(
    ([feature, categories]) => {
      const [first, second] = halves.map(({ part, sums }) => sumByCategory(activations, categories, part, sums)) as [
        CategorySums,
        CategorySums,
      ];
      return { feature, sets: bestSets(first), second };
    },
  );

  /** The feature with the strongest correlation on the first half. */
  function bestFeature(unit: number): ScoredName {
    let best = 0;
    for (let feature = 1; feature < chosen.length; feature++) {
      if (Math.abs(chosen[feature]![unit]!) > Math.abs(chosen[best]![unit]!)) best = feature;
    }
    const strength = reported[best]![unit]!;
    return { onChosen: chosen[best]![unit]!, name: { unit, feature: featureNames[best]!, strength } };
  }

  function bestSet(unit: number, featureStrength: number): ScoredName | undefined {
    const {
      feature,
      second,
      members,
      strength: onChosen,
    } = kinds
      .map(({ sets, ...kind }) => ({ ...kind, ...sets[unit]! }))
      .reduce((one, other) => (Math.abs(other.strength) > Math.abs(one.strength) ? other : one));
    if (Math.abs(onChosen) <= featureStrength + setMargin) return undefined;
    return { onChosen, name: { unit, feature, members, strength: setStrength(second, members, unit) } };
  }

  function nameOf(unit: number): UnitName | undefined {
    const feature = bestFeature(unit);
    if (isConfirmed(feature, strongEvidence)) return feature.name;
    const set = bestSet(unit, Math.abs(feature.onChosen));
    if (set && isConfirmed(set, minSetStrength)) return set.name;
    return isConfirmed(feature, minStrength) ? feature.name : undefined;
  }

  return Array.from({ length: hidden }, (_, unit) => nameOf(unit))
    .filter((name) => name !== undefined)
    .sort((one, other) => rank(other) - rank(one));
}

/** Features first: their names have one clear meaning, unlike a list of characters. */
function rank(name: UnitName): number {
  const strength = Math.abs(name.strength);
  return 'members' in name ? strength : 1 + strength;
}

interface ScoredName {
  /** Correlation on the half that the name was chosen on. */
  readonly onChosen: number;
  readonly name: UnitName;
}

/** Strong enough on both halves, with the same sign. */
function isConfirmed({ onChosen, name: { strength } }: ScoredName, minimum: number): boolean {
  return Math.sign(onChosen) === Math.sign(strength) && Math.min(Math.abs(onChosen), Math.abs(strength)) >= minimum;
}

const word = /[\p{L}\p{M}_]/u;
const whitespace = /\s/u;
const maxPunctuation = 2;

/** One per character (code point); '' while the line has only whitespace. */
export function lineStarts(characters: readonly string[]): readonly string[] {
  let start = '';
  let open = true;
  return characters.map((character) => {
    if (character === '\n') {
      start = '';
      open = true;
    } else if (open && !(start === '' && whitespace.test(character))) {
      const isWord = word.test(character);
      const goesOn = start === '' || (isWord ? word.test(start) : !word.test(start) && start.length < maxPunctuation);
      if (goesOn && !whitespace.test(character)) start += character;
      else open = false;
    }
    return start;
  });
}
