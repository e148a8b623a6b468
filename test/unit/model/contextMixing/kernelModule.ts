// The kernels of context mixing, as they are now.
import { readFile } from 'node:fs/promises';
import { buildKernels } from '../../../../scripts/build/kernels.mjs';

export async function kernelModule(): Promise<WebAssembly.Module> {
  await buildKernels();
  return new WebAssembly.Module(await readFile('build/contextMixing.wasm'));
}
