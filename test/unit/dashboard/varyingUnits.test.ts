// Selection of the units that the heat map shows.
import assert from 'node:assert/strict';
import { varyingUnits } from '../../../media/dashboard/charts/varyingUnits.ts';

describe('varying units', () => {
  const activity = { characters: ['a', 'b'], hidden: 3, values: Float32Array.from([0.9, 0, -0.5, 0.9, 1, 0.5]) };

  it('exclude a constant unit, and contain the means of the others', () => {
    assert.deepEqual(varyingUnits(activity, undefined), { units: [1, 2], means: [0.5, 0] });
  });

  it('are in the given order', () => {
    assert.deepEqual(varyingUnits(activity, Uint16Array.from([2, 0, 1])).units, [2, 1]);
  });
});
