// Writes each training to the run store, while it runs and when it ends. Restores the newest run at startup, so that the
// dashboard has something to show and a continued training has its beginning.
import { Disposable, EventEmitter, type Event } from 'vscode';
import type { LedgerEntry } from '../../corpus/sourceText.ts';
import type { CorpusSummary } from '../../protocol/learner.ts';
import type { NetworkWithoutRun } from '../../protocol/runState.ts';
import { runOf, type RunIdentity } from '../../protocol/recordedRun.ts';
import { noAnnotations, type Run } from '../../protocol/runs.ts';
import { createQueue } from '../../processes/queue.ts';
import { existingExcludedFiles, isExcludedFile } from '../workspace/excludedFiles.ts';
import type { CheckpointStore } from '../storage/checkpointStore.ts';
import type { Forgetting } from '../storage/forgetting.ts';
import type { RunStore } from '../storage/runStore.ts';
import type { WorkspaceState } from '../storage/workspaceState.ts';
import type { LearnedWeights, RunWeights } from '../storage/runWeights.ts';
import { storedValue } from '../storage/storedValue.ts';
import { parseActiveModel, type ActiveModel } from './activeModel.ts';
import type { TrainingSession } from './session.ts';
import { storedDetailsSchema, type StoredDetails } from './storedDetails.ts';

export interface RunHistory extends Disposable {
  /** The id of the run that the session's state describes. */
  readonly current: string | undefined;
  readonly onCurrentChange: Event<void>;
  /** Shows the run whose weights are active, or the network without a run, at startup, after `before`. */
  restoreNewest(before?: Promise<unknown>): Promise<void>;
  /** While `restoreNewest` works: until then the state does not say that there is a run. */
  readonly restoring: Promise<void> | undefined;
  /** Shows a stored run whose weights are active from now on. */
  show(run: Run): Promise<void>;
  /** Paths of the files that the active weights have learned, also in the trainings that they were continued from. */
  readonly learnedFiles: ReadonlySet<string>;
  /** Another window has made another network the active one, or its training has ended: shows what it has stored. */
  showStored(): Promise<void>;
  /** Whether another window has stored another active network than this one knows. */
  isChangedElsewhere(): Promise<boolean>;
  /** Runs `forget`, and does not store what it changes: another window has stored it. */
  follow(forget: () => void): void;
  /** Writes what is not yet written. */
  flush(): Promise<void>;
}

/** Details are stored for the runs that were current last, the last one first. */
const detailsKey = 'details of runs';
const mostDetails = 3;
const activeKey = 'active model';

export interface RunHistoryParts {
  readonly session: TrainingSession;
  readonly store: RunStore;
  readonly weights: Pick<RunWeights, 'save' | 'learnedFiles'>;
  /** Has the newest weights of the running training. */
  readonly checkpoints: Pick<CheckpointStore, 'load'>;
  readonly memory: Pick<WorkspaceState, 'get' | 'update' | 'refresh'>;
  readonly forgetting: Pick<Forgetting, 'epoch' | 'isForgotten'>;
  readonly warn: (error: unknown) => void;
}

export function recordRuns(parts: RunHistoryParts): RunHistory {
  const { session, store, weights, checkpoints, memory, forgetting, warn } = parts;
  let current: RunIdentity | undefined;
  const currentChanges = new EventEmitter<void>();
  /** The running training has weights, which are stored with the run when it ends. */
  let newestWeights: Pick<LearnedWeights, 'epoch'> | undefined;
  let learned: ReadonlySet<string> = new Set(storedModel()?.files);
  /** What a new network learns: its list replaces the other one with its first weights. */
  let learnedByNew: ReadonlySet<string> | undefined;
  /** What the network had learned before it is trained further, until it is better than then. Its score at the start is the first one. */
  let notImproved: { readonly learned: ReadonlySet<string>; readonly scores: number } | undefined;
  let isFollowing = false;
  let restoring: Promise<void> | undefined;

  function storedModel(): ActiveModel | undefined {
    return parseActiveModel(memory.get(activeKey));
  }

  function storedDetails(): readonly StoredDetails[] {
    return storedValue(memory, detailsKey, storedDetailsSchema) ?? [];
  }

  /** `run`: describes the active weights. */
  function setRun(run: RunIdentity, files = learned): void {
    setActive(run, { kind: 'run', id: run.id, files: [...files] });
  }

  /** No run describes the active weights. `network`: describes them, if there are any. */
  function setNoRun(network: NetworkWithoutRun | undefined, files: ReadonlySet<string>): void {
    setActive(undefined, { ...(network ? { kind: 'network', network } : { kind: 'none' }), files: [...files] });
  }

  function setActive(run: RunIdentity | undefined, model: ActiveModel): void {
    const isSame = run?.id === current?.id && areEqual(new Set(model.files), learned);
    [current, learned, newestWeights] = [run, new Set(model.files), undefined];
    if (!isFollowing) void memory.update(activeKey, model);
    if (!isSame) currentChanges.fire();
  }

  async function write(): Promise<void> {
    const run = current && runOf(current, session.state);
    if (run) await store.save(run).catch(warn);
  }

  /** Of a stored run, whose state here may lack details. */
  async function writeScore(bitsPerChar: number): Promise<void> {
    const run = current && (await store.load(current.id));
    if (run) await store.save({ ...run, summary: { ...run.summary, bitsPerChar } });
  }

  /** One after the other: the run may change between them. */
  const inOrder = createQueue();
  const writeAll = (): Promise<void> => inOrder(writeNow);

  async function writeNow(): Promise<void> {
    await write();
    const { epoch } = forgetting;
    const newest = newestWeights;
    newestWeights = undefined;
    if (current && newest) await writeWeights(current.id, newest.epoch).catch(warn);
    const { corpus, baselines, phases, samples, usage } = session.state;
    if (!current || !corpus) return;
    const details = { corpus: withoutExcludedFiles(corpus), baselines, phases, samples, usage };
    const others = storedDetails().filter(({ id }) => id !== current?.id);
    const all: readonly StoredDetails[] = [{ id: current.id, details }, ...others].slice(0, mostDetails);
    await memory.update(detailsKey, all).then(undefined, warn);
    // Another window may have deleted them just before.
    if (await forgetting.isForgotten(epoch)) await memory.update(detailsKey, undefined);
  }

  async function writeWeights(id: string, epoch: string | undefined): Promise<void> {
    const files = [...learned];
    const bytes = await checkpoints.load();
    if (bytes) await weights.save(id, { bytes, files, epoch });
  }

  const subscriptions = Disposable.from(
    currentChanges,
    session.onWeights(() => {
      newestWeights = { epoch: forgetting.epoch };
    }),
    session.onEvent((event) => {
      if (event.type === 'prepared') {
        const { files, trainCharacters } = event.corpus;
        const startedMs = Date.now();
        const fresh = { id: startedMs.toString(36), ...noAnnotations, startedMs };
        const identity = event.continued && current ? current : fresh;
        const trained = trainedFiles(event.corpus);
        learnedByNew = event.continued ? undefined : trained;
        notImproved = event.continued ? { learned, scores: 0 } : undefined;
        setRun({ ...identity, files, trainCharacters }, new Set([...learned, ...trained]));
      } else if (event.type === 'checkpoint') {
        if (current && learnedByNew) setRun(current, learnedByNew);
        learnedByNew = undefined;
      } else if (event.type === 'heldOut') {
        const isBetter = event.point.best && notImproved && notImproved.scores > 0;
        notImproved = !notImproved || isBetter ? undefined : { ...notImproved, scores: notImproved.scores + 1 };
        void write();
      } else if (event.type === 'ended' || event.type === 'failed') {
        if (current && notImproved && notImproved.scores > 0) {
          // The network is stored with its run also where nothing was stored before.
          const newest = newestWeights;
          setRun(current, notImproved.learned);
          newestWeights = newest;
        }
        notImproved = undefined;
        void writeAll();
      } else if (event.type === 'savedScore') {
        void writeScore(event.bitsPerChar).catch(warn);
      } else if (event.type === 'cleared' && isFollowing) {
        [current, newestWeights, learned] = [undefined, undefined, new Set()];
        currentChanges.fire();
      } else if (event.type === 'cleared') {
        setNoRun(undefined, new Set());
        // They name files and contain samples.
        void memory.update(detailsKey, undefined);
      } else if (event.type === 'networkWithoutRun') {
        // It is not known what an imported one has learned.
        setNoRun(event.network, event.network.importedMs === undefined ? learned : new Set());
      }
    }),
    store.onChange((runs) => {
      const kept = storedDetails().filter((stored) => runs.some(({ id }) => id === stored.id));
      if (kept.length < storedDetails().length) void memory.update(detailsKey, kept.length > 0 ? kept : undefined);
      if (!current || session.isRunning || runs.some(({ id }) => id === current?.id)) return;
      setNoRun(undefined, learned);
    }),
  );

  async function show(run: Run, files = learned): Promise<void> {
    setRun(run.summary, files);
    const stored = storedDetails().find(({ id }) => id === run.summary.id);
    if (!stored) return session.restoreRun(run);
    const { corpus } = stored.details;
    session.restoreRun(run, { ...stored.details, corpus: corpus && (await withExcludedFiles(corpus)) });
  }

  async function restoreNewest(): Promise<void> {
    const model = storedModel();
    if (model?.kind === 'network' && session.state.status === 'idle') return session.showNetwork(model.network);
    if (model && model.kind !== 'run') return;
    const list = await store.list();
    const shown = list.find(({ id }) => id === model?.id) ?? list[0];
    const run = shown && (await store.load(shown.id));
    if (run && session.state.status === 'idle') await show(run);
  }

  async function showStored(): Promise<void> {
    await memory.refresh(detailsKey);
    const model = storedModel();
    if (session.isRunning || !model) return;
    const run = model.kind === 'run' ? await store.load(model.id) : undefined;
    await following(async () => {
      if (run) return show(run, new Set(model.files));
      if (model.kind === 'network') session.modelReplaced(model.network);
    });
  }

  /** Stores nothing of what `work` changes at once: another window has stored it. */
  function following<T>(work: () => T): T {
    isFollowing = true;
    try {
      return work();
    } finally {
      isFollowing = false;
    }
  }

  return {
    get current() {
      return current?.id;
    },
    onCurrentChange: currentChanges.event,
    get restoring() {
      return restoring;
    },
    restoreNewest: async (before) => {
      restoring = Promise.resolve(before).then(restoreNewest);
      try {
        await restoring;
      } finally {
        restoring = undefined;
      }
    },
    show: async (run) => show(run, new Set(await weights.learnedFiles(run.summary.id))),
    get learnedFiles() {
      return learned;
    },
    showStored,
    isChangedElsewhere: () => memory.refresh(activeKey),
    follow: following,
    flush: writeAll,
    dispose: () => void subscriptions.dispose(),
  };
}

/** The names of files that the user excluded are stored in the list of these files only. */
function withoutExcludedFiles(corpus: CorpusSummary): CorpusSummary {
  return { ...corpus, ledger: corpus.ledger.filter(({ included, path }) => included || !isExcludedFile(path)) };
}

async function withExcludedFiles(corpus: CorpusSummary): Promise<CorpusSummary> {
  const excluded = (await existingExcludedFiles()).filter(
    (path) => !corpus.ledger.some((entry) => entry.path === path),
  );
  const entries = excluded.map((path): LedgerEntry => ({ path, included: false, rule: 'excluded by setting' }));
  return { ...corpus, ledger: [...corpus.ledger, ...entries] };
}

function areEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((path) => other.has(path));
}

/** Paths of the files that a training with this corpus learns. */
function trainedFiles({ ledger }: CorpusSummary): ReadonlySet<string> {
  return new Set(ledger.flatMap((entry) => (entry.included && entry.heldOut !== 'whole' ? [entry.path] : [])));
}
