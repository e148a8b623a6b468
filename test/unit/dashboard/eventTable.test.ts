// The table of a run's events.
import assert from 'node:assert/strict';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import { heldOutRule } from '../../../src/protocol/runState.ts';
import { seriesOf } from '../../../src/protocol/series.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { eventTable } = await import('../../../media/dashboard/pages/training/eventTable.ts');

describe('the table of events', () => {
  const at = (step: number) => ({ step, characters: 100 * step, elapsedMs: 1000 * step });

  it('has one row for the best evaluation and its checkpoint, the newest first', () => {
    const heldOut = [
      { ...at(1), bitsPerChar: 3, best: true },
      { ...at(2), bitsPerChar: 4, best: false },
    ];
    const markers = [
      { kind: 'checkpoint', ...at(1) },
      { kind: 'paused', ...at(3) },
      { kind: 'checkpoint', ...at(4) },
    ] as const;
    assert.deepEqual(eventTable({ heldOut: seriesOf(heldOut, heldOutRule), markers }, createFormats('en')).rows, [
      ['0:04', '4', '400', '', 'network saved'],
      ['0:03', '3', '300', '', 'paused'],
      ['0:02', '2', '200', '4.000', 'evaluated'],
      ['0:01', '1', '100', '3.000', 'evaluated: best so far, saved'],
    ]);
  });
});
