// `sample`: generates text with a checkpoint.
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
  return sampleText(
    { reader, vocabulary },
    { prompt, count: characters, sampling: { ...defaultSampling, ...sampling } },
  );
}
