// Writes each training down as a run, while it goes on and when it is over; and recalls the newest one at the start, so that
// the dashboard has something to show and a training that goes on has its beginning.
import { Disposable, type Memento } from 'vscode';
import type { Snapshot } from '../../protocol/dashboard.ts';
import type { RunSummary } from '../../protocol/runs.ts';
import type { RunDetails } from '../../protocol/runState.ts';
import type { RunStore } from './runStore.ts';
import type { TrainingSession } from './session.ts';

export interface RunHistory extends Disposable {
  /** The id of the run that the session tells of. */
  readonly current: string | undefined;
  restoreNewest(): Promise<void>;
  /** Writes what is not yet written. */
  flush(): Promise<void>;
}

/** What the run was when it was last heard of; the rest the session's snapshot tells. */
type Begun = Pick<RunSummary, 'id' | 'name' | 'startedMs' | 'files' | 'trainCharacters'>;

/** Under this key, until the run is gone: what it read, what it wrote, what others need for the same text. */
const detailsKey = 'details of the newest run';
interface Kept {
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
  let current: Begun | undefined;

  async function write(): Promise<void> {
    const run = current && summaryOf(current, session.snapshot());
    if (run) await store.save(run).catch(warn);
  }

  async function writeAll(): Promise<void> {
    await write();
    const { corpus, baselines, phases, samples } = session.snapshot();
    if (!current || !corpus) return;
    const kept: Kept = { id: current.id, details: { corpus, baselines, phases, samples } };
    await memory.update(detailsKey, kept).then(undefined, warn);
  }

  const parts = Disposable.from(
    session.onEvent((event) => {
      if (event === 'anew') {
        if (session.snapshot().points.length === 0) current = undefined;
      } else if (event.type === 'prepared') {
        const { files, trainCharacters } = event.corpus;
        const startedMs = Date.now();
        const begun = event.continued && current ? current : { id: startedMs.toString(36), name: '', startedMs };
        current = { ...begun, files, trainCharacters };
      } else if (event.type === 'heldOut') {
        void write();
      } else if (event.type === 'ended' || event.type === 'failed') {
        void writeAll();
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
      const [newest] = await store.list();
      const run = newest && (await store.load(newest.id));
      if (!run || session.status.state !== 'idle') return;
      current = run.summary;
      const kept = memory.get<Kept>(detailsKey);
      session.restoreRun(run, kept?.id === run.summary.id ? kept.details : {});
    },
    flush: writeAll,
    dispose: () => void parts.dispose(),
  };
}

function summaryOf(begun: Begun, { settings, engine, points, heldOut, marks, endReason, finalBits }: Snapshot) {
  const last = points.at(-1);
  if (!settings || !last) return undefined;
  const best = Math.min(...heldOut.map(({ bitsPerChar }) => bitsPerChar));
  const { id, name, startedMs, files, trainCharacters } = begun;
  const summary: RunSummary = {
    ...{ id, name, startedMs, files, trainCharacters, settings, engine: engine ?? '', endReason },
    characters: last.characters,
    elapsedMs: last.elapsedMs,
    bitsPerChar: finalBits ?? (Number.isFinite(best) ? best : undefined),
  };
  return { summary, curves: { id, points, heldOut, marks } };
}
