// The pure decisions behind what is drawn: smoothing, number formats, heat colours.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formats } from '../../../media/dashboard/format.ts';
import { heatTable, parseColor, shadeOf } from '../../../media/dashboard/heatColors.ts';
import { Smoother } from '../../../media/dashboard/smoothing.ts';

describe('smoothing', () => {
  it('starts at the first value instead of leaning to zero', () => {
    assert.equal(new Smoother(60).next(7), 7);
  });

  it('leaves a constant alone at every point', () => {
    const smoother = new Smoother(60);
    for (let count = 0; count < 100; count++) assert.ok(Math.abs(smoother.next(2.5) - 2.5) < 1e-12);
  });

  it('stays within the values seen', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1 }), (values) => {
        const smoother = new Smoother(30);
        const last = values.map((value) => smoother.next(value)).at(-1)!;
        assert.ok(last >= Math.min(...values) - 1e-9 && last <= Math.max(...values) + 1e-9);
      }),
    );
  });
});

describe('formats', () => {
  it('writes durations as a clock', () => {
    const { duration } = formats('en');
    assert.deepEqual([0, 83_000, 3_723_000].map(duration), ['0:00', '1:23', '1:02:03']);
  });

  it('follows the language of the editor', () => {
    assert.equal(formats('de').bits(2.3456), '2,346');
  });
});

describe('heat colours', () => {
  const palette = { background: [20, 20, 20], negative: [0, 0, 255], positive: [255, 128, 0] } as const;

  it('makes silence the background and the extremes the pure hues', () => {
    const table = heatTable(palette);
    assert.equal(table[shadeOf(0)], 0xff141414);
    assert.equal(table[shadeOf(-1)], 0xffff0000);
    assert.equal(table[shadeOf(1)], 0xff0080ff);
  });

  it('takes values outside the range, and none at all, without harm', () => {
    assert.deepEqual([shadeOf(9), shadeOf(-9), shadeOf(NaN)], [shadeOf(1), shadeOf(-1), shadeOf(0)]);
  });

  it('reads the colour notations of themes', () => {
    assert.deepEqual(parseColor('#1e90ff'), [30, 144, 255]);
    assert.deepEqual(parseColor(' #fff8 '), [255, 255, 255]);
    assert.deepEqual(parseColor('rgba(1, 2, 3, 0.5)'), [1, 2, 3]);
    assert.equal(parseColor('chartreuse'), undefined);
  });
});
