// The threads of a trainer. The leader is the thread that owns the trainer; the others run `runTrainingThread` over the
// same memory. Starting a thread is the caller's business: this file knows no platform.
import { Barrier } from './barrier.ts';
import { instantiateKernels } from './kernelModule.ts';
import type { Kernels } from './kernelModule.ts';
import type { TrainerPlan } from './trainerPlan.ts';
import { update, waiting } from './stepTimer.ts';
import { StepWorker } from './trainingStep.ts';

/** What a thread is started with; can be posted. */
export interface ThreadInit {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly plan: TrainerPlan;
  /** Which share is its own: 1, 2, ... (the leader has 0). */
  readonly thread: number;
}

/** Starts a thread that calls `runTrainingThread(init)`; the answer stops it. */
export type SpawnThread = (init: ThreadInit) => () => void;

/** All threads of a trainer as one: takes steps. */
export interface ThreadPool {
  /** `lap` hears what of the step has ended, as far as the kernels do not tell it. */
  step(lap?: EndPhase): void;
  /** Reads a window without learning: the control word says so to the other threads. */
  evaluate(): void;
  dispose(): void;
}

type EndPhase = (phase: number) => void;
const untimed: EndPhase = () => undefined;

/** How long the first step waits for threads to start. */
const startTimeoutMs = 10_000;

/** One thread does the work of all shares, one after the other: the same numbers, bit for bit. */
export function singleThreadPool(kernels: Kernels, plan: TrainerPlan, memory: WebAssembly.Memory): ThreadPool {
  const shares = plan.shares.map((_, thread) => new StepWorker(kernels, plan, memory, thread));
  return {
    step(lap = untimed) {
      for (const share of shares) share.computeGradient();
      for (const share of shares) share.sumGradients();
      for (const share of shares) share.update();
      lap(update);
    },
    evaluate() {
      for (const share of shares) share.evaluate();
    },
    dispose: () => undefined,
  };
}

/** A thread for each share. Where they do not start, the leader does it all. */
export function multiThreadPool(
  module: WebAssembly.Module,
  kernels: Kernels,
  plan: TrainerPlan,
  memory: WebAssembly.Memory,
  spawn: SpawnThread,
): ThreadPool {
  const share = new StepWorker(kernels, plan, memory, 0);
  const meet = barrier(plan, memory);
  const stops = plan.shares.slice(1).map((_, i) => spawn({ module, memory, plan, thread: i + 1 }));
  const stop = () => {
    for (const one of stops) one();
  };
  let alone: ThreadPool | undefined;
  let started = false;
  const start = (): void => {
    if (started) return;
    started = true;
    if (waitForThreads(plan, memory)) return;
    stop();
    alone = singleThreadPool(kernels, plan, memory);
  };
  return {
    step(lap = untimed) {
      start();
      if (alone) return alone.step(lap);
      meet.wait();
      runStep(share, meet, lap);
    },
    evaluate() {
      start();
      if (alone) return alone.evaluate();
      meet.wait();
      share.evaluate();
      meet.wait();
    },
    dispose: stop,
  };
}

/** The whole life of a thread that is not the leader: one step after the other until it is stopped from outside. */
export function runTrainingThread({ module, memory, plan, thread }: ThreadInit): void {
  const share = new StepWorker(instantiateKernels(module, memory), plan, memory, thread);
  const meet = barrier(plan, memory);
  const ready = new Int32Array(memory.buffer, plan.barrier + 8, 1);
  Atomics.add(ready, 0, 1);
  Atomics.notify(ready, 0);
  for (;;) {
    meet.wait(false);
    if (share.evaluating) {
      share.evaluate();
      meet.wait();
    } else runStep(share, meet, untimed);
  }
}

function runStep(share: StepWorker, meet: Barrier, lap: EndPhase): void {
  const meetOthers = (): void => {
    meet.wait();
    lap(waiting);
  };
  share.computeGradient();
  meetOthers();
  share.sumGradients();
  lap(update);
  meetOthers();
  share.update();
  lap(update);
  meetOthers();
}

function barrier(plan: TrainerPlan, memory: WebAssembly.Memory): Barrier {
  return new Barrier(new Int32Array(memory.buffer, plan.barrier, 2), plan.shares.length);
}

function waitForThreads(plan: TrainerPlan, memory: WebAssembly.Memory): boolean {
  const ready = new Int32Array(memory.buffer, plan.barrier + 8, 1);
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const count = Atomics.load(ready, 0);
    if (count === plan.shares.length - 1) return true;
    const left = deadline - Date.now();
    if (left <= 0) return false;
    Atomics.wait(ready, 0, count, left);
  }
}
