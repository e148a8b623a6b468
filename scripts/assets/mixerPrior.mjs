// Makes src/model/contextMixing/prior.bin: what the counts know before they have read anything. They learn the texts below, all in
// packages that package-lock.json pins, and what they learnt of how far to believe whom is kept; of the texts themselves nothing.
//   node scripts/assets/mixerPrior.mjs
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernels, priorFile } from '../build/kernels.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Package, files, license, and every how many-th of the files. */
const texts = [
  { files: 'assemblyscript/std/assembly/**/*.ts', license: 'Apache-2.0', every: 2 },
  { files: 'undici/docs/**/*.md', license: 'MIT', every: 1 },
  { files: 'type-fest/source/**/*.ts', license: 'MIT OR CC0-1.0', every: 2 },
  { files: 'mocha/lib/**/*.js', license: 'MIT', every: 1 },
  { files: '{commander,micromatch,yargs,fast-check}/*.md', license: 'MIT', every: 1 },
];
const mostBytes = 60_000;

async function bytesOfTexts() {
  const paths = texts.flatMap(({ files, every }) =>
    globSync(`node_modules/${files}`, { cwd: root })
      .sort()
      .filter((_, i) => i % every === 0),
  );
  const read = await Promise.all(paths.map((path) => readFile(join(root, path))));
  // Every text is put among others of other kinds.
  const spread = read.map((bytes, i) => ({ bytes, at: (i * 0.618034) % 1 }));
  return spread.sort((a, b) => a.at - b.at).map(({ bytes }) => bytes.subarray(0, mostBytes));
}

await buildKernels();
const module = new WebAssembly.Module(await readFile(join(root, 'build/contextMixing.wasm')));
const kernel = new WebAssembly.Instance(module, { env: { abort: () => {} } }).exports;
kernel.prepare(48 * 2 ** 20, 2 ** 21, 18, 39, false);
const learnt = await bytesOfTexts();
learnt.forEach((bytes, document) => {
  kernel.begin(document);
  new Uint8Array(kernel.memory.buffer, kernel.textAddress(), kernel.textCapacity()).set(bytes);
  kernel.learn(bytes.length);
});
const address = kernel.writePrior();
await writeFile(join(root, priorFile), new Uint8Array(kernel.memory.buffer, address, kernel.priorSize()));
const size = learnt.reduce((sum, { length }) => sum + length, 0);
console.log(`Learnt ${size} bytes in ${learnt.length} texts: ${priorFile}, ${kernel.priorSize()} bytes.`);
