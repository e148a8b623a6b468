// What a run is drawn over, and what runs of the past are drawn beside it.
import assert from 'node:assert/strict';
import type { RunCurves, RunSummary } from '../../../src/protocol/runs.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import type { Theme } from '../../../media/dashboard/ui/theme.ts';
import { standInDocument } from './fakeDocument.ts';

standInDocument();
const { tickIncrements, describePosition, formatTick } =
  await import('../../../media/dashboard/charts/horizontalAxis.ts');
const { runOverlays } = await import('../../../media/dashboard/charts/runOverlays.ts');
const format = createFormats('en');

describe('timeline', () => {
  it('counts epochs by the characters that there are to train on', () => {
    assert.equal(formatTick('epochs', 2_500_000, 1_000_000, format), '2.5');
    assert.equal(describePosition('epochs', 2_500_000, 1_000_000, format), 'after 2.5 epochs');
    assert.ok(tickIncrements('epochs', 1_000_000).includes(500_000));
  });

  it('writes time as a clock and characters briefly', () => {
    assert.equal(formatTick('elapsedMs', 83_000, 1, format), '1:23');
    assert.equal(formatTick('characters', 12_345, 1, format), '12.3K');
  });
});

describe('runs of the past on the learning curve', () => {
  const theme = { runs: ['green', 'purple'] } as unknown as Theme;
  const summary = (id: string, trainCharacters: number): RunSummary => ({
    ...{ id, name: '', startedMs: 0, settings: defaultTrainingSettings, engine: '', files: 1, trainCharacters },
    ...{ characters: 0, elapsedMs: 0, bitsPerChar: undefined, endReason: undefined },
  });
  const curves = (id: string): RunCurves => ({
    id,
    points: [1, 2, 3].map((step) => ({
      ...{ step, characters: step * 100, elapsedMs: step * 10, lossBits: 4 - step },
      ...{ gradientNorm: 1, learningRate: 0.1, updateRatio: 0.001 },
    })),
    heldOut: [{ step: 3, characters: 300, elapsedMs: 30, bitsPerChar: 2.5, best: true }],
    markers: [],
  });
  const story = {
    runs: [summary('now', 1000), summary('old', 500), summary('unfetched', 500)],
    currentRun: 'now',
    corpus: undefined,
    runCurves: new Map([curves('now'), curves('old')].map((one) => [one.id, one])),
  };

  it('are those chosen whose curves have come, but not the one that is shown anyway', () => {
    const overlays = runOverlays(story, ['unfetched', 'now', 'old'], 'characters', 1, theme);
    assert.deepEqual(
      overlays.map(({ name, color, to, low, high }) => [name, color, to, low, high]),
      [[`gru ${defaultTrainingSettings.hidden}`, 'green', 300, 1, 3]],
    );
  });

  it('are compared by epochs of their own text', () => {
    const [old] = runOverlays(story, ['old'], 'epochs', 1, theme);
    assert.equal(old!.to, 600, '300 of 500 characters are as far as 600 of 1000');
  });
});
