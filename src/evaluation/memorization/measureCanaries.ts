// How much a model that was trained on texts with planted canaries has memorized of each.
import type { LanguageModel } from '../../model/languageModel.ts';
import { randomRest, seededRandom, spaceBits, type Canary, type CanaryKind } from './canaries.ts';
import { exposureOf, type Exposure } from './exposure.ts';
import { extractedLength } from './extraction.ts';

export interface CanaryResult {
  readonly kind: CanaryKind;
  readonly repetitions: number;
  readonly exposure: Exposure;
  /** Characters of the rest that suggestions reveal, and of the whole rest. */
  readonly extracted: number;
  readonly length: number;
}

export interface MeasuredModel {
  readonly model: LanguageModel;
  /** Reads text without learning it. Returns its cross-entropy in bits. */
  measure(text: string): number;
}

/** The document in which the canaries are asked for. It was not learned. */
const document = 'w/question.txt';

/** `sampleCount`: random texts with which each canary is compared. Yields after each canary. */
export function* measureCanaries(
  { model, measure }: MeasuredModel,
  canaries: readonly Canary[],
  sampleCount: number,
): Generator<void, readonly CanaryResult[]> {
  const random = seededRandom(sampleCount);
  const results: CanaryResult[] = [];
  for (const canary of canaries) {
    const { kind, repetitions, beginning, rest } = canary;
    model.begin(document);
    model.read(beginning);
    const state = model.save();
    const bitsOf = (text: string): number => {
      const bits = measure(text);
      model.restore(state);
      return bits;
    };
    const samples = Array.from({ length: sampleCount }, () => bitsOf(randomRest(kind, random)));
    results.push({
      kind,
      repetitions,
      exposure: exposureOf(bitsOf(rest), samples, spaceBits(kind)),
      extracted: extractedLength(model, canary),
      length: rest.length,
    });
    yield;
  }
  return results;
}
