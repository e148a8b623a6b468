// Names for hidden units, with honest evidence: the name is chosen on one half of the text, its strength is measured on
// the other, and a unit that follows nothing we know of has no name.
import { correlations, type Activations } from './correlation.ts';
import { featureNames, type FeatureName, type FeatureTable } from './features.ts';

export interface UnitName {
  readonly unit: number;
  readonly feature: FeatureName;
  /** Correlation on the half that the name was not chosen on: -1..1; negative where the unit falls silent or turns. */
  readonly strength: number;
}

/** Weaker evidence than this makes no name. */
export const leastStrength = 0.4;

/** Names of the units that deserve one, strongest first. */
export function nameUnits(activations: Activations, features: FeatureTable): readonly UnitName[] {
  const { hidden, values } = activations;
  const characters = values.length / hidden;
  const middle = Math.floor(characters / 2);
  const chosen = featureNames.map((name) => correlations(activations, features[name], 0, middle));
  const reported = featureNames.map((name) => correlations(activations, features[name], middle, characters));
  const names: UnitName[] = [];
  for (let unit = 0; unit < hidden; unit++) {
    let best = 0;
    for (let feature = 1; feature < chosen.length; feature++) {
      if (Math.abs(chosen[feature]![unit]!) > Math.abs(chosen[best]![unit]!)) best = feature;
    }
    const strength = reported[best]![unit]!;
    const agree = Math.sign(strength) === Math.sign(chosen[best]![unit]!);
    if (agree && Math.abs(strength) >= leastStrength) names.push({ unit, feature: featureNames[best]!, strength });
  }
  return names.sort((one, other) => Math.abs(other.strength) - Math.abs(one.strength));
}
