// The engine over compiled kernel modules. The caller loads the modules, so this file reads no files.
import type { Engine } from './engine.ts';
import type { KernelBuild } from './kernelModule.ts';
import { KernelReader } from './kernelReader.ts';
import { KernelTrainer, type Threads } from './kernelTrainer.ts';

export interface KernelBuilds {
  readonly trainer: KernelBuild;
  /** Has its own, unshared memory, so that its views can be posted and kept. */
  readonly reader: WebAssembly.Module;
}

/** `name` is the display name. More than one thread needs a trainer build for shared memory. */
export function kernelEngine(name: string, builds: KernelBuilds, threads: Threads = { count: 1 }): Engine {
  return {
    name,
    trainer: (options) => new KernelTrainer(builds.trainer, options, threads),
    reader: (shape, precision) => new KernelReader(builds.reader, shape, precision),
  };
}
