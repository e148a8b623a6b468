// Makes src/model/contextMixing/prior.bin: initial mixer weights and probabilities of context mixing. The model learns the texts below,
// from packages that package-lock.json pins. The prior keeps the weights and the probabilities by bit history, but no text.
//   node scripts/assets/mixerPrior.mjs
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contexts } from '../../src/model/contextMixing/contexts.ts';
import { buildKernels, priorFile } from '../build/kernels.mjs';
import { root } from '../build/setup.mjs';
import { spread } from './spread.mjs';

/** Files in node_modules, the license of the package, and n to use every n-th file. */
const texts = [
  { files: 'assemblyscript/std/assembly/**/*.ts', license: 'Apache-2.0', every: 2 },
  { files: 'undici/docs/**/*.md', license: 'MIT', every: 1 },
  { files: 'type-fest/source/**/*.ts', license: 'MIT OR CC0-1.0', every: 2 },
  { files: 'mocha/lib/**/*.js', license: 'MIT', every: 1 },
  { files: '{commander,micromatch,yargs,fast-check}/*.md', license: 'MIT', every: 1 },
];
/** Bytes of one text at most: it must fit the kernel's text buffer. */
const maxBytes = 60_000;

async function bytesOfTexts() {
  const paths = texts.flatMap(({ files, every }) =>
    globSync(`node_modules/${files}`, { cwd: root })
      .sort()
      .filter((_, i) => i % every === 0),
  );
  const read = await Promise.all(paths.map((path) => readFile(join(root, path))));
  return spread(read).map((bytes) => bytes.subarray(0, maxBytes));
}

await buildKernels();
const module = new WebAssembly.Module(await readFile(join(root, 'build/contextMixing.wasm')));
const kernel = new WebAssembly.Instance(module, { env: { abort: () => {} } }).exports;
kernel.prepare(48 * 2 ** 20, 2 ** 21, 18, contexts.length, false);
const documents = await bytesOfTexts();
documents.forEach((bytes, document) => {
  kernel.begin(document);
  new Uint8Array(kernel.memory.buffer, kernel.textAddress(), kernel.textCapacity()).set(bytes);
  kernel.learn(bytes.length);
});
const address = kernel.writePrior();
await writeFile(join(root, priorFile), new Uint8Array(kernel.memory.buffer, address, kernel.priorSize()));
const size = documents.reduce((sum, { length }) => sum + length, 0);
console.log(`Learned ${size} bytes in ${documents.length} texts: ${priorFile}, ${kernel.priorSize()} bytes.`);
