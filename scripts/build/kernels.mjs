// Compiles the WebAssembly kernels: build/NAME.wasm for each row of a table, if a source is newer than it. Runs as a script
// or is called by esbuild.mjs.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { mixerComponents } from '../../src/model/components.ts';
import { contexts, leftOutContexts } from '../../src/model/contextMixing/contexts.ts';
import { root } from './setup.mjs';
import { limitSource, tileSource } from './tiles.mjs';

const simd = ['--enable', 'simd'];
const relaxed = [...simd, '--enable', 'relaxed-simd'];
/** The caller provides the memory. Shared memory must declare a maximum: 1 GiB (16,384 pages). */
const memory = ['--importMemory'];
const sharedMemory = [...memory, '--enable', 'threads', '--sharedMemory', '--maximumMemory', '16384'];

/**
 * folder: the sources, with index.ts as the entry. flags: for the compiler. generated: modules by name that exist only
 * during the build. data: other files that the module depends on.
 */
const modules = [
  { name: 'engine-plain', flags: [...simd, ...memory], tile: [4, 8, 3] },
  { name: 'engine-relaxed', flags: [...relaxed, ...memory], tile: [6, 8, 3] },
  { name: 'engine-shared', flags: [...relaxed, ...sharedMemory], tile: [6, 8, 3] },
  { name: 'engine-wide', flags: [...relaxed, ...sharedMemory], tile: [6, 16, 4] },
].map(({ name, flags, tile }) => ({
  name,
  folder: 'src/engine/kernels',
  flags,
  generated: { 'tiles.ts': tileSource(...tile) },
}));
/** The initial mixer weights and probabilities of context mixing; made by scripts/assets/mixerPrior.mjs. */
export const priorFile = 'src/model/contextMixing/prior.bin';
modules.push({
  name: 'contextMixing',
  folder: 'src/model/contextMixing/kernels',
  flags: simd,
  generated: { 'priorTable.ts': priorSource, 'componentTable.ts': componentSource, 'contextTable.ts': contextSource },
  data: [priorFile, 'src/model/components.ts', 'src/model/contextMixing/contexts.ts'],
});

/** prior.bin as a kernel module. */
async function priorSource() {
  const bytes = await readFile(join(root, priorFile)).catch(() => Buffer.alloc(0));
  const whole = Buffer.concat([bytes, Buffer.alloc(8 - (bytes.length % 8))]);
  const words = Array.from({ length: whole.length / 8 }, (_, i) => `0x${whole.readBigUInt64LE(8 * i).toString(16)}`);
  return `export const priorBytes: u32 = ${bytes.length};\nexport const prior = memory.data<u64>([${words.join(',')}]);\n`;
}

/** The components that feed the mixers, as a kernel module. */
function componentSource() {
  const counts = mixerComponents.map(({ mixerInputs }) => mixerInputs);
  const sum = counts.reduce((a, b) => a + b, 0);
  return [
    `export const componentCount: u32 = ${counts.length};`,
    `export const componentInputCount: u32 = ${sum};`,
    `export const inputsPerComponent: StaticArray<u32> = [${counts.join(', ')}];`,
  ].join('\n');
}

/** The hashed contexts, as a kernel module: each name is a number. One sum counts the known contexts of both kinds. */
function contextSource() {
  const kinds = { order: 1, word: 256, other: 0 };
  return [
    `export const contextCount = ${contexts.length};`,
    `export const contextKinds: StaticArray<u32> = [${contexts.map(({ kind }) => kinds[kind]).join(', ')}];`,
    `export const leftOut: StaticArray<u32> = [${leftOutContexts.join(', ')}];`,
    ...contexts.map(({ name }, index) => `export const ${name}: u32 = ${index};`),
  ].join('\n');
}

/** Only for the benchmark: measures the peak rate of the machine. */
export const benchModules = [
  {
    name: 'bench-limit',
    folder: 'bench/engine/kernels',
    flags: [...relaxed, ...memory],
    generated: { 'loops.ts': limitSource(12, false) + limitSource(24, true) },
  },
];

/** Compiles the outdated modules and resolves to their names. */
export async function buildKernels(wanted = modules) {
  await mkdir(join(root, 'build'), { recursive: true });
  const built = [];
  for (const module of wanted) {
    if (!(await isCurrent(module))) {
      await compile(module);
      built.push(module.name);
    }
  }
  return built;
}

async function isCurrent({ name, folder, data = [] }) {
  const own = (await readdir(join(root, folder)))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
  const changed = await Promise.all(
    [...own, ...data, 'scripts/build/kernels.mjs', 'scripts/build/tiles.mjs'].map(changedAt),
  );
  return (await changedAt(`build/${name}.wasm`)) > Math.max(...changed);
}

/** 0 if the file does not exist. */
async function changedAt(path) {
  return stat(join(root, path)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** Without -O3 and --converge: they fold each accumulator's chain into one expression, which V8 then computes serially. */
async function compile({ name, folder, flags, generated }) {
  const outFile = `build/${name}.wasm`;
  const { error, stderr } = await asc.main(
    [`${folder}/index.ts`, '--baseDir', root, '--outFile', outFile, '--runtime', 'stub', '-O2', '--noAssert', ...flags],
    {
      readFile: (path, base) => {
        const source = generated[path.split('/').at(-1)];
        if (source !== undefined) return typeof source === 'function' ? source() : source;
        return readFile(join(base, path), 'utf8').catch(() => null);
      },
      writeFile: (path, content) => writeFile(join(root, path), content),
    },
  );
  if (error) throw new Error(`${name} does not compile:\n${stderr.toString()}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildKernels();
  console.log(built.length > 0 ? `Built ${built.join(', ')}.` : 'All kernels are current.');
}
