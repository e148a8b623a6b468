// The thread pool of a trainer. The leader is the thread that owns the trainer; the other threads run `runTrainingThread` on the
// same memory. The caller starts them, so this file does not depend on a platform.
import { Barrier } from './barrier.ts';
import { instantiateKernels, type Kernels } from './kernelModule.ts';
import type { TrainerPlan } from './trainerPlan.ts';
import { update, waiting } from './stepTimer.ts';
import { StepWorker } from './trainingStep.ts';

/** Start data of a thread; can be posted. */
export interface ThreadInit {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly plan: TrainerPlan;
  /** 1, 2, ... (the leader is 0). */
  readonly thread: number;
}

/** Starts a thread that calls `runTrainingThread(init)`, and returns a function that stops it. */
export type SpawnThread = (init: ThreadInit) => () => void;

/** Runs training steps on all threads of a trainer. */
export interface ThreadPool {
  /** `endPhase` is called for the phases that the kernels do not report. */
  step(endPhase?: EndPhase): void;
  /** Runs one batch forward only, as the control word tells the other threads. */
  evaluate(): void;
  dispose(): void;
}

type EndPhase = (phase: number) => void;
const untimed: EndPhase = () => undefined;

/** How long the first step waits for the threads to start. */
const startTimeoutMs = 10_000;

/** One thread runs the parts of all threads one after the other. The results are the same, bit for bit. */
export function singleThreadPool(kernels: Kernels, plan: TrainerPlan, memory: WebAssembly.Memory): ThreadPool {
  const workers = plan.threads.map((_, thread) => new StepWorker(kernels, plan, memory, thread));
  return {
    step(endPhase = untimed) {
      for (const worker of workers) worker.computeGradient();
      for (const worker of workers) worker.sumGradients();
      for (const worker of workers) worker.update();
      endPhase(update);
    },
    evaluate() {
      for (const worker of workers) worker.evaluate();
    },
    dispose: () => undefined,
  };
}

/** One thread per part. If the threads do not start, the leader does all the work. */
export function multiThreadPool(
  kernels: Kernels,
  { module, plan, memory }: Omit<ThreadInit, 'thread'>,
  spawn: SpawnThread,
): ThreadPool {
  const worker = new StepWorker(kernels, plan, memory, 0);
  const barrier = createBarrier(plan, memory);
  const stops = plan.threads.slice(1).map((_, i) => spawn({ module, memory, plan, thread: i + 1 }));
  const stopThreads = () => {
    for (const stop of stops) stop();
  };
  let fallback: ThreadPool | undefined;
  let started = false;
  const start = (): void => {
    if (started) return;
    started = true;
    if (waitForThreads(plan, memory)) return;
    stopThreads();
    fallback = singleThreadPool(kernels, plan, memory);
  };
  return {
    step(endPhase = untimed) {
      start();
      if (fallback) return fallback.step(endPhase);
      barrier.wait();
      runStep(worker, barrier, endPhase);
    },
    evaluate() {
      start();
      if (fallback) return fallback.evaluate();
      barrier.wait();
      worker.evaluate();
      barrier.wait();
    },
    dispose: stopThreads,
  };
}

/** The main loop of a thread other than the leader: one step after the other until the thread is stopped. */
export function runTrainingThread({ module, memory, plan, thread }: ThreadInit): void {
  const worker = new StepWorker(instantiateKernels(module, memory), plan, memory, thread);
  const barrier = createBarrier(plan, memory);
  const ready = new Int32Array(memory.buffer, plan.barrier + 8, 1);
  Atomics.add(ready, 0, 1);
  Atomics.notify(ready, 0);
  for (;;) {
    barrier.wait(false);
    if (worker.evaluating) {
      worker.evaluate();
      barrier.wait();
    } else runStep(worker, barrier, untimed);
  }
}

function runStep(worker: StepWorker, barrier: Barrier, endPhase: EndPhase): void {
  const synchronize = (): void => {
    barrier.wait();
    endPhase(waiting);
  };
  worker.computeGradient();
  synchronize();
  worker.sumGradients();
  endPhase(update);
  synchronize();
  worker.update();
  endPhase(update);
  synchronize();
}

function createBarrier(plan: TrainerPlan, memory: WebAssembly.Memory): Barrier {
  return new Barrier(new Int32Array(memory.buffer, plan.barrier, 2), plan.threads.length);
}

function waitForThreads(plan: TrainerPlan, memory: WebAssembly.Memory): boolean {
  const ready = new Int32Array(memory.buffer, plan.barrier + 8, 1);
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    const count = Atomics.load(ready, 0);
    if (count === plan.threads.length - 1) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    Atomics.wait(ready, 0, count, left);
  }
}
