// The engine over a compiled kernel module. It reads no files: whoever starts it hands the module in.
import type { Engine } from './engine.ts';
import { KernelReader } from './kernelReader.ts';
import { KernelTrainer } from './kernelTrainer.ts';

/** `name` is for people: "WebAssembly SIMD, relaxed FMA". */
export function kernelEngine(name: string, module: WebAssembly.Module): Engine {
  return {
    name,
    trainer: (options) => new KernelTrainer(module, options),
    reader: (shape) => new KernelReader(module, shape),
  };
}
