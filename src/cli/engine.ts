// The engine of the terminal program and the library, selected as in the learner process.
import { readFile } from 'node:fs/promises';
import { engineWith } from '../learner/nodeEngine.ts';

const kernel = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(new URL(`../../build/engine-${name}.wasm`, import.meta.url)));

const [plain, relaxed, shared, wide] = await Promise.all(['plain', 'relaxed', 'shared', 'wide'].map(kernel));

/** Takes the number of threads; 0: all cores but one. */
export const chooseEngine = engineWith(
  { plain: plain!, relaxed: relaxed!, shared: shared!, wide: wide! },
  new URL('../learner/trainingThread.ts', import.meta.url),
);
