// What the file of an imported network states about its training stays with the run that is stored of it.
import assert from 'node:assert/strict';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import { fromSummary, toSummary, validSettings } from '../../../src/protocol/statedTraining.ts';

const settings = { learningRate: 0.004, batchSize: 64, cell: 'later', layers: 2 };
const stated = { elapsedMs: 60_000, characters: 9000, textCharacters: 3000, settings };

describe('what a file states about its training', () => {
  it('has only settings that are known and valid', () => {
    assert.deepEqual(validSettings(settings), { learningRate: 0.004, batchSize: 64 });
  });

  it('is the same after it was stored with a run', () => {
    const summary = { settings: { ...defaultTrainingSettings, ...validSettings(settings) }, ...toSummary(stated) };
    assert.deepEqual(fromSummary(summary), { ...stated, settings: validSettings(settings) });
    assert.deepEqual(toSummary(fromSummary(summary)), toSummary(stated));
  });

  it('is nothing where the file states nothing', () => {
    assert.equal(fromSummary({ settings: defaultTrainingSettings, ...toSummary(undefined) }), undefined);
  });
});
