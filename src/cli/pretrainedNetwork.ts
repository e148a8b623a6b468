// The pretrained network of the repository or the npm package, for a training that starts from it.
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

export const readPretrainedNetwork = (): Uint8Array =>
  brotliDecompressSync(readFileSync(new URL('../../src/model/pretrainedNetwork.br', import.meta.url)));
