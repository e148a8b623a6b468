// Runs in the extension host: trains with the default settings for longer than usual, and types a text meanwhile, key by key. The
// editor itself requests each suggestion. Measures the time from its request to the answer.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { quantile } from 'simple-statistics';
import { commands, ConfigurationTarget, extensions, window, workspace } from 'vscode';
import { maskBeforeCaret } from '../../src/corpus/secrets/maskBeforeCaret.ts';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import { MaskingProgram } from '../../src/masker/maskingProgram.ts';
import { typedTextDeadlineMs } from '../../src/masker/typedText.ts';
import { startThread } from '../../src/processes/program.ts';
import type { TextToMask } from '../../src/protocol/masker.ts';
import { lastOf } from '../../src/protocol/series.ts';
import { untilOwnText } from './ownText.ts';

const keys = 500;
/** 100 words per minute. */
const betweenKeysMs = 120;

/** From a key to an early request, and from there to that of the editor. */
const [earlyMs, earlierMs] = [30, 20];

/** Time for the editor to finish its startup work. */
const settlingMs = 5000;

export async function run(): Promise<void> {
  const extension = extensions.getExtension<ExtensionParts | undefined>('hidden-state.hidden-state')!;
  const { session, predictor, completions } = (await extension.activate())!;
  const configuration = workspace.getConfiguration('hiddenState');
  await configuration.update('training.seconds', 600, ConfigurationTarget.Global);
  const [open] = await workspace.findFiles('**/*.{ts,py,md}', undefined, 1);
  const opened = await workspace.openTextDocument(open!);
  await window.showTextDocument(opened);
  await sleep(settlingMs);
  void commands.executeCommand('hiddenState.train', 'nothing');
  const ownTextMs = await untilOwnText(predictor, opened);
  while (predictor.state !== 'ready' || session.state.status !== 'training') await sleep(100);

  const times = { asked: [] as number[], reused: [] as number[], given: 0, cancelled: 0 };
  /**
   * Milliseconds of each request that the predictor answered: from there to the editor's request (negative if the editor asked first),
   * in transit both ways, and at work in the predictor. For comparison, the round trip to an idle thread at the same time.
   */
  const phases = { ahead: [] as number[], transit: [] as number[], work: [] as number[], idleThread: [] as number[] };
  const idle = new Worker(`require('worker_threads').parentPort.on('message', function (m) { this.postMessage(m); })`, {
    eval: true,
  });
  const echo = async (): Promise<number> => {
    const sentAt = performance.now();
    idle.postMessage(0);
    await once(idle, 'message');
    return performance.now() - sentAt;
  };
  let sentAt = 0;
  const complete = predictor.complete.bind(predictor);
  predictor.complete = async (request, token) => {
    const began = (sentAt = performance.now());
    const roundTrip = echo();
    const completion = await complete(request, token);
    if (!token.isCancellationRequested) {
      const worked = predictor.lastReply?.elapsedMs ?? 0;
      phases.work.push(worked);
      phases.transit.push(performance.now() - began - worked);
      void roundTrip.then((ms) => phases.idleThread.push(ms));
    }
    return completion;
  };
  const eachKey = process.env['HIDDEN_STATE_LATENCY_EACH_KEY'] === 'true';
  const answer = completions.answer.bind(completions);
  completions.answer = async (document, position, context, token) => {
    const began = performance.now();
    const { lastAutomatic } = completions.requests;
    if (eachKey) completions.reset();
    const answered = await answer(document, position, context, token);
    const ms = performance.now() - began;
    const asked = completions.requests.lastAutomatic !== lastAutomatic;
    if (token.isCancellationRequested) times.cancelled++;
    else (asked ? times.asked : times.reused).push(ms);
    if (asked) phases.ahead.push(began - sentAt);
    if (answered.items.length > 0) times.given++;
    return answered;
  };

  /**
   * Milliseconds to mask the text before the caret in the masker's thread, and in this thread; for comparison, the round trip to an
   * idle thread. Measured after a key when an early request is due.
   */
  const masking = { thread: [] as number[], here: [] as number[], idleThread: [] as number[] };
  const masker = new MaskingProgram({
    start: () => startThread(join(extension.extensionPath, 'dist/masker.mjs'), 'latency'),
    warn: (message) => console.error(message),
  });
  masker.prepare();
  const mask = async (typed: string): Promise<void> => {
    const { uri } = window.activeTextEditor!.document;
    const request: TextToMask = { before: typed, after: '', length: typed.length, path: uri.path };
    const inThread = async (): Promise<void> =>
      void (await masker.run(typed.length, (api) => api.maskBeforeCaret(request)));
    masking.idleThread.push(await echo());
    masking.thread.push(await timed(inThread));
    masking.here.push(await timed(async () => maskBeforeCaret(typed, '', typed.length, uri.path)));
  };

  const text = process.env['HIDDEN_STATE_LATENCY_TEXT']!.slice(0, keys);
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown' }));
  const trained = (): number => lastOf(session.state.points)?.characters ?? 0;
  const [beganMs, trainedBefore] = [performance.now(), trained()];
  for (const [at, character] of [...text].entries()) {
    const masked = sleep(earlyMs).then(() => mask(text.slice(0, at + 1)));
    await Promise.all([commands.executeCommand('type', { text: character }), masked, sleep(betweenKeysMs)]);
  }
  masker.dispose();
  const trainedCharsPerSecond = Math.round(((trained() - trainedBefore) / (performance.now() - beganMs)) * 1000);
  const { engine, settings } = session.state;
  const stillTraining = session.state.status === 'training';
  await commands.executeCommand('hiddenState.stop');
  const spread = (values: number[]) =>
    values.length > 0 && {
      count: values.length,
      p50: quantile(values, 0.5),
      p99: quantile(values, 0.99),
      longest: Math.max(...values),
    };
  const report = {
    model: configuration.get('suggestions.model'),
    cores: availableParallelism(),
    engine,
    cell: settings?.cell,
    hidden: settings?.hiddenSize,
    ownTextMs,
    trainedCharsPerSecond,
    stillTraining,
    keys: text.length,
    eachKey,
    suggestionsGiven: times.given,
    cancelled: times.cancelled,
    latencyMs: spread([...times.asked, ...times.reused]),
    latencyMsWherePredictorWasAsked: spread(times.asked),
    maskingMs: Object.fromEntries(Object.entries(masking).map(([where, values]) => [where, spread(values)])),
    maskedTooLate: {
      withoutEarlyRequest: masking.thread.filter((ms) => ms > typedTextDeadlineMs).length,
      idleThread: masking.idleThread.filter((ms) => ms > typedTextDeadlineMs).length,
      withEarlyRequest: masking.thread.filter((ms) => ms > typedTextDeadlineMs + earlierMs).length,
    },
    phasesMs: Object.fromEntries(Object.entries(phases).map(([phase, values]) => [phase, spread(values)])),
  };
  writeFileSync(process.env['HIDDEN_STATE_REPORT']!, JSON.stringify(report));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
