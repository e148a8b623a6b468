// What the dashboard reads off a look through the lens.
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

/** One unit a column of numbers. */
function lookedOf(text: string, ...units: number[][]): UnitActivity {
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

describe('what is looked at', () => {
  const gate = {
    gate: 'update',
    mean: Float64Array.of(0.5),
    open: Float64Array.of(0.5),
    closed: Float64Array.of(0.5),
    values: Uint8Array.of(0, 255),
    names: [{ unit: 0, feature: 'afterNewline', strength: 0.7 }],
  } as const;
  const report = { ...reportOf('ab', [127, -127]), gates: [gate] };

  it('is what the units did, each from -1 to 1', () => {
    const looked = selectActivity(report, 'unit');
    assert.deepEqual([activityAt(looked, 0, 0), activityAt(looked, 0, 1), looked.names], [1, -1, []]);
  });

  it('is a gate where it is asked for, from 0 to 1, with names of its own', () => {
    const looked = selectActivity(report, 'update');
    assert.deepEqual([activityAt(looked, 0, 0), activityAt(looked, 0, 1), looked.names], [0, 1, gate.names]);
    assert.deepEqual([...unitShades(looked, 0)], [-2, 2]);
  });

  it('is the unit itself where the cell has no such gate', () => {
    assert.equal(selectActivity(report, 'forget').gate, undefined);
  });
});

describe('reading the lens', () => {
  it('shades a unit by its distance from its own mean, not by its level', () => {
    assert.deepEqual([...unitShades(lookedOf('abcd', [90, 90, 100, 100]), 0)], [-2, -2, 2, 2]);
  });

  it('leaves a unit that never moves without colour', () => {
    assert.deepEqual([...unitShades(lookedOf('abc', [50, 50, 50]), 0)], [0, 0, 0]);
  });

  it('puts the unit first that tells the marked passage from the rest', () => {
    const report = lookedOf('abcdef', [1, 2, 1, 2, 1, 2], [0, 0, -90, -90, 0, 0]);
    const marked = [false, false, true, true, false, false];
    const [first] = unitsByContrast(report, marked);
    assert.equal(first!.unit, 1);
    assert.ok(first!.effect < -1);
  });

  it('ranks nothing when all or nothing is marked', () => {
    const report = lookedOf('ab', [1, 2]);
    assert.deepEqual(unitsByContrast(report, [true, true]), []);
    assert.deepEqual(unitsByContrast(report, [false, false]), []);
  });

  it('marks every occurrence of a text', () => {
    assert.deepEqual(occurrences(reportOf('xabab', [0, 0, 0, 0, 0]), 'ab'), [false, true, true, true, true]);
    assert.deepEqual(occurrences(reportOf('ab', [0, 0]), ''), [false, false]);
  });

  it('shades what mattered by its weight, and nothing where nothing did', () => {
    assert.deepEqual([...weightShades([0, 1, 4, 16])], [0, 1, 2, 4]);
    assert.deepEqual([...weightShades([0, 0])], [0, 0]);
  });

  it('tells how many of the last characters hold a share of what mattered', () => {
    assert.deepEqual([reachOf([1, 1, 2, 4], 0.5), reachOf([1, 1, 2, 4], 0.9), reachOf([], 0.5)], [1, 4, 0]);
  });

  it('finds the places a unit likes best, not twice the same place', () => {
    const report = lookedOf('abcdefgh', [0, 9, 8, 0, 0, 0, 7, 0]);
    assert.deepEqual(extremePositions(report, 0, 1, 2, 3), [1, 6]);
  });
});
