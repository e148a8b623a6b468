// Real processes are killed or suspended at random moments. The supervisor must reject the waiting calls, report the end once, leave
// no process behind, and be able to start the program again.
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../../src/processes/program.ts';
import { SupervisedProcess } from '../../src/processes/supervisedProcess.ts';
import type { Child } from './child.ts';
import { note, type Faults, type Report } from './result.ts';

const file = fileURLToPath(new URL('./child.ts', import.meta.url));
const silentMs = 1500;
/** A hanging process is killed after silence and the time to end by itself. */
const longestMs = 20_000;

export async function injectSignals(kills: number, stops: number): Promise<Report<Faults>> {
  const counts = { injected: 0, survived: 0 };
  const failures: string[] = [];
  const exits: string[] = [];
  const child = new SupervisedProcess<Child>({
    name: 'The child',
    start: () => startProcess(file),
    events: {},
    handlers: {},
    silentMs,
    onExit: ({ message }) => exits.push(message),
    onError: () => undefined,
  });
  for (const signal of [...Array<'SIGKILL'>(kills).fill('SIGKILL'), ...Array<'SIGSTOP'>(stops).fill('SIGSTOP')]) {
    counts.injected++;
    exits.length = 0;
    child.allowRestarts();
    const remote = child.start();
    const pid = await remote.pid();
    const rejected = remote.wait().then(
      () => false,
      () => true,
    );
    await sleep(Math.random() * 20);
    process.kill(pid, signal);
    const isRejected = await Promise.race([rejected, sleep(longestMs, false, { ref: false })]);
    const isGone = await untilGone(pid);
    if (isRejected && isGone && exits.length === 1) counts.survived++;
    else note(failures, `${signal}: rejected ${isRejected}, gone ${isGone}, reports ${exits.length}`);
  }
  child.close();
  return { counts, failures };
}

async function untilGone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < longestMs; waited += 20) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(20);
  }
  return false;
}
