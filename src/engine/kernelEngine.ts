// The engine over a compiled kernel module. It reads no files: whoever starts it hands the module in.
import type { Engine } from './engine.ts';
import type { KernelBuild } from './kernelModule.ts';
import { KernelReader } from './kernelReader.ts';
import { KernelTrainer } from './kernelTrainer.ts';
import type { Threads } from './kernelTrainer.ts';

export interface KernelBuilds {
  readonly trainer: KernelBuild;
  /** On memory of its own: what a reader shows may then be posted and kept. */
  readonly reader: WebAssembly.Module;
}

/** `name` is for people: "WebAssembly SIMD, relaxed FMA". More than one thread needs a trainer build for shared memory. */
export function kernelEngine(name: string, builds: KernelBuilds, threads: Threads = { count: 1 }): Engine {
  return {
    name,
    trainer: (options) => new KernelTrainer(builds.trainer, options, threads),
    reader: (shape) => new KernelReader(builds.reader, shape),
  };
}
