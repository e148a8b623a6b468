// The reducer of the run state, which the host and the dashboard share.
import assert from 'node:assert/strict';
import { runOf } from '../../../src/protocol/recordedRun.ts';
import { applyRunEvent, type RunEvent } from '../../../src/protocol/runEvents.ts';
import { initialRunState, partDone, trainingTime, type RunState } from '../../../src/protocol/runState.ts';
import type { BaselineKind } from '../../../src/protocol/learner.ts';
import { itemsOf } from '../../../src/protocol/series.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import { positionAt, runSummary, stepPoint } from './exampleRun.ts';

const progress = (...steps: number[]): RunEvent => ({
  type: 'progress',
  points: steps.map((step) => stepPoint(step)),
  charsPerSecond: 1,
  remainingMs: 1,
});
const prepared = (continued: boolean): Extract<RunEvent, { type: 'prepared' }> => ({
  type: 'prepared',
  corpus: { files: 1, trainCharacters: 900, heldOutCharacters: 100, vocabulary: 40, ledger: [] },
  settings: defaultTrainingSettings,
  engine: 'reference',
  continued,
});
const heldOut = (step: number, bitsPerChar: number, best = true): RunEvent => ({
  type: 'heldOut',
  point: { ...positionAt(step), bitsPerChar, best },
});
const checkpoint: RunEvent = { type: 'checkpoint' };
const restored: RunEvent = {
  type: 'restored',
  run: {
    summary: runSummary({ bitsPerChar: 2 }),
    curves: {
      id: 'a',
      points: [1, 2, 3, 4].map((step) => stepPoint(step)),
      heldOut: [],
      histograms: [],
      markers: [{ kind: 'paused', ...positionAt(4) }],
    },
  },
  details: {},
};

const stateAfter = (...events: readonly RunEvent[]): RunState => events.reduce(applyRunEvent, initialRunState);
const stepsOf = ({ points }: RunState): readonly number[] => itemsOf(points).map(({ step }) => step);

describe('the run state', () => {
  it('says that a training is being stopped until it has ended, and not of the next one', () => {
    const stopping: readonly RunEvent[] = [prepared(false), { type: 'stopping' }];
    assert.equal(stateAfter(...stopping).isStopping, true);
    const nextEvents: readonly RunEvent[] = [
      { type: 'ended', reason: 'stopped', bitsPerChar: undefined },
      { type: 'failed', message: 'broken' },
      prepared(true),
    ];
    for (const next of nextEvents) assert.equal(stateAfter(...stopping, next).isStopping, false, next.type);
  });

  it('marks checkpoints, pauses, cool-downs and rollbacks at the step they came after', () => {
    assert.deepEqual(stateAfter(prepared(false), checkpoint).markers, [], 'there is no point to mark yet');
    const { markers } = stateAfter(
      ...[prepared(false), progress(1, 2), checkpoint, { type: 'state', state: 'paused' } as const],
      ...[progress(3), { type: 'rolledBack', step: 3, learningRate: 0.001 } as const],
      ...[progress(4), { type: 'coolDown', step: 4 } as const],
    );
    const marked = markers.map(({ kind, step }) => `${kind} ${step}`);
    assert.deepEqual(marked, ['checkpoint 2', 'paused 2', 'rolledBack 3', 'coolDown 4']);
  });

  it('continues a restored run from the checkpoint, without the later points and markers', () => {
    const state = stateAfter(restored, prepared(true), progress(3, 4));
    assert.deepEqual(stepsOf(state), [1, 2, 3, 4]);
    assert.deepEqual(state.markers, []);
  });

  it('continues without the samples after the checkpoint', () => {
    const sampleAt = (step: number): RunEvent => ({ type: 'sample', text: `${step}`, prompt: '', ...positionAt(step) });
    const state = stateAfter(prepared(false), progress(1, 2), sampleAt(2), progress(3), sampleAt(3), prepared(true));
    const textsOf = ({ samples }: RunState) => samples.map(({ text }) => text);
    assert.deepEqual(textsOf(state), ['2', '3']);
    assert.deepEqual(textsOf(applyRunEvent(state, progress(3))), ['2']);
  });

  it('counts the training time after the checkpoint, too, also of a restored run', () => {
    const first = stateAfter(prepared(false), progress(1, 2, 3, 4));
    const second = [prepared(true), progress(3)].reduce(applyRunEvent, first);
    assert.equal(trainingTime(second), trainingTime(first));
    const third = [progress(4, 5), prepared(true), progress(4)].reduce(applyRunEvent, second);
    assert.equal(trainingTime(third), trainingTime(first)! + positionAt(5).elapsedMs - positionAt(3).elapsedMs);
    const run = runOf({ ...runSummary(), files: 1, trainCharacters: 900 }, third)!;
    assert.equal(run.summary.elapsedMs, trainingTime(third));
    const again = stateAfter({ type: 'restored', run, details: {} });
    assert.equal(trainingTime(again), trainingTime(third));
    assert.equal(trainingTime(stateAfter()), undefined);
  });

  it('knows whether the text kept for the test is that of the training before', () => {
    const first = stateAfter(prepared(false), progress(1));
    assert.equal(first.isTestTextNew, false);
    const { corpus, ...others } = prepared(true);
    assert.equal(applyRunEvent(first, { corpus, ...others }).isTestTextNew, false);
    const changed = { ...others, corpus: { ...corpus, heldOutCharacters: 101 } };
    assert.equal(applyRunEvent(first, changed).isTestTextNew, true);
    assert.equal(applyRunEvent(stateAfter(restored), changed).isTestTextNew, false, 'it is not known');
  });

  it('is that of a network from a file where a restored run has no training', () => {
    const summary = runSummary({ bitsPerChar: 2, startedMs: 5, engine: '' });
    const curves = { id: 'a', points: [], heldOut: [], histograms: [], markers: [] };
    const state = stateAfter(restored, { type: 'restored', run: { summary, curves }, details: {} });
    const { cell, hiddenSize } = summary.settings;
    assert.deepEqual(state.networkWithoutRun, { cell, hiddenSize, layers: 1, bitsPerChar: 2, importedMs: 5 });
    assert.deepEqual([state.status, stepsOf(state), state.score], ['idle', [], 2]);
  });

  it('drops at the end a lens report on earlier weights, and shows the final figure', () => {
    const lens = { type: 'lens', lens: {} } as RunEvent;
    const ended: RunEvent = { type: 'ended', reason: 'finished', bitsPerChar: 2.1 };
    const first = stateAfter(prepared(false), progress(1), lens, progress(2), ended);
    assert.equal(first.lens, undefined);
    assert.equal(first.score, 2.1);
    const second = [prepared(true), progress(3), lens, ended].reduce(applyRunEvent, first);
    assert.deepEqual(second.lens, {});
    assert.equal(applyRunEvent(second, prepared(false)).score, undefined);
  });

  it('is at rest after a cancelled preparation: ended where there is a run to show, else idle', () => {
    const cancelled = [{ type: 'preparing' }, { type: 'preparationCancelled' }] as const;
    assert.equal(stateAfter(...cancelled).status, 'idle');
    const after = stateAfter(restored, ...cancelled);
    assert.deepEqual([after.status, stepsOf(after).length], ['ended', 4]);
  });

  it('keeps a baseline of the training that it continues until there is a new one of the same kind', () => {
    const lines = (...kinds: readonly [BaselineKind, number][]): RunEvent => ({
      type: 'baselines',
      baselines: kinds.map(([kind, bitsPerChar]) => ({ kind, bitsPerChar })),
    });
    const slow = lines(['uniform', 6], ['pretrainedStart', 2], ['contextMixing', 1.4]);
    const bits = ({ baselines }: RunState) =>
      Object.fromEntries(baselines.map(({ kind, bitsPerChar }) => [kind, bitsPerChar]));
    const continued = stateAfter(prepared(false), slow, prepared(true), lines(['uniform', 5.9]));
    assert.deepEqual(bits(continued), { uniform: 5.9, pretrainedStart: 2, contextMixing: 1.4 });
    assert.deepEqual(bits(stateAfter(prepared(false), slow, prepared(false), lines(['uniform', 5.9]))), {
      uniform: 5.9,
    });
  });

  it('counts the time of this training only, and keeps the score until this training has its own', () => {
    const state = stateAfter(
      ...[prepared(false), progress(1), heldOut(1, 3), heldOut(1, 4, false)],
      ...[prepared(true), { ...progress(100, 200), remainingMs: 1000 } as RunEvent],
    );
    assert.equal(state.score, 3);
    assert.equal(partDone(state), 0.5);
    assert.equal(applyRunEvent(state, heldOut(200, 3.5)).score, 3.5);
  });

  it('counts the time before the first step of a new training, in which its start is evaluated', () => {
    const state = stateAfter(prepared(false), { ...progress(100, 200), remainingMs: 2000 } as RunEvent);
    assert.equal(partDone(state), 0.5);
  });

  it('forgets everything but how samples are generated', () => {
    const options = { sampling: { temperature: 0.5, topP: 1, seed: 1 }, prompt: 'a' };
    const state = stateAfter(
      ...[{ type: 'sampleOptions', ...options } as const, prepared(false), progress(1), { type: 'cleared' } as const],
    );
    assert.deepEqual(state, { ...initialRunState, sampleOptions: options });
  });

  it('is the same for a dashboard that opens late as for one that was open from the start', () => {
    const steps = Array.from({ length: 9000 }, (_, index) => index + 1);
    const events: RunEvent[] = [
      ...[prepared(false), progress(...steps.slice(0, 5001)), checkpoint, heldOut(5000, 2)],
      ...[progress(...steps.slice(5001)), { type: 'state', state: 'paused' } as const],
      ...[prepared(true), progress(7000, 7001), heldOut(7001, 1.9), checkpoint],
    ];
    const early = events.reduce(applyRunEvent, initialRunState);
    for (let opened = 0; opened < events.length; opened++) {
      const snapshot = structuredClone(stateAfter(...events.slice(0, opened)));
      assert.deepEqual(events.slice(opened).reduce(applyRunEvent, snapshot), early);
    }
  });
});
