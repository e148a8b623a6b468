// Memory and CPU time of the extension host and of the processes that the extension has started in it. Reads /proc (Linux).
import { readFileSync, readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const programs = ['learner.mjs', 'predictor.mjs', 'masker.mjs', 'analyzer.mjs'];

export interface Memory {
  /** Resident memory in MB: the host. */
  readonly hostMB: number;
  /** After a garbage collection, in MB. */
  readonly hostHeapMB: number;
  /** Array buffers and other memory outside the heap, in MB. */
  readonly hostExternalMB: number;
  /** Resident memory in MB of the processes by the name of their program and their id. */
  readonly processesMB: Readonly<Record<string, number>>;
}

const megabytes = (bytes: number): number => Math.round((bytes / 2 ** 20) * 100) / 100;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Blocks the thread for the time of a garbage collection. */
export function measureMemory(): Memory {
  collectGarbage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    hostMB: megabytes(rss),
    hostHeapMB: megabytes(heapUsed),
    hostExternalMB: megabytes(external),
    processesMB: Object.fromEntries(
      ownChildren().map(({ id, name }) => [`${name} ${id}`, megabytes(residentBytes(id))]),
    ),
  };
}

/** Resident memory in MB of the host and of all these processes, now. */
export function residentMB(): number {
  return megabytes(ownChildren().reduce((sum, { id }) => sum + residentBytes(id), process.memoryUsage.rss()));
}

/** Seconds of CPU time so far, of each thread of this process by its name, and of the other processes. */
export function cpuSeconds(): { readonly threads: Readonly<Record<string, number>>; readonly processes: number } {
  const threads: Record<string, number> = {};
  for (const id of readdirSync('/proc/self/task')) {
    const name = contentOf(`/proc/self/task/${id}/comm`).trim();
    const key = Number(id) === process.pid ? 'main thread' : name;
    threads[key] = (threads[key] ?? 0) + secondsOf(`/proc/self/task/${id}/stat`);
  }
  const processes = ownChildren().reduce((sum, { id }) => sum + secondsOf(`/proc/${id}/stat`), 0);
  return { threads, processes };
}

function ownChildren(): { readonly id: string; readonly name: string }[] {
  return readdirSync('/proc')
    .filter(
      (id) => /^\d+$/.test(id) && /^PPid:\s*(\d+)/m.exec(contentOf(`/proc/${id}/status`))?.[1] === `${process.pid}`,
    )
    .flatMap((id) => {
      const name = programs.find((program) => contentOf(`/proc/${id}/cmdline`).includes(program));
      return name === undefined ? [] : [{ id, name }];
    });
}

function residentBytes(id: string): number {
  return Number(/^VmRSS:\s*(\d+)/m.exec(contentOf(`/proc/${id}/status`))?.[1] ?? 0) * 1024;
}

/** Fields 14 and 15 of `stat`, in ticks of 10 ms (proc_pid_stat(5)). The second field may contain spaces. */
function secondsOf(file: string): number {
  const fields = contentOf(file)
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

/** '' if the process has ended. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
