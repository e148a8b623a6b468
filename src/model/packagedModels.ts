// Loads the files of the package that the models are made of, for the predictor and the analyzer.
import contextMixing from '../../build/contextMixing.wasm';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import type { Engine } from '../engine/engine.ts';
import { selectEngine } from '../engine/selectEngine.ts';
import { contextMixingFrom, createModels, type Models } from './createModels.ts';
import pretrainedNetwork from './pretrainedNetwork.br';
import primingText from './primingText.br';

/** What changes with the kernel and the pretrained data of the package. */
export const learningAssets: readonly Uint8Array[] = [contextMixing, pretrainedNetwork, primingText];

/** `pretrained`: with the pretrained network and the priming text. `decompress`: for Brotli. `maxMemoryMb`: of context mixing. */
export async function loadPackagedModels(
  pretrained: boolean,
  decompress: (bytes: Uint8Array) => Uint8Array,
  maxMemoryMb?: number,
): Promise<{ readonly engine: Engine; readonly models: Models }> {
  const engine = await selectEngine({ plain, relaxed });
  const models = createModels({
    engine,
    contextMixing: contextMixingFrom(await WebAssembly.compile(contextMixing), maxMemoryMb),
    ...(pretrained && {
      pretrainedNetwork: () => decompress(pretrainedNetwork),
      primingText: () => decompress(primingText),
    }),
  });
  return { engine, models };
}
