// Values that are read from the storage, where something else is stored under their names.
import assert from 'node:assert/strict';
import type * as v from 'valibot';
import { lossCauses } from '../../../../src/completion/simulate/race.ts';
import { storedAnalysesSchema } from '../../../../src/protocol/storedAnalyses.ts';
import { Forgetting } from '../../../../src/host/storage/forgetting.ts';
import { storedValue } from '../../../../src/host/storage/storedValue.ts';
import { storedDetailsSchema } from '../../../../src/host/training/storedDetails.ts';

/** As after a restart: through JSON. */
function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const json = JSON.stringify(value);
  return storedValue({ get: () => JSON.parse(json) as unknown }, 'key', schema);
}

const point = { step: 1, characters: 2, elapsedMs: 3, programs: [{ name: 'learner', memoryBytes: 4, cores: 1 }] };
const details = {
  corpus: {
    files: 1,
    trainCharacters: 2,
    heldOutCharacters: 3,
    vocabulary: 4,
    ledger: [
      { path: 'w/a', included: true, characters: 5, heldOut: 'tail', masked: [{ line: 1, rule: 'token' }] },
      { path: 'w/b', included: false, rule: 'binary', saved: { bytes: 1, modifiedMs: 2.5 } },
    ],
  },
  baselines: [{ kind: 'uniform', bitsPerChar: 5 }],
  samples: [{ text: 'a', prompt: '', characters: 1, elapsedMs: 2 }],
  usage: { items: [point], stride: 1, pending: { item: point, count: 1 } },
};

const tradeOff = { threshold: 0.1, saved: 0.2, precision: 0.5, shownPerChar: 0.1, savedInterval: [0.1, 0.3] };
const figures = {
  saved: 0.1,
  savedInterval: [0, 1],
  secondsPer1000: 1,
  secondsInterval: [0, 1],
  shownPerChar: 1,
  meanLength: 1,
  severalWords: 1,
  flashesPerChar: 1,
  firstWordPrecision: NaN,
  lost: Object.fromEntries(lossCauses.map((cause) => [cause, 0])),
  elsewhere: 0,
};
const suggestions = {
  kind: 'suggestions',
  report: {
    files: 1,
    characters: 2,
    curve: [tradeOff],
    settings: { eager: tradeOff, balanced: tradeOff, quiet: tradeOff },
    calibration: [{ count: 0, predicted: NaN, observed: NaN }],
    components: [{ component: 'contextMixing', saved: 0.1, savedInterval: [0, 1] }],
    race: { ideal: 0.5, users: [{ msPerKey: 150, known: figures, unknown: figures }] },
  },
};

describe('a stored value', () => {
  it('is read as it was stored', () => {
    assert.deepEqual(read(storedDetailsSchema, [{ id: 'k3x9', details }]), [{ id: 'k3x9', details }]);
    const files = { kind: 'files', files: [{ path: 'w/a', bitsPerChar: 2, characters: 3, heldOut: 'none' }] };
    const [first, second] = read(storedAnalysesSchema, [files, suggestions])!;
    assert.deepEqual(first, files);
    assert.ok(second?.kind === 'suggestions');
    // A share of nothing.
    assert.ok(Number.isNaN(second.report.calibration[0]!.observed));
  });

  it('does not exist where it has another form', () => {
    const wrong: unknown[] = [5, 'x', null, {}, [1], [{}], [{ id: 1 }], [{ kind: 'files' }], [{ kind: 'lens' }]];
    const changed = { ...details, samples: [{ text: 1 }] };
    for (const value of [...wrong, [{ id: 'a', details: changed }], [{ id: 'a' }]])
      assert.equal(read(storedDetailsSchema, value), undefined, JSON.stringify(value));
    const incomplete = { kind: 'suggestions', report: { ...suggestions.report, race: { users: [{}] } } };
    for (const value of [...wrong, [incomplete]])
      assert.equal(read(storedAnalysesSchema, value), undefined, JSON.stringify(value));
  });

  it('that tells what was forgotten is none where it is no text', () => {
    const state = { get: () => 5, update: async () => undefined, refresh: async () => false };
    assert.equal(new Forgetting(state).epoch, undefined);
  });
});
