// Selects the engine at start: the fastest build of the kernels that this host can compile and that agrees with the reference.
// If there is none, the reference itself.
import type { SpawnThread } from './threadPool.ts';
import type { Engine } from './engine.ts';
import { kernelEngine, type KernelBuilds } from './kernelEngine.ts';
import { referenceEngine } from './referenceEngine.ts';
import { disagreement } from './selfCheck.ts';
import { benchmarkSteps } from './stepBenchmark.ts';

/** The kernel builds as bytes (build/engine-plain.wasm, ...). All are optional. */
export interface KernelFiles {
  readonly plain?: Uint8Array<ArrayBuffer>;
  /** Uses relaxed SIMD: fused multiply-add. */
  readonly relaxed?: Uint8Array<ArrayBuffer>;
  /** The same, on shared memory, for more than one thread. */
  readonly shared?: Uint8Array<ArrayBuffer>;
  /** Tiles for 256-bit vectors: fast only if V8 runs with --experimental-wasm-revectorize, otherwise slow. */
  readonly wide?: Uint8Array<ArrayBuffer>;
}

export interface EngineOptions {
  /** Training threads, including this one. The same number gives the same model, bit for bit. */
  readonly threads?: number;
  readonly spawnThread?: SpawnThread;
  /** Duration of a step of each engine, in any unit. Default: measured. */
  readonly timeSteps?: (engines: readonly Engine[]) => readonly number[];
}

interface KernelVariant {
  readonly name: string;
  readonly trainer: Uint8Array<ArrayBuffer> | undefined;
  readonly reader: Uint8Array<ArrayBuffer> | undefined;
  readonly shared: boolean;
  /** Is selected only if it is faster than the next variant. */
  readonly mustBeFaster?: boolean;
}

/** Minimum speed-up for an experimental path of the compiler. */
const minSpeedup = 1.2;

export async function selectEngine(
  files: KernelFiles,
  { threads = 1, spawnThread, timeSteps = benchmarkSteps }: EngineOptions = {},
): Promise<Engine> {
  const { plain, relaxed, shared, wide } = files;
  const single = { name: 'WebAssembly SIMD, relaxed FMA', trainer: relaxed, reader: relaxed, shared: false };
  const multiple = { ...single, trainer: shared, shared: true };
  const variants: KernelVariant[] = [
    { name: 'WebAssembly SIMD, 256 bits wide', trainer: wide, reader: relaxed, shared: true, mustBeFaster: true },
    ...(threads > 1 ? [multiple] : []),
    single,
    { name: 'WebAssembly SIMD', trainer: plain, reader: plain, shared: false },
  ];
  const isFaster = (trial: Engine, other: Engine): boolean => {
    const [trialTime, otherTime] = timeSteps([trial, other]) as [number, number];
    return trialTime * minSpeedup < otherTime;
  };
  let trial: Started | undefined;
  for (const variant of variants) {
    const started = await start(variant, threads, spawnThread);
    if (started === undefined) continue;
    if (variant.mustBeFaster) trial = started;
    else
      return trial !== undefined && isFaster(trial.singleThreaded, started.singleThreaded)
        ? trial.engine
        : started.engine;
  }
  return referenceEngine;
}

/** An engine with its threads, and the same engine with one thread, which is checked and timed. */
interface Started {
  readonly engine: Engine;
  readonly singleThreaded: Engine;
}

async function start(
  variant: KernelVariant,
  count: number,
  spawn: SpawnThread | undefined,
): Promise<Started | undefined> {
  const builds = await compileVariant(variant);
  if (builds === undefined) return undefined;
  const singleThreaded = kernelEngine(variant.name, builds);
  if (!agrees(singleThreaded)) return undefined;
  if (count === 1 || !variant.shared || spawn === undefined) return { engine: singleThreaded, singleThreaded };
  return { engine: kernelEngine(`${variant.name}, ${count} threads`, builds, { count, spawn }), singleThreaded };
}

async function compileVariant({ trainer, reader, shared }: KernelVariant): Promise<KernelBuilds | undefined> {
  if (trainer === undefined || reader === undefined) return undefined;
  if (shared && typeof SharedArrayBuffer === 'undefined') return undefined;
  if (!WebAssembly.validate(trainer) || !WebAssembly.validate(reader)) return undefined;
  return {
    trainer: { module: await WebAssembly.compile(trainer), shared },
    reader: await WebAssembly.compile(reader),
  };
}

function agrees(engine: Engine): boolean {
  try {
    return disagreement(engine) === undefined;
  } catch {
    return false; // it could not be started
  }
}
