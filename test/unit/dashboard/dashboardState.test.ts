// A dashboard that opens late has the same state as one that was open from the start.
import assert from 'node:assert/strict';
import type { ToDashboard } from '../../../src/protocol/dashboard.ts';
import type { DashboardSnapshot } from '../../../src/protocol/dashboard.ts';
import type { HeldOutPoint, StepPoint } from '../../../src/protocol/learner.ts';
import { bestEvaluation } from '../../../src/protocol/runScore.ts';
import type { RunEvent } from '../../../src/protocol/runEvents.ts';
import { initialRunState, type RunState, pointRule } from '../../../src/protocol/runState.ts';
import { seriesOf } from '../../../src/protocol/series.ts';
import { DashboardState } from '../../../media/dashboard/state/dashboardState.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import { runsWithProgress } from '../../../media/dashboard/state/runsWithProgress.ts';
import { positionAt, runSummary, stepPoint } from '../protocol/exampleRun.ts';

const emptySnapshot: DashboardSnapshot = {
  run: initialRunState,
  analyses: [],
  choices: { confidence: 'balanced', coloring: undefined, excludedFiles: [], isTrusted: true },
};
const snapshotOf = (run: Partial<RunState>): DashboardSnapshot => ({
  ...emptySnapshot,
  run: { ...initialRunState, ...run },
});
const prepared: RunEvent = {
  type: 'prepared',
  corpus: { files: 1, trainCharacters: 900, heldOutCharacters: 100, vocabulary: 40, ledger: [] },
  settings: defaultTrainingSettings,
  engine: 'float64 reference',
  continued: false,
};

function heldOut(step: number, bitsPerChar: number, best: boolean): HeldOutPoint {
  return { ...positionAt(step), bitsPerChar, best };
}

function progress(...points: StepPoint[]): RunEvent {
  return { type: 'progress', points, charsPerSecond: 1000, remainingMs: 5000 };
}

function stateAfter(...events: RunEvent[]): DashboardState {
  const state = new DashboardState(30);
  state.receive({ type: 'snapshot', snapshot: emptySnapshot });
  for (const event of events) state.receive({ type: 'event', event });
  return state;
}

describe('DashboardState', () => {
  it('adds the points of each event after those of the snapshot', () => {
    const state = new DashboardState(30);
    state.receive({
      type: 'snapshot',
      snapshot: snapshotOf({ status: 'training', points: seriesOf([stepPoint(1), stepPoint(2)], pointRule) }),
    });
    state.receive({ type: 'event', event: progress(stepPoint(3)) });
    assert.equal(state.curve.length, 3);
    assert.equal(state.curve.step.last, 3);
  });

  it('ignores points that are known already', () => {
    const state = stateAfter(prepared, progress(stepPoint(1), stepPoint(2)), progress(stepPoint(2), stepPoint(3)));
    assert.equal(state.curve.length, 3);
  });

  it('starts an empty curve for a new run, and extends the curve of a continued run', () => {
    assert.equal(stateAfter(prepared, progress(stepPoint(1)), prepared).curve.length, 0);
    assert.equal(stateAfter(prepared, progress(stepPoint(1)), { ...prepared, continued: true }).curve.length, 1);
  });

  it('reports the best held-out point, not the last', () => {
    const event = (held: HeldOutPoint): RunEvent => ({ type: 'heldOut', point: held });
    const state = stateAfter(
      prepared,
      event(heldOut(1, 3, true)),
      event(heldOut(2, 2, true)),
      event(heldOut(3, 2.5, false)),
    );
    assert.equal(bestEvaluation(state.run)?.bitsPerChar, 2);
  });

  it('shows the last score until the next training has its own, and drops analyses of earlier weights', () => {
    const best: RunEvent = { type: 'heldOut', point: heldOut(1, 2, true) };
    const state = stateAfter(prepared, best);
    state.receive({ type: 'analysis', event: { type: 'result', result: { kind: 'files', files: [] } } });
    assert.ok(state.analyses.result('files'));
    state.receive({ type: 'event', event: { type: 'ended', reason: 'finished', bitsPerChar: 2.2 } });
    assert.equal(state.run.score, 2.2);
    assert.equal(state.analyses.result('files'), undefined);
    state.receive({ type: 'event', event: { ...prepared, continued: true } });
    assert.equal(state.run.score, 2.2);
    state.receive({ type: 'event', event: { type: 'heldOut', point: heldOut(2, 1.9, true) } });
    assert.equal(state.run.score, 1.9);
  });

  it('clears a failure when the next training starts', () => {
    const state = stateAfter(prepared, { type: 'failed', message: 'worker died' }, prepared);
    assert.equal(state.run.status, 'training');
    assert.equal(state.run.failure, undefined);
  });

  it('stays as it is after messages of a later version', () => {
    const state = new DashboardState(0);
    const before = structuredClone(state.run);
    const messages = [
      { type: 'later' },
      { type: 'event', event: { type: 'later' } },
      { type: 'analysis', event: { type: 'later' } },
    ] as unknown as ToDashboard[];
    // The page reports an error, and goes on with the next message.
    for (const message of messages)
      try {
        state.receive(message);
      } catch (error) {
        assert.match(String(error), /Unexpected message of type later/u);
      }
    assert.deepEqual(state.run, before);
    state.receive({ type: 'runs', runs: [], current: 'k3x9', inUse: 'k3x9', restorable: [] });
    assert.equal(state.currentRun, 'k3x9');
  });

  it('lists the run that is shown as far as it was trained, and the others as they are stored', () => {
    const stored = (id: string) => runSummary({ id, elapsedMs: 1, characters: 1 });
    const state = stateAfter(prepared, progress(stepPoint(1), stepPoint(2)));
    state.receive({ type: 'runs', runs: [stored('new'), stored('old')], current: 'new', inUse: 'old', restorable: [] });
    const { elapsedMs, characters } = positionAt(2);
    const whatIsShown = () =>
      runsWithProgress(state).map((run) => [run.id, run.elapsedMs, run.characters, run.training]);
    const sample = { type: 'sample', text: 'a', prompt: '', characters, elapsedMs: elapsedMs + 500 } as const;
    state.receive({ type: 'event', event: sample });
    assert.deepEqual(whatIsShown()[0], ['new', elapsedMs + 500, characters, 'running'], 'as the header');
    state.receive({ type: 'snapshot', snapshot: snapshotOf({ ...state.run, samples: [] }) });
    assert.deepEqual(whatIsShown(), [
      ['new', elapsedMs, characters, 'running'],
      ['old', 1, 1, undefined],
    ]);
    state.receive({ type: 'event', event: { type: 'ended', reason: 'stopped', bitsPerChar: undefined } });
    assert.deepEqual(whatIsShown()[0], ['new', elapsedMs, characters, undefined], 'as the header, also later');
  });
});
