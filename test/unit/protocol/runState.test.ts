// What the host remembers of a training, for a dashboard that opens late.
import assert from 'node:assert/strict';
import { recorder, thinning } from '../../../src/protocol/runState.ts';
import type { LearnerEvent, StepPoint } from '../../../src/protocol/learner.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';

function point(step: number): StepPoint {
  return {
    ...{ step, characters: step * 64, elapsedMs: step * 10, lossBits: 3 },
    ...{ gradientNorm: 1, learningRate: 0.002, updateRatio: 1e-3 },
  };
}

const progress = (...steps: number[]): LearnerEvent => ({
  type: 'progress',
  points: steps.map(point),
  charsPerSecond: 1,
  remainingMs: 1,
});
const prepared = (continued: boolean): LearnerEvent => ({
  type: 'prepared',
  corpus: { files: 1, trainCharacters: 900, heldOutCharacters: 100, vocabulary: 40, ledger: [] },
  settings: defaultTrainingSettings,
  engine: 'reference',
  continued,
});
const checkpoint: LearnerEvent = { type: 'checkpoint', bytes: new Uint8Array(0), version: 1, best: true };

describe('history', () => {
  it('marks checkpoints, pauses and roll-backs at the step they came after', () => {
    const history = recorder();
    history.add(prepared(false));
    assert.equal(history.add(checkpoint).mark, undefined, 'nothing to stand at yet');
    history.add(progress(1, 2));
    history.add(checkpoint);
    history.add({ type: 'state', state: 'paused' });
    history.add(progress(3));
    history.add({ type: 'rolledBack', step: 3, learningRate: 0.001 });
    assert.deepEqual(
      history.now().marks.map(({ kind, step }) => [kind, step]),
      [
        ['checkpoint', 2],
        ['paused', 2],
        ['rolledBack', 3],
      ],
    );
  });

  it('goes on with a run that it recalls, from the checkpoint on', () => {
    const history = recorder();
    const mark = { kind: 'paused', step: 4, characters: 256, elapsedMs: 40 } as const;
    history.recall(
      { points: [1, 2, 3, 4].map(point), heldOut: [], marks: [mark] },
      { settings: defaultTrainingSettings, engine: 'reference', endReason: undefined },
    );
    history.add(prepared(true));
    assert.equal(history.add(progress(3, 4)).rewritten, true);
    const { points, marks } = history.now();
    assert.deepEqual(
      points.map(({ step }) => step),
      [1, 2, 3, 4],
    );
    assert.deepEqual(marks, []);
  });

  it('shows at the end no look through the lens at an earlier network, and the figure of the end', () => {
    const lens = { type: 'lens', lens: {} } as LearnerEvent;
    const ended: LearnerEvent = { type: 'ended', reason: 'finished', bitsPerChar: 2.1 };
    const history = recorder();
    for (const event of [prepared(false), progress(1), lens, progress(2), ended]) history.add(event);
    assert.equal(history.now().lens, undefined);
    assert.equal(history.now().finalBits, 2.1);
    for (const event of [prepared(true), progress(3), lens, ended]) history.add(event);
    assert.deepEqual(history.now().lens, {});
    history.add(prepared(true));
    assert.equal(history.now().finalBits, undefined);
  });

  it('keeps a long training in bounds, evenly', () => {
    const list = thinning<number>(100, (_, later) => later);
    for (let value = 1; value <= 100_000; value++) list.add(value);
    const kept = list.all();
    assert.ok(kept.length >= 50 && kept.length <= 100);
    assert.equal(kept.at(-1), 100_000);
    const gaps = kept.slice(1).map((value, at) => value - kept[at]!);
    assert.ok(Math.max(...gaps.slice(0, -1)) === Math.min(...gaps.slice(0, -1)));
  });
});
