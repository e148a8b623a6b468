// Loads the files that the models are made of from the repository.
import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import type { Engine } from '../engine/engine.ts';
import { contextMixingFrom, createModels, type Models } from '../model/createModels.ts';
import { chooseEngine } from './engine.ts';

const read = (path: string): Promise<Buffer> => readFile(new URL(`../../${path}`, import.meta.url));

/** `pretrained`: with the pretrained network and the priming text. */
export async function loadModels(pretrained: boolean, engine?: Engine): Promise<Models> {
  const [kernel, network, text] = await Promise.all(
    ['build/contextMixing.wasm', 'src/model/pretrainedNetwork.br', 'src/model/primingText.br'].map(read),
  );
  return createModels({
    engine: engine ?? (await chooseEngine(1)),
    contextMixing: contextMixingFrom(await WebAssembly.compile(new Uint8Array(kernel!))),
    ...(pretrained && {
      pretrainedNetwork: () => brotliDecompressSync(network!),
      primingText: () => brotliDecompressSync(text!),
    }),
  });
}
