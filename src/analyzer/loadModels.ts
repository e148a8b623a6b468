// Loads the files of the package that the models are made of.
import { brotliDecompressSync } from 'node:zlib';
import contextMixing from '../../build/contextMixing.wasm';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import { selectEngine } from '../engine/selectEngine.ts';
import { contextMixingFrom, createModels, type Models } from '../model/createModels.ts';
import pretrainedNetwork from '../model/pretrainedNetwork.br';
import primingText from '../model/primingText.br';
import type { Engine } from '../engine/engine.ts';

/** `pretrained`: with the pretrained network and the priming text. */
export async function loadModels(pretrained: boolean): Promise<{ readonly engine: Engine; readonly models: Models }> {
  const engine = await selectEngine({ plain, relaxed });
  const models = createModels({
    engine,
    contextMixing: contextMixingFrom(await WebAssembly.compile(contextMixing)),
    ...(pretrained && {
      pretrainedNetwork: () => brotliDecompressSync(pretrainedNetwork),
      primingText: () => brotliDecompressSync(primingText),
    }),
  });
  return { engine, models };
}
