// The compiled kernels. Builds them if they are not current.
import { readFileSync } from 'node:fs';
import type { KernelBuilds } from '../../../src/engine/kernelEngine.ts';
import { buildKernels } from '../../../scripts/build/kernels.mjs';

await buildKernels();

export function kernelBuilds(name: string): KernelBuilds {
  const module = kernelModule(name);
  return {
    trainer: { module, shared: name === 'engine-shared' || name === 'engine-wide' },
    reader: kernelModule(name === 'engine-plain' ? name : 'engine-relaxed'),
  };
}

const modules = new Map<string, WebAssembly.Module>();

/** Compiled once: a module has no state. */
export function kernelModule(name: string): WebAssembly.Module {
  const module =
    modules.get(name) ?? new WebAssembly.Module(readFileSync(new URL(`../../../build/${name}.wasm`, import.meta.url)));
  modules.set(name, module);
  return module;
}
