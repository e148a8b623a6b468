// The short analyses: what the units encode, the activity of one unit over a text, and the attribution of one prediction.
import type { Engine, Reader } from '../engine/engine.ts';
import { cellSpec } from '../engine/cells.ts';
import { encodeTexts } from '../model/network/encodedText.ts';
import { unknownId } from '../model/network/vocabulary.ts';
import { lensReport, type LensReport } from '../lens/lensReport.ts';
import { createSaliency } from '../lens/saliency.ts';
import { passagesOf } from '../lens/passages.ts';
import type { AnalysisResult, Attribution, AnalysisQuery } from '../protocol/analyzer.ts';
import { momentsOf, shadeOf } from '../lens/shades.ts';
import type { AnalyzedNetwork } from './analyzedNetwork.ts';

/** Characters that the gradient is propagated through. */
const maxAttributionLength = 200;

/** Computed once for each network. Undefined if no text is held out. */
export function analyzeUnits(subject: AnalyzedNetwork, engine: Engine): LensReport | undefined {
  const { vocabulary } = subject.checkpoint;
  subject.lens ??= withReader(subject, engine, (reader) =>
    lensReport(reader, vocabulary, passagesOf(encodeTexts(subject.corpus.heldOut, vocabulary))),
  );
  return subject.lens;
}

/**
 * Deviations of a unit's or gate's activity from its mean over held-out text, or over this text if none is held out. Activity is
 * scaled to -127..127 for units and 0..255 for gates.
 */
export function colorText(
  subject: AnalyzedNetwork,
  engine: Engine,
  { unit, gate, before, text }: Extract<AnalysisQuery, { kind: 'color' }>,
): Extract<AnalysisResult, { kind: 'color' }> {
  const { vocabulary, shape } = subject.checkpoint;
  const { hiddenSize } = shape;
  const lens = analyzeUnits(subject, engine);
  const unitIndex = Math.min(hiddenSize - 1, Math.max(0, unit));
  const gateIndex = cellSpec(shape.cell).gates.findIndex(({ name }) => name === gate);
  const gates = new Float32Array(cellSpec(shape.cell).gates.length * hiddenSize);
  const activity = withReader(subject, engine, (reader) => {
    reader.feed(unknownId);
    for (const id of vocabulary.encode(before)) reader.feed(id);
    return Float32Array.from(vocabulary.encode(text), (id) => {
      reader.feed(id);
      if (gateIndex < 0) return 127 * reader.hidden[unitIndex]!;
      reader.readGates(gates);
      return 255 * gates[gateIndex * hiddenSize + unitIndex]!;
    });
  });
  const reference = gateIndex < 0 ? lens?.values : lens?.gates[gateIndex]?.values;
  const moments = reference ? momentsOf(reference, unitIndex, hiddenSize) : momentsOf(activity);
  return { kind: 'color', shades: Int8Array.from(activity, (value) => shadeOf(value, moments)) };
}

/** Attributes the prediction of `next` to the last characters of the text. Earlier ones are ignored. */
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

function withReader<T>({ checkpoint }: AnalyzedNetwork, engine: Engine, analyze: (reader: Reader) => T): T {
  const reader = engine.reader(checkpoint.shape);
  reader.writeParameters(checkpoint.parameters);
  try {
    return analyze(reader);
  } finally {
    reader.dispose();
  }
}
