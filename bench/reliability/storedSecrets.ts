// Trains the real learner on masked texts, lets the real analyzer analyze the network, stores everything that the extension stores
// about them, and searches all stored bytes for eight consecutive characters of the secrets.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { startProcess } from '../../src/processes/program.ts';
import { SupervisedProcess, type SupervisedOptions } from '../../src/processes/supervisedProcess.ts';
import { CheckpointStore } from '../../src/host/storage/checkpointStore.ts';
import { nodeFileSystem } from '../../src/host/storage/fileSystem.ts';
import { encodeRun } from '../../src/host/storage/runFile.ts';
import { durableFolder } from '../../src/host/storage/storageFolder.ts';
import { openWorkspaceState } from '../../src/host/storage/workspaceState.ts';
import { WriterLock } from '../../src/host/storage/writerLock.ts';
import { analyzerEvents, type AnalysisResult, type AnalyzerApi } from '../../src/protocol/analyzer.ts';
import { learnerEvents, type LearnerApi, type LearnerEvent } from '../../src/protocol/learner.ts';
import { predictorEvents, type PredictorApi } from '../../src/protocol/predictor.ts';
import { applyRunEvent } from '../../src/protocol/runEvents.ts';
import { initialRunState } from '../../src/protocol/runState.ts';
import { runOf } from '../../src/protocol/recordedRun.ts';
import { noAnnotations } from '../../src/protocol/runs.ts';
import { itemsOf } from '../../src/protocol/series.ts';
import { defaultTrainingSettings } from '../../src/protocol/settings.ts';
import { mask } from '../../src/corpus/secrets/secretSpan.ts';
import { maskSecrets } from '../../src/corpus/secrets/maskSecrets.ts';
import { eightCharactersOf, type EightCharacters } from './eightCharacters.ts';
import { plantedDocuments, withoutLabels } from './secrets.ts';
import { predictorHost } from './predictorHost.ts';

/** With a low temperature the network repeats what it knows best. */
const sampling = { temperature: 0.3, topP: 1, seed: 1 };
/** What comes before a secret in many documents. */
const prompt = 'const value = `';
const silentMs = 120_000;
/** Samples that the user asks for after the training, each after the text before a secret. */
const askedSamples = 100;
const sampleLength = 200;
const promptLength = 100;
const id = 'a1';

const bundle = (name: string): string => join(fileURLToPath(new URL('../../dist/', import.meta.url)), name);
const fail = (error: unknown): never => {
  throw error;
};

/** Ends the program when `use` has settled. */
async function withProgram<Api extends object, Result>(
  options: Pick<SupervisedOptions<Api>, 'name' | 'start' | 'events' | 'handlers'>,
  use: (remote: Api) => Promise<Result>,
): Promise<Result> {
  const program = new SupervisedProcess<Api>({ ...options, silentMs, onExit: () => undefined, onError: fail });
  try {
    return await use(program.start());
  } finally {
    program.close();
  }
}

/** Trains for some seconds. All that the learner reports, as the run state; checkpoints go to the store. */
async function train(texts: readonly SourceText[], seconds: number, store: CheckpointStore) {
  let state = initialRunState;
  const log: string[] = [];
  let weights: Uint8Array | undefined;
  const report = (event: LearnerEvent): void => {
    if (event.type === 'checkpoint' || event.type === 'resumePoint') {
      weights = event.checkpoint;
      store.save(event.checkpoint);
    } else {
      state = applyRunEvent(state, event);
      log.push(JSON.stringify(event.type === 'failed' || event.type === 'ended' ? event : event.type));
    }
  };
  const start = () => startProcess(bundle('learner.mjs'));
  await withProgram<LearnerApi, undefined>(
    { name: 'The learner', start, events: learnerEvents, handlers: { report } },
    async (learner) => {
      learner.setWatching(true);
      learner.setSampleOptions({ sampling, prompt });
      await learner.train({ texts, settings: { ...defaultTrainingSettings, hiddenSize: 128, threads: 1, seconds } });
    },
  );
  await store.flush();
  if (state.status !== 'ended') throw new Error(`The training failed: ${state.failure}`);
  return { state, weights: weights!, log };
}

/** What the network writes after texts, as the user may ask for after a training. */
async function sample(checkpoint: Uint8Array, prompts: readonly string[]): Promise<string[]> {
  const start = () => startProcess(bundle('predictor.mjs'), { pretrained: false });
  return withProgram<PredictorApi, string[]>(
    { name: 'The predictor', start, events: predictorEvents, handlers: predictorHost },
    async (predictor) => {
      const loaded = await predictor.load(checkpoint);
      if (!loaded.usable) throw new Error(`The network cannot be used: ${loaded.reason}`);
      const texts: string[] = [];
      for (const each of prompts) {
        texts.push((await predictor.sample({ prompt: each, characters: sampleLength, sampling })) ?? '');
      }
      return texts;
    },
  );
}

/** What the dashboard asks for, and what it keeps of it. */
async function analyze(checkpoint: Uint8Array, texts: readonly SourceText[]): Promise<AnalysisResult[]> {
  const start = () => startProcess(bundle('analyzer.mjs'));
  return withProgram<AnalyzerApi, AnalysisResult[]>(
    { name: 'The analyzer', start, events: analyzerEvents, handlers: { progress: () => undefined } },
    async (analyzer) => {
      await analyzer.open(checkpoint, texts);
      const kinds = ['files', 'lens', 'memorized'] as const;
      return Promise.all(kinds.map((kind, index) => analyzer.analyze(index, { kind })));
    },
  );
}

export interface StoredSecrets {
  readonly files: number;
  readonly bytes: number;
  readonly samples: number;
  /** File and window. */
  readonly found: readonly string[];
}

/** Masks and stores documents with so many secrets. `seconds`: of the training. */
export async function storeSecrets(count: number, seconds: number): Promise<StoredSecrets> {
  const documents = [...plantedDocuments(count)];
  const secrets = eightCharactersOf(
    documents.map(({ secret }) => withoutLabels(secret)),
    // Curves and analyses are numbers.
    { ignoresNumbers: true },
  );
  const texts: SourceText[] = [];
  for (const [n, { path, document }] of documents.entries()) {
    texts.push({ path: `w/${n}/${path}`, text: maskSecrets(document, path).text });
  }
  const every = Math.ceil(count / askedSamples);
  const prompts = texts
    .filter((_, n) => n % every === 0)
    .map(({ text }) => text.slice(0, text.indexOf(mask)).slice(-promptLength));
  return searchStorage(texts, secrets, prompts, seconds);
}

/** `texts`: masked. */
async function searchStorage(
  texts: readonly SourceText[],
  secrets: EightCharacters,
  prompts: readonly string[],
  seconds: number,
): Promise<StoredSecrets> {
  const root = mkdtempSync(join(tmpdir(), 'hidden-state-stored-'));
  const folderOf = (name: string) => durableFolder(nodeFileSystem, join(root, name));
  const lock = new WriterLock(nodeFileSystem, join(root, 'model.lock'));
  const store = new CheckpointStore({ folder: folderOf('model'), lock }, fail);
  try {
    await store.writeRunMarker({ closed: false });
    const { state: trained, weights, log } = await train(texts, seconds, store);
    const { characters, elapsedMs } = itemsOf(trained.points).at(-1)!;
    const asked = await sample(weights, prompts);
    const state = asked.reduce(
      (before, text, n) => applyRunEvent(before, { type: 'sample', text, prompt: prompts[n]!, characters, elapsedMs }),
      trained,
    );
    const { corpus, baselines, phases, samples, usage } = state;
    const { files, trainCharacters } = corpus!;
    const run = runOf({ id, ...noAnnotations, startedMs: Date.now(), files, trainCharacters }, state);
    await folderOf('runs').write(`${id}.json`, encodeRun(run!));
    await folderOf('weights').write(`${id}.checkpoint`, weights);
    const memory = await openWorkspaceState(folderOf('state'), fail);
    const details = { corpus, baselines, phases, samples, usage };
    await memory.update('details of the newest run', { id, details });
    await memory.update('analysis results', await analyze(weights, texts));
    await folderOf('logs').write('hidden-state.log', new TextEncoder().encode(log.join('\n')));
    await memory.flush();
    return { samples: samples.filter(({ text }) => text !== '').length, ...search(root, secrets) };
  } finally {
    store.dispose();
    rmSync(root, { recursive: true, force: true });
  }
}

function search(root: string, secrets: EightCharacters) {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(root, name)).isFile(),
  );
  const found: string[] = [];
  let bytes = 0;
  for (const path of paths) {
    const content = readFileSync(join(root, path));
    bytes += content.length;
    const window = secrets.findIn(content) ?? secrets.findIn(Buffer.from(path));
    if (window !== undefined) found.push(`${path}: ${JSON.stringify(window)}`);
  }
  return { files: paths.length, bytes, found };
}
