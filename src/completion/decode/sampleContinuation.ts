// The network alone, sampled: what it would write, sure or not, drawn with temperature and nucleus from a seed.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { StopRule } from '../text/stopRule.ts';
import type { SamplingSettings } from '../../protocol/settings.ts';
import type { WorkspaceNetwork } from '../../model/createModels.ts';

/** The continuation with the character that ended it. */
export interface SampledContinuation {
  readonly text: string;
  /** Natural log of the probability of its beginning up to each UTF-16 unit. */
  readonly logProbabilities: readonly number[];
}

/** Continues what the network has read, up to a stop rule. Yields between characters. */
export function* sampleContinuation(
  { adaptive: living, vocabulary, sample, model: speaker }: WorkspaceNetwork,
  sampling: SamplingSettings,
  stop: StopRule,
): Generator<void, SampledContinuation> {
  const random = xoroshiro128plus(sampling.seed);
  const logProbabilities: number[] = [];
  let text = '';
  let sum = 0;
  for (;;) {
    const distribution = living.reader.logProbabilities();
    const id = sample(distribution, sampling, uniformFloat64(random));
    const character = vocabulary.decode(id);
    if (character === '' || stop(text, character)) return { text: text + character, logProbabilities };
    sum += distribution[id]!;
    text += character;
    for (let unit = 0; unit < character.length; unit++) logProbabilities.push(sum);
    speaker.read(character);
    yield;
  }
}
