import assert from 'node:assert/strict';
import { crc32c, record } from '../../../src/tensorboard/record.ts';
import { createTrainingLog, fileHeader } from '../../../src/tensorboard/trainingLog.ts';
import type { LearnerEvent, StepPoint } from '../../../src/protocol/learner.ts';
import { bytesOf, doublesOf, first, insideOf, readEventFile } from './readEventFile.ts';

const point: StepPoint = {
  step: 7,
  characters: 70,
  elapsedMs: 5,
  lossBits: 2.5,
  gradientNorm: 0.25,
  learningRate: 0.008,
  updateRatio: 0.001,
};
const progress: LearnerEvent = {
  type: 'progress',
  points: [point, { ...point, step: 300 }],
  charsPerSecond: 1,
  remainingMs: 1,
};

function logged(...events: readonly LearnerEvent[]) {
  const recordsOf = createTrainingLog();
  return readEventFile(Buffer.concat([fileHeader(100), ...events.map((event) => recordsOf(event, 200.5))]));
}

describe('the log of a training for TensorBoard', () => {
  it('has the checksums of RFC 3720', () => {
    const ascending = Uint8Array.from({ length: 32 }, (_, index) => index);
    assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
    assert.equal(crc32c(new Uint8Array(32).fill(255)), 0x62a8ab43);
    assert.equal(crc32c(ascending), 0x46dd794e);
    assert.equal(crc32c(new TextEncoder().encode('123456789')), 0xe3069283);
  });

  it('frames a record as TensorFlow does', () => {
    // The first record of a file that TensorFlow wrote: version brain.Event:2 at time 0.
    const data = Buffer.concat([
      Buffer.from([9]),
      Buffer.alloc(8),
      Buffer.from([26, 13]),
      Buffer.from('brain.Event:2'),
    ]);
    assert.equal(Buffer.from(fileHeader(0)).toString('hex'), Buffer.from(record(data)).toString('hex'));
    assert.equal(Buffer.from(record(data)).subarray(0, 12).toString('hex'), '1800000000000000a37f4b22');
  });

  it('begins with the version', () => {
    const [header] = logged();
    assert.deepEqual([header!.version, header!.wallTime], ['brain.Event:2', 100]);
  });

  it('has each step with its curves', () => {
    const [, earlier, later] = logged(progress);
    assert.deepEqual([earlier!.step, later!.step, later!.wallTime], [7, 300, 200.5]);
    const numbers = Object.entries(earlier!.values).map(([tag, value]) => [tag, first(value, 2)]);
    const expected = { 'loss/training': 2.5, 'gradient norm': 0.25, 'learning rate': 0.008, 'update ratio': 0.001 };
    assert.deepEqual(
      numbers,
      Object.entries(expected).map(([tag, value]) => [tag, Math.fround(value)]),
    );
  });

  it('has the held-out loss', () => {
    const heldOut = { step: 9, characters: 90, elapsedMs: 9, bitsPerChar: 1.75, best: true };
    const [, event] = logged({ type: 'heldOut', point: heldOut });
    assert.deepEqual([event!.step, first(event!.values['loss/held out']!, 2)], [9, 1.75]);
  });

  it('has histograms with their limits and counts', () => {
    const histograms = [{ name: 'recurrent', low: -1, high: 1, counts: [1, 0, 3, 4] }] as const;
    const [, event] = logged({ type: 'histograms', point: { step: 2, characters: 1, elapsedMs: 1, histograms } });
    const histogram = insideOf(event!.values['recurrent']!, 5);
    assert.deepEqual(
      [1, 2, 3].map((number) => first(histogram, number)),
      [-1, 1, 8],
    );
    assert.deepEqual(doublesOf(histogram, 6), [-0.5, 0, 0.5, 1]);
    assert.deepEqual(doublesOf(histogram, 7), [1, 0, 3, 4]);
    assert.equal(first(histogram, 4), -0.75 + 3 * 0.25 + 4 * 0.75);
  });

  it('has samples as text of the step before them, indented as code', () => {
    const [, , , event] = logged(progress, { type: 'sample', prompt: 'a ', text: 'b\nπ', characters: 1, elapsedMs: 1 });
    assert.equal(event!.step, 300);
    const sample = event!.values['sample']!;
    assert.equal(bytesOf(insideOf(sample, 9, 1), 1).toString(), 'text');
    assert.equal(first(insideOf(sample, 8), 1), 7);
    assert.equal(bytesOf(insideOf(sample, 8), 8).toString(), '    a b\n    π');
  });

  it('has nothing of other events', () => {
    assert.equal(logged({ type: 'state', state: 'paused' }, { type: 'baselines', baselines: [] }).length, 1);
  });
});
