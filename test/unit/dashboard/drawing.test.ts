// Smoothing, number formats and the colors of the heat map.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import { tickLabels } from '../../../media/dashboard/charts/tickLabels.ts';
import { heatColorTable, colorIndex } from '../../../media/dashboard/charts/heatMapColors.ts';
import { Smoother } from '../../../media/dashboard/state/smoothing.ts';
import { parseColor } from '../../../media/dashboard/ui/theme.ts';

describe('smoothing', () => {
  const smoothed = (values: readonly number[], window: number, stride = 1): number[] => {
    const smoother = new Smoother(window);
    return values.map((value, at) => smoother.next(value, at * stride));
  };

  it('starts at the first value and not at zero', () => {
    assert.deepEqual(smoothed([7], 60), [7]);
  });

  it('does not change a constant', () => {
    for (const value of smoothed(Array<number>(100).fill(2.5), 60)) assert.ok(Math.abs(value - 2.5) < 1e-12);
  });

  it('does not change anything with a window of one step', () => {
    assert.deepEqual(smoothed([3, 1, 4, 1, 5], 1), [3, 1, 4, 1, 5]);
  });

  it('stays within the range of the values', () => {
    const values = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (numbers, stride) => {
        const last = smoothed(numbers, 30, stride).at(-1)!;
        assert.ok(last >= Math.min(...numbers) - 1e-9 && last <= Math.max(...numbers) + 1e-9);
      }),
    );
  });

  it('decays per step and not per point, so that a decimated run looks like the whole run', () => {
    const loss = (step: number) => 2 + 3 / (1 + step / 500);
    const whole = smoothed(
      Array.from({ length: 8001 }, (_, step) => loss(step)),
      60,
    );
    const decimated = smoothed(
      Array.from({ length: 1001 }, (_, at) => loss(at * 8)),
      60,
      8,
    );
    assert.ok(Math.abs(whole.at(-1)! - decimated.at(-1)!) < 0.01);
  });
});

describe('number formats', () => {
  it('formats durations as a clock', () => {
    const { duration } = createFormats('en');
    assert.deepEqual([0, 83_000, 3_723_000].map(duration), ['0:00', '1:23', '1:02:03']);
  });

  it('uses the display language of the editor', () => {
    assert.equal(createFormats('de').bits(2.3456), '2,346');
    assert.equal(createFormats('de').twoDecimals(0.6), '0,60');
    assert.equal(createFormats('de').significant(0.000023), '2,3E-5');
  });

  it('gives the numbers of an axis as many digits as they need', () => {
    const { significant } = createFormats('en');
    assert.deepEqual(tickLabels([1, 1.5, 2], significant), ['1.0', '1.5', '2.0']);
    assert.deepEqual(tickLabels([1.5, 1.75, 2], significant), ['1.50', '1.75', '2.00']);
    assert.deepEqual(tickLabels([1.234, 1.236], significant), ['1.234', '1.236']);
    assert.deepEqual(tickLabels([0, 0.0002, 0.0004], significant), ['0', '2E-4', '4E-4']);
    assert.deepEqual(tickLabels([0.000982, 0.000984], significant), ['9.82E-4', '9.84E-4']);
  });
});

describe('heat map colors', () => {
  const theme = { background: '#141414', train: 'rgb(0, 0, 255)', heldOut: '#ff8000cc' };

  it('maps zero to the background and the extremes to the pure colors', () => {
    const table = heatColorTable(theme);
    assert.equal(table[colorIndex(0)], 0xff141414);
    assert.equal(table[colorIndex(-1)], 0xffff0000);
    assert.equal(table[colorIndex(1)], 0xff0080ff);
  });

  it('clamps values outside the range, and maps NaN to zero', () => {
    assert.deepEqual([colorIndex(9), colorIndex(-9), colorIndex(NaN)], [colorIndex(1), colorIndex(-1), colorIndex(0)]);
  });

  it('parses the color notations of themes', () => {
    const notations = ['#1e90ff', ' #1E90FF80 ', 'rgba(1, 2, 3, 0.5)', 'white'];
    assert.deepEqual(
      notations.map((text) => parseColor(text).copy({ opacity: 1 }).formatHex()),
      ['#1e90ff', '#1e90ff', '#010203', '#ffffff'],
    );
  });
});
