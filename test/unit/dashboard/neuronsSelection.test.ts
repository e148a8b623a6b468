// Which unit the Neurons page chooses by itself, and which colors a cell without gates has.
import assert from 'node:assert/strict';
import type { LensReport } from '../../../src/protocol/learner.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { availableMode, selectionOf } = await import('../../../media/dashboard/pages/neurons/neuronsSelection.ts');

const report = {
  characters: [...'abab'],
  starts: [0],
  hidden: 3,
  order: Uint16Array.of(2, 1, 0),
  gates: [],
  // Unit 1 follows the letter b.
  values: Int8Array.of(0, -90, 5, 0, 90, 5, 0, -90, 5, 0, 90, 6),
  names: [{ unit: 2, feature: 'inString', strength: 0.5 }],
} as unknown as LensReport;
const view = { unit: undefined, all: false };

describe('the selection of the Neurons page', () => {
  it('keeps the wanted unit, if the network has it', () => {
    assert.equal(selectionOf(report, 'unit', undefined, { ...view, unit: 1 }).unit, 1);
    assert.equal(selectionOf(report, 'unit', undefined, { ...view, unit: 7 }).unit, 2);
  });

  it('begins with the first unit that has a name', () => {
    assert.equal(selectionOf(report, 'unit', undefined, view).unit, 2);
  });

  it('chooses the unit that responds most to a passage', () => {
    assert.equal(selectionOf(report, 'unit', [false, true, false, true], view).unit, 1);
  });

  it('colors by the unit where the cell has no such gate', () => {
    assert.equal(availableMode(report, 'forget'), 'unit');
    assert.equal(availableMode(report, 'attribution'), 'attribution');
  });
});
