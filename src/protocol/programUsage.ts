// Memory and CPU time of one of our programs. Each program measures itself: a process as a whole, a thread without the other threads
// of its process.
import type { TrainingPoint } from './learner.ts';

/** The maskers of files and of typed text are measured together. */
export const programNames = ['learner', 'predictor', 'analyzer', 'masker'] as const;
export type ProgramName = (typeof programNames)[number];

/** Memory and CPU of a program, averaged over the last seconds. */
export interface ProgramLoad {
  readonly name: ProgramName;
  readonly memoryBytes: number;
  /** CPU time per elapsed time: 1 is one core all the time. */
  readonly cores: number;
}

/** The load of the programs that ran at one moment of a training. */
export interface UsagePoint extends TrainingPoint {
  readonly programs: readonly ProgramLoad[];
}

export interface ProgramUsage {
  /** Bytes. Of a process: its resident set. Of a thread: its heap, its buffers and the memory of its kernels. */
  readonly memoryBytes: number;
  /** CPU time since the start of the program, milliseconds. Of a process: of all its threads. */
  readonly cpuMs: number;
}

/** The part of Node's `process` that measures. CPU times are in microseconds, memory in bytes. */
export interface ProcessMeter {
  memoryUsage(): { readonly rss: number; readonly heapTotal: number; readonly external: number };
  cpuUsage(): { readonly user: number; readonly system: number };
  /** CPU time of the calling thread. Since Node 23.9. */
  threadCpuUsage?(): { readonly user: number; readonly system: number };
}

export function usageOfProcess(process: ProcessMeter): ProgramUsage {
  const { user, system } = process.cpuUsage();
  return { memoryBytes: process.memoryUsage().rss, cpuMs: (user + system) / 1000 };
}

/** `activeMs`: how long the thread's event loop was active, for a version of Node that does not measure threads. */
export function usageOfThread(process: ProcessMeter, activeMs: () => number): ProgramUsage {
  const { heapTotal, external } = process.memoryUsage();
  const cpu = process.threadCpuUsage?.();
  return { memoryBytes: heapTotal + external, cpuMs: cpu ? (cpu.user + cpu.system) / 1000 : activeMs() };
}

/** Cores used between two measurements of the same program: 1 is one core all the time. */
export function coresUsed(earlier: ProgramUsage, later: ProgramUsage, elapsedMs: number): number {
  return elapsedMs > 0 ? Math.max(0, later.cpuMs - earlier.cpuMs) / elapsedMs : 0;
}
