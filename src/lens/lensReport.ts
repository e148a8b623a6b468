// The unit analysis ("neuron lens"): the network reads a few thousand held-out characters. The report has the activity of every
// unit, an order that places similar units together, and names for units with enough evidence.
import type { Reader } from '../engine/engine.ts';
import type { Vocabulary } from '../model/network/vocabulary.ts';
import { countCharacters, type EncodedText } from '../model/network/encodedText.ts';
import { quantize, recordActivations, type Activations } from './activations.ts';
import { unitSimilarity } from './correlation.ts';
import { featureNames, featuresOf, noFeatures } from './features.ts';
import { gateSaturation, type GateSaturation } from './gateSaturation.ts';
import { nameUnits, type UnitName } from './unitNames.ts';
import { orderUnits } from './unitOrder.ts';
import type { Passages } from './passages.ts';

export interface LensReport {
  /** The text, one code point each. */
  readonly characters: readonly string[];
  /** Start of each of the texts in `characters`. */
  readonly starts: readonly number[];
  readonly hidden: number;
  /** Activity in units of 1/127, [characters][hidden]. */
  readonly values: Int8Array;
  /** Units in display order, similar ones together. */
  readonly order: Uint16Array;
  /** The most informative first. */
  readonly names: readonly UnitName[];
  /** Empty for a cell without gates. */
  readonly gates: readonly GateSaturation[];
}

/** Number of characters from which the unit order is computed. */
const orderedRows = 768;

/**
 * Undefined without text. All texts are evidence for names; only the first `shown` are reported. With a previous report its unit
 * order changes only as far as needed.
 */
export function lensReport(
  reader: Reader,
  vocabulary: Vocabulary,
  { texts, shown }: Passages,
  previous?: Pick<LensReport, 'order'>,
): LensReport | undefined {
  const recorded = recordActivations(reader, texts);
  const { characters, starts, features } = describeTexts(vocabulary, texts);
  const total = starts[shown] ?? characters.length;
  if (total === 0) return undefined;
  const { hidden } = recorded.units;
  const names = (activations: Activations) => nameUnits(activations, features, characters);
  const onlyShown = ({ values }: Activations): Activations => ({ hidden, values: values.subarray(0, total * hidden) });
  const units = onlyShown(recorded.units);
  const similarity = unitSimilarity(units, Math.max(1, Math.floor(total / orderedRows)));
  return {
    characters: characters.slice(0, total),
    starts: starts.slice(0, shown),
    hidden,
    values: quantize(units.values, 127, new Int8Array(units.values.length)),
    order: orderUnits(similarity, hidden, previous?.order),
    names: names(recorded.units),
    gates: recorded.gates.map(({ gate, activations }) =>
      gateSaturation(gate, onlyShown(activations), names(activations)),
    ),
  };
}

/** Characters, text starts and features of all texts. The contexts are scanned too, but not reported. */
function describeTexts(vocabulary: Vocabulary, texts: readonly EncodedText[]) {
  const characters: string[] = [];
  const starts: number[] = [];
  const features = noFeatures(countCharacters(texts));
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
  return { characters, starts, features };
}
