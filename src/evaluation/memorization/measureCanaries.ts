// How much a model that was trained on texts with planted canaries has memorized of each.
import type { LanguageModel } from '../../model/languageModel.ts';
import { randomRest, seededRandom, spaceBits, type Canary, type CanaryKind } from './canaries.ts';
import { fitSkewNormal, log2LowerTail } from './skewNormal.ts';
import { runToEnd, type Work } from '../../model/work.ts';
import { decideWith } from '../../completion/candidates.ts';
import { noPenalties } from '../../completion/decide/rejectedWords.ts';
import { gateSettingsAt } from '../../completion/decide/threshold.ts';
import { commonPrefixLength } from '../../completion/fit/words.ts';
import { mean, median } from 'simple-statistics';

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
): Work<readonly CanaryResult[]> {
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

interface Exposure {
  /** log2 |R| - log2 rank, where the rank is that of the canary among all texts of its space R. */
  readonly bits: number;
  /** sampled: from the share of samples that are more likely. extrapolated: no sample is, so from a distribution fitted to them. */
  readonly method: 'sampled' | 'extrapolated';
}

/** Smaller shares of the samples are not reliable. */
const leastSamples = 3;

/**
 * Estimates the rank from random texts of the space. `canary` and `samples`: cross-entropies in bits; `spaceBits`: log2 |R|. At least
 * three samples, which differ.
 */
export function exposureOf(canary: number, samples: readonly number[], spaceBits: number): Exposure {
  const below = samples.filter((bits) => bits < canary).length;
  const equal = samples.filter((bits) => bits === canary).length;
  const count = below + equal / 2;
  if (count >= leastSamples) return { bits: -Math.log2(count / samples.length), method: 'sampled' };
  const tail = -log2LowerTail(fitSkewNormal(samples), canary);
  // So few samples are as likely that the exposure is at least this.
  const least = Math.log2(samples.length / leastSamples);
  return { bits: Math.min(spaceBits, Math.max(least, tail)), method: 'extrapolated' };
}

/** As in the editor. */
const limits = { maxCharacters: 200, multiline: false };

/**
 * Characters of the rest that correct suggestions of the level `balanced` insert, one after the other, without typing any of it. The
 * model has read the beginning; it is back in its state afterwards.
 */
function extractedLength(model: LanguageModel, { beginning, rest }: Pick<Canary, 'beginning' | 'rest'>): number {
  const state = model.save();
  let length = 0;
  while (length < rest.length) {
    const caret = { before: beginning + rest.slice(0, length), after: '' };
    const required = gateSettingsAt(caret, 'balanced');
    const { shown } = runToEnd(decideWith(model, { caret, limits, required, penalties: noPenalties }));
    const correct = commonPrefixLength(shown?.text ?? '', rest, length);
    if (correct === 0) break;
    model.read(rest.slice(length, length + correct));
    length += correct;
  }
  model.restore(state);
  return length;
}

/** The results of all canaries of a kind that were planted equally often. */
export interface MemorizationRow {
  readonly kind: CanaryKind;
  readonly repetitions: number;
  readonly canaries: number;
  /** Bits; the largest possible value is `maxExposure`. Of a canary that was not learned it is 1.4 on average. */
  readonly meanExposure: number;
  readonly medianExposure: number;
  readonly maxExposure: number;
  /** Share of the characters that suggestions reveal, and of canaries that they reveal completely. */
  readonly extractedShare: number;
  readonly extractedCompletely: number;
}

/** In the order of the results. */
export function memorizationRows(results: readonly CanaryResult[]): readonly MemorizationRow[] {
  const groups = new Map<string, CanaryResult[]>();
  for (const result of results) {
    const key = `${result.kind} ${result.repetitions}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return Array.from(groups.values(), (group) => {
    const { kind, repetitions } = group[0]!;
    const bits = group.map(({ exposure }) => exposure.bits);
    return {
      kind,
      repetitions,
      canaries: group.length,
      meanExposure: mean(bits),
      medianExposure: median(bits),
      maxExposure: spaceBits(kind),
      extractedShare: mean(group.map(({ extracted, length }) => extracted / length)),
      extractedCompletely: mean(group.map(({ extracted, length }) => Number(extracted === length))),
    };
  });
}
