// Runs in the extension host: learns the workspace, trains for the given time, and measures the memory of the host and of the
// extension's processes before and after each, and the highest in between.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, ConfigurationTarget, extensions, workspace } from 'vscode';
import type { ExtensionParts } from '../../src/host/commands.ts';
import { residentMemory, type ResidentMemory } from '../soak/ownProcesses.ts';

/** The editor has finished its startup, the maskers' thread has ended, and V8 has collected garbage in idle time. */
const restMs = 30_000;
const seconds = Number(process.env['HIDDEN_STATE_MEMORY_SECONDS']);

interface Phase extends ResidentMemory {
  /** The highest sum of the host and the processes since the phase before. */
  readonly highestMB: number;
  /** Bytes that each program reports, which the dashboard shows. */
  readonly reported?: Readonly<Record<string, number | undefined>>;
}

export async function run(): Promise<void> {
  const phases: Record<string, Phase> = {};
  let highestMB = 0;
  const sampling = setInterval(() => (highestMB = Math.max(highestMB, residentMemory().allMB)), 500);
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state');
  const parts = await extension?.activate();

  async function measure(name: string): Promise<void> {
    await sleep(restMs);
    const now = residentMemory();
    const meters = { predictor: parts?.predictor.usage(), learner: parts?.session.usage() };
    const reported: Record<string, number | undefined> = {};
    for (const [program, usage] of Object.entries(meters)) reported[program] = (await usage)?.memoryBytes;
    if (process.env['SMAPS']) { const fs = await import('node:fs'); fs.writeFileSync(`${process.env['SMAPS']}-${name}`, fs.readFileSync('/proc/self/smaps')); }
    phases[name] = { ...now, highestMB: Math.max(highestMB, now.allMB), ...(parts && { reported }) };
    highestMB = 0;
    writeFileSync(process.env['HIDDEN_STATE_REPORT']!, JSON.stringify({ phases }));
  }

  await measure('beforeLearning');
  if (parts) {
    const { consent, session, predictor } = parts;
    const kept = new Promise<void>((resolve) => predictor.onLearnedState(() => resolve()));
    await consent.give();
    await kept;
    await measure('afterLearning');
    await workspace
      .getConfiguration('hiddenState')
      .update('training.seconds', seconds, ConfigurationTarget.Global);
    void commands.executeCommand('hiddenState.train', 'nothing');
    while (session.state.status !== 'training' || predictor.state !== 'ready') await sleep(100);
    await measure('inTraining');
    while (session.isRunning) await sleep(100);
    await measure('afterTraining');
  }
  clearInterval(sampling);
}
