// `sample`: generates text with a checkpoint.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import { sampleText } from '../learner/previewContent.ts';
import { defaultSampling, type SamplingSettings } from '../protocol/settings.ts';
import { chooseEngine } from './engine.ts';

export interface SampleOptions extends Partial<SamplingSettings> {
  readonly prompt: string;
  readonly characters: number;
}

export async function sampleCheckpoint(
  checkpoint: Uint8Array,
  { prompt, characters, ...sampling }: SampleOptions,
): Promise<string> {
  const { shape, vocabulary, parameters } = decodeCheckpoint(checkpoint);
  const reader = (await chooseEngine(1)).reader(shape);
  reader.writeParameters(parameters);
  const settings = { ...defaultSampling, ...sampling };
  const random = xoroshiro128plus(settings.seed);
  return sampleText(reader, vocabulary, prompt, characters, settings, () => uniformFloat64(random));
}
