// Runs in the extension host: trains, types and saves for the given time while another process switches branches, then rests.
// Measures memory once a minute, the event loop all the time, and CPU time while nothing happens.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, ConfigurationTarget, extensions, workspace } from 'vscode';
import type { ExtensionParts } from '../../src/host/commands.ts';
import { profileBlocks } from './blockProfile.ts';
import { measureEventLoop } from './eventLoop.ts';
import { cpuSeconds, measureMemory, type Memory } from './ownProcesses.ts';
import { typeIntoFiles } from './user.ts';

const minutes = Number(process.env['HIDDEN_STATE_SOAK_MINUTES']);
const restMs = 1000 * Number(process.env['HIDDEN_STATE_SOAK_REST_SECONDS']);
/** The time in which idle CPU time is measured. */
const idleMs = 60_000;
/** Time for the editor to finish its startup work. */
const settlingMs = 30_000;

/** The whole report, or what is known so far. */
const save = (report: object): void => writeFileSync(process.env['HIDDEN_STATE_SOAK_REPORT']!, JSON.stringify(report));

export async function run(): Promise<void> {
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state');
  // The editor alone, for comparison.
  if (!extension) {
    await sleep(restMs);
    return save({ idle: await idle() });
  }
  const meter = measureEventLoop((from, to) => profile?.addBlock(from, to));
  const profile = process.env['HIDDEN_STATE_SOAK_PROFILE'] === 'true' ? profileBlocks(() => meter.skip()) : undefined;
  const { session, predictor } = (await extension.activate())!;
  const configuration = workspace.getConfiguration('hiddenState');
  await configuration.update('training.seconds', 60 * (minutes + 5), ConfigurationTarget.Global);
  await sleep(settlingMs);
  const startup = meter.report();
  await commands.executeCommand('hiddenState.showDashboard');
  let trainings = 0;
  const train = (): void => {
    trainings++;
    void commands.executeCommand('hiddenState.train', trainings === 1 ? 'nothing' : 'checkpoint');
  };
  train();
  while (predictor.state !== 'ready' || session.state.status !== 'training') await sleep(100);

  const memory: ({ readonly minute: number; readonly training: number } & Memory)[] = [];
  const began = performance.now();
  const minutesPassed = (): number => (performance.now() - began) / 60_000;
  const measurement = setInterval(() => {
    if (!session.isRunning) train();
    meter.skip();
    memory.push({ minute: Math.round(minutesPassed()), training: trainings, ...measureMemory() });
    save({ startup, memory });
  }, 60_000);
  const files = (await workspace.findFiles('typed/*')).sort((a, b) => (a.path < b.path ? -1 : 1));
  const typing = await typeIntoFiles(files, process.env['HIDDEN_STATE_SOAK_TEXT']!, () => minutesPassed() >= minutes);
  clearInterval(measurement);
  const trainingAndTyping = meter.report();
  const { charsPerSecond } = session.state;
  writeFileSync(process.env['HIDDEN_STATE_SOAK_ENDED']!, '');
  await commands.executeCommand('hiddenState.stop');
  while (session.isRunning) await sleep(100);
  await sleep(restMs);
  const resting = meter.report();
  meter.stop();
  profile?.stop();
  save({
    ...{ minutes, trainings, typing, charsPerSecond: Math.round(charsPerSecond) },
    ...{ startup, trainingAndTyping, resting, idle: await idle(), memory },
    ...(profile && { profile: profile.report() }),
  });
}

/** CPU seconds used while nothing happens, as shares of a core. */
async function idle() {
  const [before, began] = [cpuSeconds(), performance.now()];
  await sleep(idleMs);
  const [after, seconds] = [cpuSeconds(), (performance.now() - began) / 1000];
  const share = (now: number, then = 0): number => Math.round(((now - then) / seconds) * 1e5) / 1e5;
  const threads = Object.entries(after.threads).map(([name, used]) => [name, share(used, before.threads[name])]);
  const total = (threads as [string, number][]).reduce((sum, [, used]) => sum + used, 0);
  return {
    seconds,
    hostShareOfCore: Math.round(total * 1e5) / 1e5,
    threads: Object.fromEntries((threads as [string, number][]).filter(([, used]) => used > 0)) as object,
    processesShareOfCore: share(after.processes, before.processes),
  };
}
