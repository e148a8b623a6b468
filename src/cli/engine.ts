// The engine of the terminal: the same choice as in the workers.
import { readFile } from 'node:fs/promises';
import { selectEngine } from '../engine/selectEngine.ts';

const kernel = (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  readFile(new URL(`../../build/${name}.wasm`, import.meta.url)).then((bytes) => new Uint8Array(bytes));

export const engine = await selectEngine({
  plain: await kernel('engine-plain'),
  relaxed: await kernel('engine-relaxed'),
});
