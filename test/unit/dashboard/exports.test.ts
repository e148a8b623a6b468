// What leaves the dashboard as a file, and the data that the learning curve is drawn from.
import assert from 'node:assert/strict';
import { lossData, valueBefore, wholeRange } from '../../../media/dashboard/aligned.ts';
import { csvOf } from '../../../media/dashboard/csv.ts';
import { Curve } from '../../../media/dashboard/curve.ts';
import { chartSvg } from '../../../media/dashboard/svg.ts';

describe('tables as files', () => {
  it('quote what would break a row', () => {
    const table = {
      columns: ['a', 'b'],
      rows: [
        ['x,y', 'say "hi"'],
        ['two\nlines', undefined],
      ],
    };
    assert.equal(csvOf(table), 'a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n');
  });
});

describe('charts as SVG', () => {
  it('hold every line, and no markup from names', () => {
    const line = {
      name: '<b>',
      color: '#123456',
      opacity: 1,
      points: [
        [0, 1],
        [1, 2],
      ] as const,
    };
    const svg = chartSvg({ title: 'A & B', lines: [line], xTick: String, yTick: String });
    assert.match(svg, /<polyline [^>]*stroke="#123456"[^>]*points="64,432 936,40"/);
    assert.match(svg, /A &amp; B/);
    assert.doesNotMatch(svg, /<b>/);
  });
});

describe('data of the learning curve', () => {
  const curve = new Curve(10);
  curve.append(
    [1, 2, 3, 4].map((step) => ({
      step,
      characters: step * 100,
      elapsedMs: step * 10,
      lossBits: 5 - step,
      gradientNorm: 1,
      learningRate: 0.1,
      updateRatio: 0.001,
    })),
  );
  const heldOut = [{ step: 2, characters: 250, elapsedMs: 25, bitsPerChar: 3.5, best: true }];

  it('puts evaluations between the steps that they follow', () => {
    const [x, raw, , held] = lossData(curve, heldOut, 'characters', wholeRange(curve, heldOut, 'characters'), 100);
    assert.deepEqual(x, [100, 200, 250, 300, 400]);
    assert.deepEqual(raw, [4, 3, null, 2, 1]);
    assert.deepEqual(held, [null, null, 3.5, null, null]);
  });

  it('keeps one point beyond each edge of a zoom, so that lines run to the edges', () => {
    const [x] = lossData(curve, [], 'characters', { from: 210, to: 290 }, 100);
    assert.equal(x[0], 200);
    assert.ok(x.at(-1)! >= 300);
  });

  it('reads the last value at or before a place', () => {
    assert.equal(valueBefore([1, null, null], 2), 1);
    assert.equal(valueBefore([null], 0), undefined);
  });
});
