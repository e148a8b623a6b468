// Measures for how long a process could have worked: a busy machine gives a process of low priority little time on its processors,
// which must not look like a hang. Linux only; elsewhere all time counts.
import { readdirSync, readFileSync } from 'node:fs';

/** What a process does now. */
export interface Activity {
  /** A thread of it runs, or waits for a processor. False while all of them wait for something else, or are suspended. */
  readonly isRunnable: boolean;
  /** CPU time of all threads since the start, milliseconds. */
  readonly cpuMs: number;
}

/** The unit of times in /proc: USER_HZ is 100 on all processors that Node supports. */
const clockTickMs = 10;

/** Undefined where it cannot be read: the process is gone, or this is not Linux. */
export function activityOf(pid: number): Activity | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const [, ...times] = statusOf(`/proc/${pid}/stat`);
    // Fields 14 and 15 of the file, utime and stime; the state is field 3. See proc_pid_stat(5).
    const cpuMs = (Number(times[10]) + Number(times[11])) * clockTickMs;
    const isRunnable = readdirSync(`/proc/${pid}/task`).some((thread) => isRunning(`/proc/${pid}/task/${thread}/stat`));
    return Number.isFinite(cpuMs) ? { isRunnable, cpuMs } : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(path: string): boolean {
  try {
    return statusOf(path)[0] === 'R';
  } catch {
    // The thread has ended.
    return false;
  }
}

/** The fields after the name of the program, which is in parentheses and may contain anything. */
function statusOf(path: string): string[] {
  const status = readFileSync(path, 'latin1');
  return status.slice(status.lastIndexOf(')') + 2).split(' ');
}

/**
 * A function that tells how much of the last `elapsedMs` milliseconds the process could work: the CPU time that it got if it waits for a
 * processor now, else all of it. `pid`: undefined for a thread, which has the priority of the host.
 */
export function createWorkTime(pid: () => number | undefined, read = activityOf): (elapsedMs: number) => number {
  let last: Activity | undefined;
  return (elapsedMs) => {
    const id = pid();
    const now = id === undefined ? undefined : read(id);
    const before = last;
    last = now;
    if (!now?.isRunnable || !before) return elapsedMs;
    return Math.min(elapsedMs, Math.max(0, now.cpuMs - before.cpuMs));
  };
}
