// The engine on Node: number of threads, worker threads, and V8's wider vectors.
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Engine } from '../engine/engine.ts';
import { selectEngine, type KernelFiles } from '../engine/selectEngine.ts';

/** Training threads for the setting; 0 leaves one core for everything else. */
export function threadCount(setting: number): number {
  return setting > 0 ? setting : Math.max(1, availableParallelism() - 1);
}

/** `threadFile`: the program of an additional training thread. */
export function engineWith(files: KernelFiles, threadFile: URL): (threads: number) => Promise<Engine> {
  return (threads) =>
    selectEngine(files, {
      threads: threadCount(threads),
      spawnThread: (init) => {
        const worker = new Worker(threadFile, { workerData: init, execArgv: [] });
        return () => void worker.terminate();
      },
    });
}

/**
 * Lets V8 combine pairs of 128-bit operations into 256-bit ones, in the whole process. Call it only in a separate process, before
 * any module is compiled. V8 ignores an unknown flag; `selectEngine` measures whether the flag helps.
 */
export function allowWideVectors(): void {
  setFlagsFromString('--experimental-wasm-revectorize');
}
