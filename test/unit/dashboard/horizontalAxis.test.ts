// The horizontal axis of a run, and the overlays of compared runs.
import assert from 'node:assert/strict';
import type { RunCurves } from '../../../src/protocol/runs.ts';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import type { Theme } from '../../../media/dashboard/ui/theme.ts';
import { positionAt, runSummary, stepPoint } from '../protocol/exampleRun.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { tickIncrements, describePosition, formatTick } =
  await import('../../../media/dashboard/charts/horizontalAxis.ts');
const { runOverlays } = await import('../../../media/dashboard/charts/runOverlays.ts');
const format = createFormats('en');

describe('the horizontal axis', () => {
  it('counts one epoch per number of training characters', () => {
    assert.equal(formatTick('epochs', 2_500_000, 1_000_000, format), '2.5');
    assert.equal(describePosition('epochs', 2_500_000, 1_000_000, format), 'after reading the text 2.5 times');
    assert.deepEqual(tickIncrements('epochs', 1_000_000, 2_500_000, 5), [500_000]);
  });

  it('has round distances of its ticks, and whole steps', () => {
    assert.deepEqual(tickIncrements('step', 1, 900, 8), [100]);
    assert.deepEqual(tickIncrements('step', 1, 3, 8), [1]);
    assert.ok(tickIncrements('elapsedMs', 1, 60_000, 5).includes(15_000));
  });

  it('formats time as a clock and characters in compact notation', () => {
    assert.equal(formatTick('elapsedMs', 83_000, 1, format), '1:23');
    assert.equal(formatTick('characters', 12_345, 1, format), '12.3K');
  });
});

describe('overlays of compared runs', () => {
  const theme = { runs: ['green', 'purple'] } as unknown as Theme;
  const curves = (id: string): RunCurves => ({
    id,
    points: [1, 2, 3].map((step) => stepPoint(step, { lossBits: 4 - step })),
    heldOut: [{ ...positionAt(3), bitsPerChar: 2.5, best: true }],
    markers: [],
    histograms: [],
  });
  const state = {
    runs: [
      runSummary({ id: 'now' }),
      ...['old', 'unloaded'].map((id) => runSummary({ id, name: 'first', trainCharacters: 500 })),
    ],
    currentRun: 'now',
    run: { corpus: undefined },
    runCurves: new Map([curves('now'), curves('old')].map((one) => [one.id, one])),
  };

  it('show selected runs whose curves have arrived, except the current run', () => {
    const overlays = runOverlays(state, ['unloaded', 'now', 'old'], {
      axisUnit: 'characters',
      smoothing: 1,
      theme,
      format,
    });
    assert.deepEqual(
      overlays.map(({ name, color, to, low, high }) => [name, color, to, low, high]),
      [['first', 'green', 300, 1, 3]],
    );
  });

  it('count the epochs of their own text', () => {
    const [old] = runOverlays(state, ['old'], { axisUnit: 'epochs', smoothing: 1, theme, format });
    assert.equal(old!.to, 600, '300 of 500 characters are as far as 600 of 1000');
  });
});
