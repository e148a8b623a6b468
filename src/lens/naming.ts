// Names for hidden units, with honest evidence: the name is chosen on one half of the text, its strength is measured on
// the other, and a unit that follows nothing we know of has no name.
import { categorySets, setColumn } from './categorySets.ts';
import { correlations, type Activations } from './correlation.ts';
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
export const leastStrength = 0.4;
/** A set is fitted to its unit: it must explain so much more than a feature with a meaning of its own, and well. */
const worthASet = 0.15;
const leastSetStrength = 0.5;

/** Names of the units that deserve one, strongest first. `characters`: the text, a code point each. */
export function nameUnits(
  activations: Activations,
  features: FeatureTable,
  characters: readonly string[],
): readonly UnitName[] {
  const { hidden } = activations;
  const [middle, end] = [Math.floor(characters.length / 2), characters.length];
  const chosen = featureNames.map((name) => correlations(activations, features[name], 0, middle));
  const reported = featureNames.map((name) => correlations(activations, features[name], middle, end));
  const kinds = [['lineBeginsWith', lineStarts(characters)] as const, ['afterAnyOf', characters] as const].map(
    ([feature, categories]) => ({ feature, categories, sets: categorySets(activations, categories, 0, middle) }),
  );
  const names: UnitName[] = [];
  for (let unit = 0; unit < hidden; unit++) {
    let best = 0;
    for (let feature = 1; feature < chosen.length; feature++) {
      if (Math.abs(chosen[feature]![unit]!) > Math.abs(chosen[best]![unit]!)) best = feature;
    }
    const onChosen = chosen[best]![unit]!;
    const set = kinds
      .map(({ feature, categories, sets }) => ({ feature, categories, ...sets[unit]! }))
      .reduce((one, other) => (Math.abs(other.strength) > Math.abs(one.strength) ? other : one));
    if (Math.abs(set.strength) > Math.abs(onChosen) + worthASet) {
      const strength = correlations(activations, setColumn(set.categories, set.members), middle, end)[unit]!;
      if (isBorneOut(set.strength, strength) && Math.abs(strength) >= leastSetStrength) {
        names.push({ unit, feature: set.feature, members: set.members, strength });
        continue;
      }
    }
    const strength = reported[best]![unit]!;
    if (isBorneOut(onChosen, strength)) names.push({ unit, feature: featureNames[best]!, strength });
  }
  return names.sort((one, other) => Math.abs(other.strength) - Math.abs(one.strength));
}

function isBorneOut(chosen: number, reported: number): boolean {
  return Math.sign(chosen) === Math.sign(reported) && Math.abs(reported) >= leastStrength;
}
