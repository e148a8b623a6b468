// Writes each training to the run store, while it runs and when it ends. Restores the newest run at startup, so that the
// dashboard has something to show and a continued training has its beginning.
import { Disposable, type Memento } from 'vscode';
import type { RunDetails, RunState } from '../../protocol/runState.ts';
import type { Run, RunSummary } from '../../protocol/runs.ts';
import { itemsOf } from '../../protocol/series.ts';
import type { RunStore } from './runStore.ts';
import type { TrainingSession } from './session.ts';

export interface RunHistory extends Disposable {
  /** The id of the run that the session's state describes. */
  readonly current: string | undefined;
  restoreNewest(): Promise<void>;
  /** Writes what is not yet written. */
  flush(): Promise<void>;
}

/** The part of a run's summary that the session's state does not contain. */
type RunIdentity = Pick<RunSummary, 'id' | 'name' | 'startedMs' | 'files' | 'trainCharacters'>;

/** Details are stored for the newest run only, under this key. */
const detailsKey = 'details of the newest run';
/** Set while the newest run does not describe the model: the model was forgotten or replaced. */
const unrelatedKey = 'the newest run is not of this model';
interface StoredDetails {
  /** Of the run. */
  readonly id: string;
  readonly details: RunDetails;
}

export function recordRuns(
  session: TrainingSession,
  store: RunStore,
  memory: Memento,
  warn: (error: unknown) => void,
): RunHistory {
  let current: RunIdentity | undefined;

  async function write(): Promise<void> {
    const run = current && runOf(current, session.state);
    if (run) await store.save(run).catch(warn);
  }

  async function writeAll(): Promise<void> {
    await write();
    const { corpus, baselines, phases, samples } = session.state;
    if (!current || !corpus) return;
    const stored: StoredDetails = { id: current.id, details: { corpus, baselines, phases, samples } };
    await memory.update(detailsKey, stored).then(undefined, warn);
  }

  const subscriptions = Disposable.from(
    session.onEvent((event) => {
      if (event.type === 'prepared') {
        const { files, trainCharacters } = event.corpus;
        const startedMs = Date.now();
        const identity = event.continued && current ? current : { id: startedMs.toString(36), name: '', startedMs };
        current = { ...identity, files, trainCharacters };
        void memory.update(unrelatedKey, undefined);
      } else if (event.type === 'heldOut') {
        void write();
      } else if (event.type === 'ended' || event.type === 'failed') {
        void writeAll();
      } else if (event.type === 'cleared') {
        current = undefined;
        // The details name files and contain samples.
        void memory.update(detailsKey, undefined);
        void memory.update(unrelatedKey, true);
      }
    }),
    store.onChange((runs) => {
      if (session.isRunning || runs.some(({ id }) => id === current?.id)) return;
      current = undefined;
      void memory.update(detailsKey, undefined);
    }),
  );

  return {
    get current() {
      return current?.id;
    },
    restoreNewest: async () => {
      if (memory.get<boolean>(unrelatedKey)) return;
      const [newest] = await store.list();
      const run = newest && (await store.load(newest.id));
      if (!run || session.state.status !== 'idle') return;
      current = run.summary;
      const stored = memory.get<StoredDetails>(detailsKey);
      session.restoreRun(run, stored?.id === run.summary.id ? stored.details : {});
    },
    flush: writeAll,
    dispose: () => void subscriptions.dispose(),
  };
}

/** Undefined before the first training step. */
function runOf(identity: RunIdentity, state: RunState): Run | undefined {
  const { settings, engine, markers, endReason, finalBits } = state;
  const points = itemsOf(state.points);
  const heldOut = itemsOf(state.heldOut);
  const last = points.at(-1);
  if (!settings || !last) return undefined;
  const best = Math.min(...heldOut.map(({ bitsPerChar }) => bitsPerChar));
  const { id, name, startedMs, files, trainCharacters } = identity;
  const summary: RunSummary = {
    ...{ id, name, startedMs, files, trainCharacters, settings, engine: engine ?? '', endReason },
    characters: last.characters,
    elapsedMs: last.elapsedMs,
    bitsPerChar: finalBits ?? (Number.isFinite(best) ? best : undefined),
  };
  return { summary, curves: { id, points, heldOut, markers } };
}
