// Measures memory and CPU of our programs every few seconds while a training runs, and reports it to the session.
import { Disposable } from 'vscode';
import { programNames } from '../../protocol/programUsage.ts';
import { createLoadMeter, type ProgramMeters } from '../processes/programLoads.ts';
import type { TrainingSession } from './session.ts';

const intervalMs = 5000;

export function sampleUsage(
  session: Pick<TrainingSession, 'state' | 'onStatus' | 'addUsage'>,
  meters: ProgramMeters,
): Disposable {
  let timer: NodeJS.Timeout | undefined;

  async function measure(loadsNow: ReturnType<typeof createLoadMeter>): Promise<void> {
    const loads = await loadsNow();
    const programs = programNames.flatMap((name) => {
      const { memoryBytes, cores } = loads[name] ?? {};
      return memoryBytes === undefined || cores === undefined ? [] : [{ name, memoryBytes, cores }];
    });
    if (programs.length > 0) session.addUsage(programs);
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  const subscription = session.onStatus(({ status }) => {
    if (status !== 'training') return stop();
    if (timer) return;
    const loadsNow = createLoadMeter(meters);
    timer = setInterval(() => void measure(loadsNow), intervalMs);
    void measure(loadsNow);
  });
  return new Disposable(() => {
    subscription.dispose();
    stop();
  });
}
