// Measures memory and CPU of our programs every few seconds while a training runs, and reports it to the session.
import { Disposable } from 'vscode';
import { coresUsed, programNames, type ProgramName, type ProgramUsage } from '../../protocol/programUsage.ts';
import type { TrainingSession } from './session.ts';

const intervalMs = 5000;

/** Undefined: the program does not run. */
export type MeterProgram = () => Promise<ProgramUsage | undefined>;

interface Measurement {
  readonly atMs: number;
  readonly usage: ProgramUsage;
}

export function sampleUsage(
  session: Pick<TrainingSession, 'state' | 'onStatus' | 'addUsage'>,
  meters: Readonly<Record<ProgramName, MeterProgram>>,
): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const last = new Map<ProgramName, Measurement>();

  async function measure(): Promise<void> {
    const found = await Promise.all(
      programNames.map(async (name) => {
        const usage = await meters[name]().catch(() => undefined);
        const earlier = last.get(name);
        if (!usage) {
          last.delete(name);
          return [];
        }
        const now: Measurement = { atMs: performance.now(), usage };
        last.set(name, now);
        // A restarted program counts its CPU time from zero.
        if (!earlier || earlier.usage.cpuMs > usage.cpuMs) return [];
        return [
          { name, memoryBytes: usage.memoryBytes, cores: coresUsed(earlier.usage, usage, now.atMs - earlier.atMs) },
        ];
      }),
    );
    const programs = found.flat();
    if (programs.length > 0) session.addUsage(programs);
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    last.clear();
  }

  const subscription = session.onStatus(({ status }) => {
    if (status !== 'training') return stop();
    if (timer) return;
    timer = setInterval(() => void measure(), intervalMs);
    void measure();
  });
  return new Disposable(() => {
    subscription.dispose();
    stop();
  });
}
