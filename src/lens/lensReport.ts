// One look through the lens: the network reads a few thousand held-out characters, and what every unit did is kept, with
// an order that puts alike units together and the names that the evidence allows.
import type { Reader } from '../engine/engine.ts';
import { outsideId, type Vocabulary } from '../language/vocabulary.ts';
import { unitSimilarity } from './correlation.ts';
import { countGates, type GateUse } from './gateUse.ts';
import { featureNames, featuresOf, type FeatureName } from './features.ts';
import { nameUnits, type UnitName } from './naming.ts';
import { orderUnits } from './order.ts';

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
  /** Strongest first. */
  readonly names: readonly UnitName[];
  /** Of a cell that has gates. */
  readonly gates: readonly GateUse[];
}

/** A text to read: its context first, which sets the hidden state and is not reported. */
export interface LensText {
  readonly context: Int32Array;
  readonly ids: Int32Array;
}

/** Rows that the order of the units is computed from. */
const orderedRows = 768;

/** Undefined where there is nothing to read. With the order of an earlier look only what has become unlike is moved. */
export function lensReport(
  reader: Reader,
  vocabulary: Vocabulary,
  texts: readonly LensText[],
  earlier?: Pick<LensReport, 'order'>,
): LensReport | undefined {
  const { hidden } = reader.shape;
  const total = texts.reduce((sum, { ids }) => sum + ids.length, 0);
  if (total === 0) return undefined;
  const values = new Float32Array(total * hidden);
  const gates = countGates(reader.shape);
  const characters: string[] = [];
  const starts: number[] = [];
  const features = Object.fromEntries(featureNames.map((name) => [name, new Float32Array(total)])) as unknown as Record<
    FeatureName,
    Float32Array
  >;
  for (const { context, ids } of texts) {
    const at = characters.length;
    starts.push(at);
    reader.reset();
    reader.feed(outsideId);
    for (const id of context) reader.feed(id);
    ids.forEach((id, index) => {
      reader.feed(id);
      values.set(reader.hidden, (at + index) * hidden);
      gates.look(reader);
    });
    const before = Array.from(context, (id) => vocabulary.decode(id));
    const read = Array.from(ids, (id) => vocabulary.decode(id));
    const table = featuresOf([...before, ...read]);
    for (const name of featureNames) features[name].set(table[name].subarray(before.length), at);
    characters.push(...read);
  }
  const activations = { hidden, values };
  const similarity = unitSimilarity(activations, Math.max(1, Math.floor(total / orderedRows)));
  return {
    characters,
    starts,
    hidden,
    values: Int8Array.from(values, (value) => Math.round(127 * value)),
    order: orderUnits(similarity, hidden, earlier?.order),
    names: nameUnits(activations, features, characters),
    gates: gates.uses(),
  };
}
