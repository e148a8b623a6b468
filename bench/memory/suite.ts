// Runs in the extension host: learns the workspace, trains for the given time, and measures the memory of the host and of the
// extension's processes before and after each, and the highest in between.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, ConfigurationTarget, extensions, workspace } from 'vscode';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import { measureMemory, residentMB, type Memory } from '../soak/ownProcesses.ts';

/** The editor has finished its startup, and the masker of files has ended. */
const restMs = 30_000;
const sweepMs = 2000;
const sampleMs = 500;
const seconds = Number(process.env['HIDDEN_STATE_MEMORY_SECONDS']);

interface Phase extends Memory {
  /** The host and the processes. */
  readonly allMB: number;
  /** The highest sum since the phase before. */
  readonly highestMB: number;
  /** What the dashboard shows of each program. */
  readonly reportedMB: Readonly<Record<string, number | undefined>>;
}

export async function run(): Promise<void> {
  const phases: Record<string, Phase> = {};
  let highestMB = 0;
  const sampling = setInterval(() => (highestMB = Math.max(highestMB, residentMB())), sampleMs);
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state');
  // Undefined: the editor alone.
  const parts = await extension?.activate();

  async function measure(name: string): Promise<void> {
    await sleep(restMs);
    // V8 frees the buffers of a collection soon after it.
    measureMemory();
    await sleep(sweepMs);
    const memory = measureMemory();
    const reportedMB = Object.fromEntries(
      await Promise.all(
        Object.entries({ predictor: parts?.predictor, learner: parts?.session }).map(async ([program, meter]) => {
          const usage = await meter?.usage();
          return [program, usage && Math.round(usage.memoryBytes / 2 ** 20)] as const;
        }),
      ),
    );
    phases[name] = { ...memory, allMB: residentMB(), highestMB, reportedMB };
    highestMB = 0;
    writeFileSync(process.env['HIDDEN_STATE_REPORT']!, JSON.stringify({ phases }));
  }

  await measure('beforeLearning');
  if (parts) await learnAndTrain(parts, measure);
  clearInterval(sampling);
}

async function learnAndTrain(
  { consent, session, predictor }: ExtensionParts,
  measure: (name: string) => Promise<void>,
): Promise<void> {
  const kept = new Promise<void>((resolve) => predictor.onLearnedState(() => resolve()));
  const calibrated = new Promise<void>((resolve) => predictor.onCalibrated(() => resolve()));
  await consent.give();
  await Promise.all([kept, calibrated]);
  await measure('afterLearning');
  await workspace.getConfiguration('hiddenState').update('training.seconds', seconds, ConfigurationTarget.Global);
  void commands.executeCommand('hiddenState.train', 'nothing');
  while (session.state.status !== 'training' || predictor.layers === undefined) await sleep(100);
  await measure('inTraining');
  while (session.isRunning) await sleep(100);
  await measure('afterTraining');
}
