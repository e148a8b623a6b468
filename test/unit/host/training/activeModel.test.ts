import assert from 'node:assert/strict';
import { parseActiveModel } from '../../../../src/host/training/activeModel.ts';

describe('what is stored of the active weights', () => {
  const none = { kind: 'none', files: [] };
  const network = { cell: 'gru', hiddenSize: 24, layers: 1, bitsPerChar: 2.5, importedMs: 1 };

  it('is a run, a network without a run, or none, each with the files that they have learned', () => {
    for (const described of [{ kind: 'run', id: 'k3x9' }, { kind: 'network', network }, { kind: 'none' }]) {
      const model = { ...described, files: ['w/a.ts'] };
      assert.deepEqual(parseActiveModel(JSON.parse(JSON.stringify(model))), model);
    }
    assert.equal(parseActiveModel(undefined), undefined);
  });

  it('is none where it is damaged or not known', () => {
    const damaged = [
      ...[null, 'k3x9', [], {}],
      { kind: 'run', id: 'k3x9' },
      { kind: 'run', id: 7, files: [] },
      { kind: 'run', id: 'k3x9', files: [1] },
      { kind: 'later', files: [] },
      { kind: 'network', network: { ...network, cell: 'later' }, files: [] },
      { kind: 'network', network: { ...network, hiddenSize: null }, files: [] },
    ];
    for (const value of damaged) assert.deepEqual(parseActiveModel(value), none, JSON.stringify(value));
  });
});
