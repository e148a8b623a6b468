// What the extension uses of the machine, as the dashboard shows it: memory and CPU of its programs, and its storage, each with its
// limit.
import type { ProgramName } from './programUsage.ts';

export interface ProgramResources {
  readonly memoryBytes: number;
  /** 1 is one core all the time. Undefined at the first measurement. */
  readonly cores: number | undefined;
}

export interface Resources {
  /** A program that does not run is undefined. */
  readonly programs: Readonly<Record<ProgramName, ProgramResources | undefined>>;
  /**
   * Resident memory of the editor's process for extensions: of all extensions, with our threads in it, and with what V8 and the allocator
   * keep of what a thread has used, which no thread knows.
   */
  readonly hostBytes: number;
  /** Cores that each program may use at most. */
  readonly maxCores: Readonly<Record<ProgramName, number>>;
  /** Limit of V8's heap in each program. Texts and objects are in it; the memory of kernels is not. */
  readonly maxHeapBytes: number;
  /** Files of this workspace: model, runs and their weights. */
  readonly storageBytes: number;
  readonly maxStorageBytes: number;
  /** The part of `storageBytes` that text statistics have learned, for the next window. */
  readonly learnedBytes: number;
}
