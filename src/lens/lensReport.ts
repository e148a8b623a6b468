// One look through the lens: the network reads a few thousand held-out characters, and what every unit did is kept, with
// an order that puts alike units together and the names that the evidence allows.
import type { Reader } from '../engine/engine.ts';
import type { Vocabulary } from '../model/network/vocabulary.ts';
import { charactersOf } from '../util/lengthOf.ts';
import { quantize, recordActivations, type Activations, type LensText } from './activations.ts';
import { unitSimilarity } from './correlation.ts';
import { featureNames, featuresOf, type FeatureName, type FeatureTable } from './features.ts';
import { gateSaturation, type GateSaturation } from './gateSaturation.ts';
import { nameUnits, type UnitName } from './unitNames.ts';
import { orderUnits } from './unitOrder.ts';
import type { Passages } from './passages.ts';

export interface LensReport {
  /** The text that was read, a code point each. */
  readonly characters: readonly string[];
  /** Where in it each of the texts begins. */
  readonly starts: readonly number[];
  readonly hidden: number;
  /** Activity in 1/127, [characters][hidden]. */
  readonly values: Int8Array;
  /** Units from first to last, alike ones together. */
  readonly order: Uint16Array;
  /** Those that say most first. */
  readonly names: readonly UnitName[];
  /** Of a cell that has gates. */
  readonly gates: readonly GateSaturation[];
}

/** Rows that the order of the units is computed from. */
const orderedRows = 768;

/**
 * Undefined where there is nothing to read. All texts are evidence for names; `shown`, the first ones, are reported. With the
 * order of an earlier look only what has become unlike is moved.
 */
export function lensReport(
  reader: Reader,
  vocabulary: Vocabulary,
  { texts, shown }: Passages,
  earlier?: Pick<LensReport, 'order'>,
): LensReport | undefined {
  const readings = recordActivations(reader, texts);
  const { characters, starts, features } = describeTexts(vocabulary, texts);
  const total = starts[shown] ?? characters.length;
  if (total === 0) return undefined;
  const { hidden } = readings.units;
  const names = (activations: Activations) => nameUnits(activations, features, characters);
  const ofShown = ({ values }: Activations): Activations => ({ hidden, values: values.subarray(0, total * hidden) });
  const units = ofShown(readings.units);
  const similarity = unitSimilarity(units, Math.max(1, Math.floor(total / orderedRows)));
  return {
    characters: characters.slice(0, total),
    starts: starts.slice(0, shown),
    hidden,
    values: quantize(units.values, 127, new Int8Array(units.values.length)),
    order: orderUnits(similarity, hidden, earlier?.order),
    names: names(readings.units),
    gates: readings.gates.map(({ gate, activations }) =>
      gateSaturation(gate, ofShown(activations), names(activations)),
    ),
  };
}

/** What is there to read, and what can be said of each place of it; the contexts are described too, and not reported. */
function describeTexts(vocabulary: Vocabulary, texts: readonly LensText[]) {
  const characters: string[] = [];
  const starts: number[] = [];
  const total = charactersOf(texts);
  const features = Object.fromEntries(featureNames.map((name) => [name, new Float32Array(total)])) as unknown as Record<
    FeatureName,
    Float32Array
  >;
  for (const { context, ids } of texts) {
    const at = characters.length;
    starts.push(at);
    const [before, read] = [context, ids].map((part) => Array.from(part, (id) => vocabulary.decode(id))) as [
      string[],
      string[],
    ];
    const table = featuresOf([...before, ...read]);
    for (const name of featureNames) features[name].set(table[name].subarray(before.length), at);
    characters.push(...read);
  }
  return { characters, starts, features: features as FeatureTable };
}
