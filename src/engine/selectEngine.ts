// Chooses once, at start, how to compute: the fastest build of the kernels that this host can compile and that agrees with
// the reference; the reference itself where none does.
import type { SpawnThread } from './threadPool.ts';
import type { Engine } from './engine.ts';
import { kernelEngine } from './kernelEngine.ts';
import type { KernelBuilds } from './kernelEngine.ts';
import { referenceEngine } from './referenceEngine.ts';
import { disagreement } from './selfCheck.ts';
import { benchmarkSteps } from './stepBenchmark.ts';

/** The kernel builds as bytes (build/engine-plain.wasm, ...). One that is not given is not considered. */
export interface KernelFiles {
  readonly plain?: Uint8Array<ArrayBuffer>;
  /** Needs relaxed SIMD: fused multiply-add. */
  readonly relaxed?: Uint8Array<ArrayBuffer>;
  /** The same on shared memory, for more than one thread. */
  readonly shared?: Uint8Array<ArrayBuffer>;
  /** Tiles for 256 bits: pays only where V8 runs with --experimental-wasm-revectorize, and is slow elsewhere. */
  readonly wide?: Uint8Array<ArrayBuffer>;
}

export interface EngineOptions {
  /** Threads that train, this one included. The same number gives the same model, bit for bit. */
  readonly threads?: number;
  readonly spawnThread?: SpawnThread;
  /** How long a step of each engine takes, in any unit; by the clock where nothing is said. */
  readonly timeSteps?: (engines: readonly Engine[]) => readonly number[];
}

interface KernelVariant {
  readonly name: string;
  readonly trainer: Uint8Array<ArrayBuffer> | undefined;
  readonly reader: Uint8Array<ArrayBuffer> | undefined;
  readonly shared: boolean;
  /** Must beat the next candidate, by time. */
  readonly mustBeFaster?: boolean;
}

/** A trial that is not this much faster is not worth a less travelled path of the compiler. */
const minSpeedup = 1.2;

export async function selectEngine(
  files: KernelFiles,
  { threads = 1, spawnThread, timeSteps = benchmarkSteps }: EngineOptions = {},
): Promise<Engine> {
  const { plain, relaxed, shared, wide } = files;
  const one = { name: 'WebAssembly SIMD, relaxed FMA', trainer: relaxed, reader: relaxed, shared: false };
  const several = { ...one, trainer: shared, shared: true };
  const candidates: KernelVariant[] = [
    { name: 'WebAssembly SIMD, 256 bits wide', trainer: wide, reader: relaxed, shared: true, mustBeFaster: true },
    ...(threads > 1 ? [several] : []),
    one,
    { name: 'WebAssembly SIMD', trainer: plain, reader: plain, shared: false },
  ];
  const isWorthwhile = (trial: Engine, rival: Engine): boolean => {
    const [trialTime, rivalTime] = timeSteps([trial, rival]) as [number, number];
    return trialTime * minSpeedup < rivalTime;
  };
  let trial: Started | undefined;
  for (const candidate of candidates) {
    const started = await start(candidate, threads, spawnThread);
    if (started === undefined) continue;
    if (candidate.mustBeFaster) trial = started;
    else return trial !== undefined && isWorthwhile(trial.lone, started.lone) ? trial.whole : started.whole;
  }
  return referenceEngine;
}

/** An engine with its threads, and as one thread alone: computes the same, and is what is checked and timed. */
interface Started {
  readonly whole: Engine;
  readonly lone: Engine;
}

async function start(
  candidate: KernelVariant,
  count: number,
  spawn: SpawnThread | undefined,
): Promise<Started | undefined> {
  const builds = await compiled(candidate);
  if (builds === undefined) return undefined;
  const lone = kernelEngine(candidate.name, builds);
  if (!agrees(lone)) return undefined;
  if (count === 1 || !candidate.shared || spawn === undefined) return { whole: lone, lone };
  return { whole: kernelEngine(`${candidate.name}, ${count} threads`, builds, { count, spawn }), lone };
}

async function compiled({ trainer, reader, shared }: KernelVariant): Promise<KernelBuilds | undefined> {
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
    return false; // it could not even be started
  }
}
