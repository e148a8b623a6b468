// Loads the files that the models are made of from the repository.
import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import { contextMixingFrom, createModels, type ModelAssets, type Models } from '../model/createModels.ts';
import { chooseEngine } from './engine.ts';

const read = (path: string): Promise<Buffer> => readFile(new URL(`../../${path}`, import.meta.url));

/** `pretrained`: with the pretrained network and the priming text. */
export async function loadModels(pretrained: boolean): Promise<Models> {
  return createModels(await loadAssets(pretrained));
}

/** `maxMemoryMb`: of context mixing. */
export async function loadAssets(pretrained: boolean, maxMemoryMb?: number) {
  const kernel = await read('build/contextMixing.wasm');
  const [network, text] = await Promise.all(['src/model/pretrainedNetwork.br', 'src/model/primingText.br'].map(read));
  return {
    engine: await chooseEngine(1),
    contextMixing: contextMixingFrom(await WebAssembly.compile(new Uint8Array(kernel)), maxMemoryMb),
    ...(pretrained && {
      pretrainedNetwork: () => brotliDecompressSync(network!),
      primingText: () => brotliDecompressSync(text!),
    }),
  } satisfies ModelAssets;
}
