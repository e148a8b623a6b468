// Chooses once, at start, how to compute: the fastest build of the kernels that this host can compile and that agrees with
// the reference; the reference itself where none does.
import type { Engine } from './engine.ts';
import { kernelEngine } from './kernelEngine.ts';
import { referenceEngine } from './referenceEngine.ts';
import { disagreement } from './selfCheck.ts';

/** The kernel builds as bytes (build/engine-plain.wasm, ...). One that is not given is not considered. */
export interface KernelFiles {
  readonly plain?: Uint8Array<ArrayBuffer>;
  /** Needs relaxed SIMD: fused multiply-add. */
  readonly relaxed?: Uint8Array<ArrayBuffer>;
}

export async function selectEngine(files: KernelFiles): Promise<Engine> {
  const candidates = [
    { name: 'WebAssembly SIMD, relaxed FMA', bytes: files.relaxed },
    { name: 'WebAssembly SIMD', bytes: files.plain },
  ];
  for (const { name, bytes } of candidates) {
    if (bytes === undefined || !WebAssembly.validate(bytes)) continue;
    const engine = kernelEngine(name, await WebAssembly.compile(bytes));
    if (agrees(engine)) return engine;
  }
  return referenceEngine;
}

function agrees(engine: Engine): boolean {
  try {
    return disagreement(engine) === undefined;
  } catch {
    return false; // it could not even be started
  }
}
