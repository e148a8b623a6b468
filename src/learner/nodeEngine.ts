// The engine on Node: how many threads, where they come from, and V8's wider vectors.
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Engine } from '../engine/engine.ts';
import { selectEngine, type KernelFiles } from '../engine/selectEngine.ts';

/** Setting -> threads that train; 0 leaves one core to everything else. */
export function threadCount(setting: number): number {
  return setting > 0 ? setting : Math.max(1, availableParallelism() - 1);
}

/** `threadFile`: the program of one more training thread. */
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
 * Lets V8 turn pairs of 128-bit operations into 256-bit ones, in the whole process: only for a process of our own, before
 * anything is compiled. A V8 that does not know the flag ignores it; the engine's trial finds out whether it helps.
 */
export function allowWideVectors(): void {
  setFlagsFromString('--experimental-wasm-revectorize');
}
