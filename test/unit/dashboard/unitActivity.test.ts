// Evaluation of the unit report.
import assert from 'node:assert/strict';
import type { LensReport } from '../../../src/protocol/learner.ts';
import {
  activityAt,
  extremePositions,
  selectActivity,
  occurrences,
  reachOf,
  unitShades,
  unitsByContrast,
  weightShades,
  type UnitActivity,
} from '../../../media/dashboard/pages/neurons/unitActivity.ts';

/** One array of activations per unit. */
function activityOf(text: string, ...units: number[][]): UnitActivity {
  return selectActivity(reportOf(text, ...units), 'unit');
}

function reportOf(text: string, ...units: number[][]): LensReport {
  const characters = [...text];
  const values = new Int8Array(characters.length * units.length);
  units.forEach((column, unit) => column.forEach((value, index) => (values[index * units.length + unit] = value)));
  return {
    characters,
    starts: [0],
    hidden: units.length,
    values,
    order: Uint16Array.from(units.keys()),
    names: [],
    gates: [],
  };
}

describe('selected activity', () => {
  const gate = {
    gate: 'update',
    mean: Float64Array.of(0.5),
    open: Float64Array.of(0.5),
    closed: Float64Array.of(0.5),
    values: Uint8Array.of(0, 255),
    names: [{ unit: 0, feature: 'afterNewline', strength: 0.7 }],
  } as const;
  const report = { ...reportOf('ab', [127, -127]), gates: [gate] };

  it('contains the activations of the units in -1..1', () => {
    const activity = selectActivity(report, 'unit');
    assert.deepEqual([activityAt(activity, 0, 0), activityAt(activity, 0, 1), activity.names], [1, -1, []]);
  });

  it('contains the activations of a gate in 0..1, with the names of the gate', () => {
    const activity = selectActivity(report, 'update');
    assert.deepEqual([activityAt(activity, 0, 0), activityAt(activity, 0, 1), activity.names], [0, 1, gate.names]);
    assert.deepEqual([...unitShades(activity, 0)], [-2, 2]);
  });

  it('contains the units if the cell has no such gate', () => {
    assert.equal(selectActivity(report, 'forget').gate, undefined);
  });
});

describe('the unit report', () => {
  it('shades a unit by the distance from its mean', () => {
    assert.deepEqual([...unitShades(activityOf('abcd', [90, 90, 100, 100]), 0)], [-2, -2, 2, 2]);
  });

  it('gives a constant unit no shade', () => {
    assert.deepEqual([...unitShades(activityOf('abc', [50, 50, 50]), 0)], [0, 0, 0]);
  });

  it('ranks the unit first that responds to the marked passage', () => {
    const report = activityOf('abcdef', [1, 2, 1, 2, 1, 2], [0, 0, -90, -90, 0, 0]);
    const marked = [false, false, true, true, false, false];
    const [first] = unitsByContrast(report, marked);
    assert.equal(first!.unit, 1);
    assert.ok(first!.effect < -1);
  });

  it('ranks nothing if all or no characters are marked', () => {
    const report = activityOf('ab', [1, 2]);
    assert.deepEqual(unitsByContrast(report, [true, true]), []);
    assert.deepEqual(unitsByContrast(report, [false, false]), []);
  });

  it('marks every occurrence of a text', () => {
    assert.deepEqual(occurrences(reportOf('xabab', [0, 0, 0, 0, 0]), 'ab'), [false, true, true, true, true]);
    assert.deepEqual(occurrences(reportOf('ab', [0, 0]), ''), [false, false]);
  });

  it('shades attribution weights, and gives zero weights no shade', () => {
    assert.deepEqual([...weightShades(Float32Array.of(0, 1, 4, 16))], [0, 1, 2, 4]);
    assert.deepEqual([...weightShades(Float32Array.of(0, 0))], [0, 0]);
  });

  it('counts the last characters that contain a share of the weight', () => {
    const weights = Float32Array.of(1, 1, 2, 4);
    assert.deepEqual([reachOf(weights, 0.5), reachOf(weights, 0.9), reachOf(new Float32Array(0), 0.5)], [1, 4, 0]);
  });

  it('finds the most extreme positions of a unit, with a minimum distance', () => {
    const report = activityOf('abcdefgh', [0, 9, 8, 0, 0, 0, 7, 0]);
    assert.deepEqual(extremePositions(report, 0, 1, { count: 2, apart: 3 }), [1, 6]);
  });
});
