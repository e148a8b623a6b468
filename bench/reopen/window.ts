// One window of the benchmark: reads the workspace, learns or restores it, and asks for a suggestion until there is one.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collect, type Collection, type CollectOptions, type KnownFile } from '../../src/corpus/collect.ts';
import { folderTree, rootName } from '../../src/cli/readFolder.ts';
import { nodeFileSystem } from '../../src/host/storage/fileSystem.ts';
import { LearnedStore } from '../../src/host/storage/learnedStore.ts';
import { durableFolder } from '../../src/host/storage/storageFolder.ts';
import { openWorkspaceState } from '../../src/host/storage/workspaceState.ts';
import { learnableTextIn } from '../../src/masker/learnableTexts.ts';
import { MaskingProgram } from '../../src/masker/maskingProgram.ts';
import { startProcess } from '../../src/processes/program.ts';
import { SupervisedProcess } from '../../src/processes/supervisedProcess.ts';
import { turns } from '../../src/processes/turns.ts';
import { predictorHost } from '../reliability/predictorHost.ts';
import { predictorEvents, type CompletionRequest, type PredictorApi } from '../../src/protocol/predictor.ts';
import { defaultCorpusLimits, defaultSampling } from '../../src/protocol/settings.ts';

export interface WindowOptions {
  readonly folder: string;
  readonly storage: string;
  /** Whether what is learned is kept, and used. */
  readonly keeps: boolean;
  /** How long the CPU time is counted. 0: until everything is learned and stored. */
  readonly seconds: number;
}

export interface WindowResult {
  readonly characters: number;
  /** Milliseconds since the window was opened. */
  readonly firstSuggestionMs: number;
  readonly cpuSeconds: number;
  /** Undefined: not within the time. */
  readonly learnedMs: number | undefined;
  readonly saving: { readonly cpuSeconds: number; readonly longestSliceMs: number } | undefined;
}

const options = JSON.parse(process.argv[2]!) as WindowOptions;
/** Without loading the sources of this program, which the extension host has as one file. */
const [openedAt, cpuAtStart] = [performance.now(), process.cpuUsage()];
const program = (name: string): string => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
/** Milliseconds since the window was opened. */
const now = (): number => performance.now() - openedAt;
const warn = (error: unknown): void => console.error(String(error));

const state = await openWorkspaceState(durableFolder(nodeFileSystem, join(options.storage, 'state')), warn);
const learnedFolder = durableFolder(nodeFileSystem, join(options.storage, 'learned'));
const store = new LearnedStore(options.keeps ? { folder: learnedFolder, lock: undefined } : undefined, { state, warn });
await store.begin();
let saved = (): void => undefined;
const untilSaved = new Promise<void>((resolve) => (saved = resolve));
const saving = { cpuSeconds: 0, longestSliceMs: 0 };
const delay = monitorEventLoopDelay({ resolution: 1 });

const masker = new MaskingProgram({ start: () => startProcess(program('masker.mjs')), warn, idleMs: 5000 });
const predictor = new SupervisedProcess<PredictorApi>({
  name: 'predictor',
  start: () =>
    startProcess(program('predictor.mjs'), {
      pretrained: true,
      ...(store.drafts !== undefined && { drafts: store.drafts }),
    }),
  events: predictorEvents,
  handlers: {
    ...predictorHost,
    notKept: warn,
    learned: (draft: string, epoch: string | undefined) => {
      const before = process.cpuUsage();
      delay.enable();
      void store.keep(draft, epoch).then(() => {
        const { user, system } = process.cpuUsage(before);
        delay.disable();
        saving.cpuSeconds = (user + system) / 1e6;
        saving.longestSliceMs = delay.max / 1e6;
        saved();
      });
    },
  },
  onExit: ({ message }) => warn(message),
  onError: ({ message }) => warn(message),
});
const remote = predictor.start();

const corpusOptions: CollectOptions = {
  ...defaultCorpusLimits,
  learnableText: learnableTextIn(masker),
  turns,
};
const roots = [{ name: rootName(options.folder), tree: folderTree(options.folder) }];

async function restored(): Promise<Collection | undefined> {
  const file = await store.find();
  if (file === undefined) return undefined;
  const kept = remote.readLearned(file);
  const known = async () => {
    const files = new Map<string, KnownFile>(
      (await kept).files.map((file) => [file.path, { ...file, result: file.length }]),
    );
    return (path: string) => files.get(path);
  };
  const corpus = await collect(roots, { ...corpusOptions, known });
  return (await remote.useLearned(undefined)) ? corpus : undefined;
}

async function learn(): Promise<number> {
  const changes = options.keeps ? await restored() : undefined;
  if (changes) {
    await remote.learn(changes.texts, { epoch: store.epoch });
    return 0;
  }
  const { texts } = await collect(roots, {
    ...corpusOptions,
    onNearest: ({ texts, expectedCharacters, isProse }) =>
      void remote.learn(texts, { expectedCharacters, isProse, epoch: store.epoch }).catch(warn),
  });
  const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
  await remote.learn(texts, { epoch: store.epoch });
  return characters;
}

async function firstSuggestion(): Promise<number> {
  const request: CompletionRequest = {
    document: 'new.py',
    before: 'class Reader:\n    def __init__(se',
    after: '',
    maxCharacters: 60,
    multiline: false,
    ...({ model: 'mixture', confidence: 'eager' } as const),
    sampling: defaultSampling,
  };
  while ((await remote.complete(request)).completion === undefined) await sleep(20);
  return now();
}

const learning = learn();
/** The masker ends when it has nothing to do. */
let ofMasker = 0;
const metering = setInterval(async () => (ofMasker = (await masker.usage())?.cpuMs ?? ofMasker), 500);
const firstSuggestionMs = await firstSuggestion();
let characters = 0;
let learnedMs: number | undefined;
const learned = learning.then((length) => {
  characters = length;
  learnedMs = now();
});
if (options.seconds === 0) {
  await learned;
  await untilSaved;
} else {
  await sleep(options.seconds * 1000 - now());
}
clearInterval(metering);
const { user, system } = process.cpuUsage(cpuAtStart);
const ofPredictor = (await predictor.usage())?.cpuMs ?? 0;
const result: WindowResult = {
  characters,
  firstSuggestionMs,
  learnedMs,
  cpuSeconds: (user + system) / 1e6 + (ofPredictor + ofMasker) / 1000,
  saving: saving.cpuSeconds > 0 ? saving : undefined,
};
process.send!(result, () => process.exit());
