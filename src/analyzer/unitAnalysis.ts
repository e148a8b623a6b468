// The quick questions: a look through the lens, a text in a unit's colours, what mattered for one character.
import type { Engine, Reader } from '../engine/engine.ts';
import { cellSpec } from '../engine/cells.ts';
import { unknownId } from '../model/network/vocabulary.ts';
import { lensReport, type LensReport } from '../lens/lensReport.ts';
import { createSaliency } from '../lens/saliency.ts';
import { passagesOf } from '../lens/passages.ts';
import type { AnalysisResult, Attribution, AnalysisQuery } from '../protocol/analyzer.ts';
import { momentsOf, shadeOf } from '../lens/shades.ts';
import type { AnalyzedNetwork } from './analyzedNetwork.ts';

/** Characters of held-out text that come before a passage. */
const contextCharacters = 256;
/** Characters of a text that are looked back over. */
const maxAttributionLength = 200;

/** Undefined where nothing is held out. The same report each time. */
export function analyzeUnits(subject: AnalyzedNetwork, engine: Engine): LensReport | undefined {
  const { vocabulary } = subject.checkpoint;
  subject.lens ??= withReader(subject, engine, (reader) =>
    lensReport(
      reader,
      vocabulary,
      passagesOf(
        subject.corpus.heldOut.map(({ before, text }) => ({
          context: vocabulary.encode(before.slice(-2 * contextCharacters)).slice(-contextCharacters),
          ids: vocabulary.encode(text),
        })),
      ),
    ),
  );
  return subject.lens;
}

/** By the mean and deviation over the held-out text, or over this one where there is none. */
export function colorText(
  subject: AnalyzedNetwork,
  engine: Engine,
  { unit, gate, before, text }: Extract<AnalysisQuery, { kind: 'color' }>,
): Extract<AnalysisResult, { kind: 'color' }> {
  const { vocabulary, shape } = subject.checkpoint;
  const { hidden } = shape;
  const lens = analyzeUnits(subject, engine);
  const chosen = Math.min(hidden - 1, Math.max(0, unit));
  const gateAt = cellSpec(shape.cell).gates.findIndex(({ name }) => name === gate);
  const gates = new Float32Array(cellSpec(shape.cell).gates.length * hidden);
  const activity = withReader(subject, engine, (reader) => {
    reader.feed(unknownId);
    for (const id of vocabulary.encode(before)) reader.feed(id);
    return Float32Array.from(vocabulary.encode(text), (id) => {
      reader.feed(id);
      if (gateAt < 0) return 127 * reader.hidden[chosen]!;
      reader.readGates(gates);
      return 255 * gates[gateAt * hidden + chosen]!;
    });
  });
  const usual = gateAt < 0 ? lens?.values : lens?.gates[gateAt]?.values;
  const moments = usual ? momentsOf(usual, chosen, hidden) : momentsOf(activity);
  return { kind: 'color', shades: Int8Array.from(activity, (value) => shadeOf(value, moments)) };
}

/** Only the end of the text is looked at; the rest is as if it were not there. */
export function attributePrediction(
  { checkpoint: { shape, vocabulary, parameters } }: AnalyzedNetwork,
  { text, next }: Extract<AnalysisQuery, { kind: 'attribution' }>,
): Attribution {
  const characters = Array.from(text).slice(-maxAttributionLength);
  const ids = [unknownId, ...vocabulary.encode(characters.join(''))];
  const [target = unknownId] = vocabulary.encode(next);
  const { norms, logProbability } = createSaliency(shape, Float64Array.from(parameters), ids)(
    ids.length - 1,
    target,
    characters.length,
  );
  return { text: characters.join(''), next, logProbability, weights: Float32Array.from(norms).reverse() };
}

function withReader<T>({ checkpoint }: AnalyzedNetwork, engine: Engine, look: (reader: Reader) => T): T {
  const reader = engine.reader(checkpoint.shape);
  reader.writeParameters(checkpoint.parameters);
  try {
    return look(reader);
  } finally {
    reader.dispose();
  }
}
