// Runs in the extension host: trains, types and saves for the given time while another process switches branches, then rests.
// Measures memory once a minute, the event loop all the time, and CPU time while nothing happens.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, ConfigurationTarget, extensions, workspace, Range, window, WorkspaceEdit, type Uri } from 'vscode';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import { lastOf } from '../../src/protocol/series.ts';
import { profileBlocks } from './blockProfile.ts';
import { measureEventLoop } from './eventLoop.ts';
import { cpuSeconds, measureMemory, type Memory } from './ownProcesses.ts';

/** 100 words per minute. */
const betweenKeysMs = 120;
const keysPerDocument = 300;
const keysPerSave = 60;
const keysPerAcceptance = 45;

interface Typing {
  readonly keys: number;
  readonly saves: number;
  readonly documents: number;
}

/** Types `text` again and again, a part of it into each file in turn, until `isOver` is true. */
async function typeIntoFiles(files: readonly Uri[], text: string, isOver: () => boolean): Promise<Typing> {
  const typing = { keys: 0, saves: 0, documents: 0 };
  for (let turn = 0; !isOver(); turn++) {
    const uri = files[turn % files.length]!;
    const document = await workspace.openTextDocument(uri);
    const original = document.getText();
    const editor = await window.showTextDocument(document);
    typing.documents++;
    await commands.executeCommand('cursorBottom');
    for (let key = 0; key < keysPerDocument && !isOver(); key++) {
      const character = text[typing.keys % text.length]!;
      await Promise.all([commands.executeCommand('type', { text: character }), sleep(betweenKeysMs)]);
      typing.keys++;
      if (key % keysPerAcceptance === 0) await commands.executeCommand('editor.action.inlineSuggest.commit');
      if (key % keysPerSave === keysPerSave - 1) typing.saves += Number(await document.save());
    }
    const edit = new WorkspaceEdit();
    edit.replace(uri, new Range(0, 0, editor.document.lineCount, 0), original);
    await workspace.applyEdit(edit);
    typing.saves += Number(await document.save());
    await commands.executeCommand('workbench.action.closeActiveEditor');
  }
  return typing;
}

const minutes = Number(process.env['HIDDEN_STATE_SOAK_MINUTES']);
const restMs = 1000 * Number(process.env['HIDDEN_STATE_SOAK_REST_SECONDS']);
/** The times in which idle CPU time is measured: what the editor itself does differs from one to the next. */
const idleTimesMs = Array.from({ length: 5 }, () => 60_000);
/** Time for the editor to finish its startup work. */
const settlingMs = 30_000;

/** The whole report, or what is known so far. */
const save = (report: object): void => writeFileSync(process.env['HIDDEN_STATE_REPORT']!, JSON.stringify(report));

export async function run(): Promise<void> {
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state');
  // The editor alone, for comparison.
  if (!extension) {
    await sleep(restMs);
    return save({ idle: await idleTimes() });
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
  const trained = lastOf(session.state.points);
  writeFileSync(process.env['HIDDEN_STATE_SOAK_ENDED']!, '');
  await commands.executeCommand('hiddenState.stop');
  while (session.isRunning) await sleep(100);
  await sleep(restMs);
  const resting = meter.report();
  meter.stop();
  profile?.stop();
  save({
    minutes,
    trainings,
    typing,
    charsPerSecond: trained && Math.round((1000 * trained.characters) / trained.elapsedMs),
    startup,
    trainingAndTyping,
    resting,
    idle: await idleTimes(),
    memory,
    ...(profile && { profile: profile.report() }),
  });
}

async function idleTimes() {
  const measured = [];
  for (const ms of idleTimesMs) measured.push(await idle(ms));
  return measured;
}

/** CPU seconds used while nothing happens, as shares of a core. */
async function idle(idleMs: number) {
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
