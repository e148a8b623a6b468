// Measures for how long a process or thread could have worked: a busy machine gives a program of low priority little time on its
// processors, which must not look like a hang. Linux only; elsewhere all time counts.
import { readdirSync, readFileSync } from 'node:fs';

/** What the threads of a process do now. */
export interface Activity {
  /** One of them runs, or waits for a processor. False while all of them wait for something else, or are suspended. */
  readonly isRunnable: boolean;
  /** CPU time of the threads since their start, milliseconds. */
  readonly cpuMs: number;
}

/** The unit of times in /proc: USER_HZ is 100 on all processors that Node supports. */
const clockTickMs = 10;

/**
 * Of this process: without the main thread, which asks. Undefined where it cannot be read: the process is gone, or this is not Linux.
 */
export function activityOf(pid: number): Activity | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const threads = readdirSync(`/proc/${pid}/task`).filter((id) => pid !== process.pid || Number(id) !== pid);
    const all = threads.flatMap((id) => threadActivity(`/proc/${pid}/task/${id}/stat`));
    return {
      isRunnable: all.some(({ isRunnable }) => isRunnable),
      cpuMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    };
  } catch {
    return undefined;
  }
}

/** Empty: the thread has ended. */
function threadActivity(path: string): Activity[] {
  try {
    const status = readFileSync(path, 'latin1');
    // The fields after the name of the program, which is in parentheses and may contain anything. The first one is field 3 of the
    // file, the state; fields 14 and 15 are utime and stime. See proc_pid_stat(5).
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return [{ isRunnable: fields[0] === 'R', cpuMs: (Number(fields[11]) + Number(fields[12])) * clockTickMs }];
  } catch {
    return [];
  }
}

/**
 * A function that tells how much of the last `elapsedMs` milliseconds a program could work: the CPU time that it got if it waits for a
 * processor now, else all of it. `pid`: of its process; for a thread, of this process.
 */
export function createWorkTime(pid: () => number, read = activityOf): (elapsedMs: number) => number {
  let last: Activity | undefined;
  return (elapsedMs) => {
    const now = read(pid());
    const before = last;
    last = now;
    if (!now?.isRunnable || !before) return elapsedMs;
    return Math.min(elapsedMs, Math.max(0, now.cpuMs - before.cpuMs));
  };
}
