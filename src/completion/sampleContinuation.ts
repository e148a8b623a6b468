// Samples a continuation from the workspace network alone, with temperature and top-p, from a seed.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { WorkspaceNetwork } from '../model/createModels.ts';
import type { SamplingSettings } from '../protocol/settings.ts';
import type { Work } from '../model/work.ts';
import type { StopRule } from './fit/stopRule.ts';

export interface SampledContinuation {
  /** Includes the character at which the stop rule applied. */
  readonly text: string;
  /** For each UTF-16 unit the log probability (nats) of the text up to there. */
  readonly logProbabilities: readonly number[];
}

/** Continues the text that the network has read until the stop rule applies. Yields after each character. */
export function* sampleContinuation(
  { adaptive, vocabulary, sample, model }: WorkspaceNetwork,
  sampling: SamplingSettings,
  stop: StopRule,
): Work<SampledContinuation> {
  const random = xoroshiro128plus(sampling.seed);
  const logProbabilities: number[] = [];
  let text = '';
  let sum = 0;
  for (;;) {
    const distribution = adaptive.reader.logProbabilities();
    const id = sample(distribution, sampling, uniformFloat64(random));
    const character = vocabulary.decode(id);
    if (character === '' || stop(text, character)) return { text: text + character, logProbabilities };
    sum += distribution[id]!;
    text += character;
    for (let unit = 0; unit < character.length; unit++) logProbabilities.push(sum);
    model.read(character);
    yield;
  }
}
