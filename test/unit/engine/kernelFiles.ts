// The compiled kernels, built if need be.
import { readFileSync } from 'node:fs';
import { buildKernels } from '../../../scripts/kernels.mjs';

await buildKernels();

export function kernelModule(name: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL(`../../../build/${name}.wasm`, import.meta.url)));
}
