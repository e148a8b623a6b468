// What the live preview shows of a network: a sample text, and the hidden state over the characters read last.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Reader } from '../engine/engine.ts';
import { createSampler } from '../model/network/sampler.ts';
import { unknownId, type Vocabulary } from '../model/network/vocabulary.ts';
import type { Activity } from '../protocol/learner.ts';
import type { SamplingSettings } from '../protocol/settings.ts';

export interface SampledText {
  readonly prompt: string;
  /** Characters to add. */
  readonly count: number;
  readonly sampling: SamplingSettings;
  /** Characters of white space in a row after which another one follows. Default: any number. */
  readonly longestGap?: number;
}

/** Draws from [0, 1). */
export function seededRandom(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  return () => uniformFloat64(random);
}

/** Continues the prompt. */
export function sampleText(
  { reader, vocabulary }: { readonly reader: Reader; readonly vocabulary: Vocabulary },
  { prompt, count, sampling, longestGap = Infinity }: SampledText,
  random = seededRandom(sampling.seed),
): string {
  reader.reset();
  reader.feed(unknownId);
  for (const id of vocabulary.encode(prompt)) reader.feed(id);
  const sample = createSampler(vocabulary.size);
  const isBlank = Array.from(
    { length: vocabulary.size },
    (_, id) => id !== unknownId && vocabulary.decode(id).trim() === '',
  );
  let text = '';
  for (let drawn = 0, gap = 0; drawn < count; drawn++) {
    const all = reader.logProbabilities();
    const id = sample(
      gap < longestGap ? all : all.map((value, of) => (isBlank[of] ? -Infinity : value)),
      sampling,
      random(),
    );
    gap = isBlank[id] ? gap + 1 : 0;
    text += vocabulary.decode(id);
    reader.feed(id);
  }
  return text;
}

/** Hidden states while reading `ids` from a fresh state; the first `warmUp` characters are not recorded. */
export function recordActivity(reader: Reader, vocabulary: Vocabulary, ids: Int32Array, warmUp: number): Activity {
  const hidden = reader.shape.hiddenSize;
  const recorded = ids.subarray(warmUp);
  const values = new Float32Array(recorded.length * hidden);
  reader.reset();
  for (const id of ids.subarray(0, warmUp)) reader.feed(id);
  recorded.forEach((id, index) => {
    reader.feed(id);
    values.set(reader.hidden, index * hidden);
  });
  return { characters: Array.from(recorded, (id) => vocabulary.decode(id)), hidden, values };
}
