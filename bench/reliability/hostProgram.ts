// A host without an editor: trains with the real learner, predicts with the real predictor, analyzes with the real analyzer, and
// saves what the learner publishes, with the code of the extension. Started by `startHost.ts`.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startProcess, type Program } from '../../src/processes/program.ts';
import { SupervisedProcess } from '../../src/processes/supervisedProcess.ts';
import { CheckpointStore } from '../../src/host/storage/checkpointStore.ts';
import { nodeFileSystem } from '../../src/host/storage/fileSystem.ts';
import { durableFolder } from '../../src/host/storage/storageFolder.ts';
import { WriterLock } from '../../src/host/storage/writerLock.ts';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { analyzerEvents, type AnalyzerApi } from '../../src/protocol/analyzer.ts';
import { learnerEvents, type LearnerApi, type LearnerEvent } from '../../src/protocol/learner.ts';
import type { PassedContent } from '../../src/protocol/passedContent.ts';
import { predictorEvents, type PredictorApi } from '../../src/protocol/predictor.ts';
import type { EventsOf } from '../../src/protocol/rpc.ts';
import { defaultTrainingSettings } from '../../src/protocol/settings.ts';
import type { HostMessage, HostOptions, HostOrder, ProgramName } from './hostMessages.ts';
import { letClockJump } from './jumpingClock.ts';
import { predictorHost } from './predictorHost.ts';

const { folder, silentMs, hasJumpingClock } = JSON.parse(process.argv[2]!) as HostOptions;
if (hasJumpingClock) letClockJump(process.pid);

const pauseMs = 20;
/** Small and fast: weights are published ten times within the first seconds. */
const settings = {
  ...defaultTrainingSettings,
  hiddenSize: 16,
  batchSize: 4,
  sequenceLength: 16,
  threads: hasJumpingClock ? 2 : 1,
  seconds: 8,
};
const line = (n: number): string => `export const value${n} = first(${(n * 7919) % 997}) + second('${n % 13}');\n`;
const texts = Array.from({ length: 12 }, (_, file) => ({
  path: `w/file${file}.ts`,
  text: Array.from({ length: 60 }, (_, n) => line(file * 60 + n)).join(''),
}));
/** More than a program can hold that may use only so much memory. */
const smallHeapMb = 32;
const hugeTexts = Array.from({ length: 40 }, (_, file) => ({
  path: `w/huge${file}.ts`,
  text: `${file}`.padEnd(1_000_000, line(file)),
}));

const tell = (message: HostMessage): void => void process.send?.(message);
const store = new CheckpointStore(
  { folder: durableFolder(nodeFileSystem, folder), lock: new WriterLock(nodeFileSystem, `${folder}.lock`) },
  (error) => tell({ type: 'error', message: String(error) }),
);

interface Running {
  readonly program: Pick<SupervisedProcess<object>, 'allowRestarts' | 'close'>;
  /** Resolves a wait for the permission to start again. */
  allow(): void;
}
const running = new Map<ProgramName, Running>();
const exhausted = new Set<ProgramName>();
const started = new Map<ProgramName, Program>();
/** Receives the messages of a program. */
const listeners = new Map<ProgramName, (message: unknown) => void>();
const textsFor = (name: ProgramName) => (exhausted.has(name) ? hugeTexts : texts);

function start(name: ProgramName, bundle: string): Program {
  const file = join(fileURLToPath(new URL('../../dist/', import.meta.url)), bundle);
  const jumping = fileURLToPath(new URL('./jumpingProgram.ts', import.meta.url));
  const heapMb = exhausted.has(name) ? smallHeapMb : undefined;
  const drafts = name === 'learner' && { drafts: store.newDrafts() };
  const program = startProcess(hasJumpingClock ? jumping : file, { pretrained: false, file, ...drafts }, heapMb);
  started.set(name, program);
  tell({ type: 'started', program: name, pid: program.pid });
  return {
    ...program,
    listen: (listener) => {
      listeners.set(name, listener);
      program.listen(listener);
    },
  };
}

/** Starts a program again after each exit, as often as the supervisor allows, and lets it work. */
async function run<Api extends object>(
  name: ProgramName,
  bundle: string,
  { events, handlers }: { events: EventsOf<Api>; handlers: object },
  work: (remote: Api) => Promise<void>,
): Promise<never> {
  const program = new SupervisedProcess<Api>({
    name: `The ${name}`,
    start: () => start(name, bundle),
    events,
    handlers,
    silentMs,
    onExit: ({ reason }) => {
      exhausted.delete(name);
      started.delete(name);
      tell({ type: 'exit', program: name, reason });
    },
    onError: ({ message }) => tell({ type: 'error', message }),
  });
  for (;;) {
    if (!program.isAvailable) {
      const isAllowed = new Promise<void>((allow) => running.set(name, { program, allow }));
      tell({ type: 'unavailable', program: name });
      await isAllowed;
    }
    running.set(name, { program, allow: () => undefined });
    // A program that exits rejects what it was asked.
    await work(program.start()).catch(() => undefined);
    await sleep(pauseMs);
  }
}

let trainingSinceMs = 0;
function report(event: LearnerEvent<PassedContent>): void {
  if (event.type === 'checkpoint' || event.type === 'resumePoint') void save(event.checkpoint);
  if (event.type === 'prepared') trainingSinceMs = performance.now();
  if (event.type === 'failed') tell({ type: 'error', message: event.message });
  if (event.type === 'ended') {
    tell({ type: 'trained', budgetMs: settings.seconds * 1000, tookMs: performance.now() - trainingSinceMs });
  }
}

let newest: PassedContent | undefined;
async function save(content: PassedContent): Promise<void> {
  const learner = started.get('learner');
  newest = content;
  store.save(content);
  // This one, or a newer one.
  const loaded = store.load();
  // As often as possible, so that faults meet writes.
  if (!hasJumpingClock) await store.flush();
  const bytes = (await loaded)!;
  if (hasJumpingClock && !(await isWritten(content, bytes))) return;
  tell({ type: 'saved', steps: decodeCheckpoint(bytes).progress.steps });
  // It may have ended while its checkpoint was written.
  if (learner !== undefined && started.get('learner') === learner) tell({ type: 'works', program: 'learner' });
}

/** Waits for the store, which writes in its own interval. False: there is something newer. */
async function isWritten(content: PassedContent, bytes: Uint8Array): Promise<boolean> {
  const files = durableFolder(nodeFileSystem, folder);
  for (; newest === content; await sleep(pauseMs)) {
    const written = await files.read('model.checkpoint');
    if (written && Buffer.compare(written, bytes) === 0) return true;
  }
  return false;
}

process.on('disconnect', () => process.exit());
process.on('message', (order: HostOrder) => {
  if (order.type === 'close') return void close();
  const { program, allow } = running.get(order.program)!;
  if (order.type === 'post') started.get(order.program)?.post(order.message);
  if (order.type === 'deliver') listeners.get(order.program)!(order.message);
  if (order.type === 'exhaust') {
    exhausted.add(order.program);
    program.close();
  }
  if (order.type === 'allow restarts') {
    program.allowRestarts();
    allow();
  }
});

/** As when the editor is closed after a training. */
async function close(): Promise<void> {
  for (const { program } of running.values()) program.close();
  await store.writeRunMarker(undefined);
  await store.close();
  process.exit();
}

await store.writeRunMarker({ closed: false });
void run<LearnerApi>('learner', 'learner.mjs', { events: learnerEvents, handlers: { report } }, async (learner) => {
  const checkpoint = await store.load();
  await learner.train({ texts: textsFor('learner'), settings, ...(checkpoint && { checkpoint }) });
});
void run<PredictorApi>(
  'predictor',
  'predictor.mjs',
  { events: predictorEvents, handlers: predictorHost },
  async (predictor) => {
    await predictor.learn(textsFor('predictor'), {});
    for (; ; await sleep(pauseMs)) {
      const loaded = await store.pass((checkpoint) => predictor.load(checkpoint));
      if (!loaded) continue;
      if (!loaded.usable) tell({ type: 'error', message: `the predictor cannot load a checkpoint: ${loaded.reason}` });
      tell({ type: 'works', program: 'predictor' });
    }
  },
);
void run<AnalyzerApi>(
  'analyzer',
  'analyzer.mjs',
  { events: analyzerEvents, handlers: { progress: () => undefined } },
  async (analyzer) => {
    for (let id = 1; ; id++, await sleep(pauseMs)) {
      const isOpened = await store.pass((checkpoint) =>
        analyzer.open(checkpoint, textsFor('analyzer')).then(() => true),
      );
      if (!isOpened) continue;
      await analyzer.analyze(id, { kind: 'files' });
      tell({ type: 'works', program: 'analyzer' });
    }
  },
);
