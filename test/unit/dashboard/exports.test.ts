// Exported files, and the data of the learning curve.
import assert from 'node:assert/strict';
import { alignLossData, lastValueAt, nearestIndex, wholeRange } from '../../../media/dashboard/charts/alignedData.ts';
import { csvOf } from '../../../media/dashboard/ui/csv.ts';
import { LossCurve } from '../../../media/dashboard/state/lossCurve.ts';
import { createFormats } from '../../../media/dashboard/ui/format.ts';
import { chartSvg, type SvgChart } from '../../../media/dashboard/charts/svgExport.ts';
import { heldOutRule } from '../../../src/protocol/runState.ts';
import { emptySeries, seriesOf } from '../../../src/protocol/series.ts';
import { positionAt, stepPoint } from '../protocol/exampleRun.ts';
import { installFakeDocument } from './fakeDocument.ts';

installFakeDocument();
const { lossMarkers } = await import('../../../media/dashboard/charts/lossExport.ts');

describe('CSV export', () => {
  it('quotes fields that would break a row', () => {
    const table = {
      columns: ['a', 'b'],
      rows: [
        ['x,y', 'say "hi"'],
        ['two\nlines', undefined],
      ],
    };
    assert.equal(csvOf(table), 'a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n');
  });

  it('marks text that a spreadsheet program would run as a formula', () => {
    const cells = ['=1+2', '+A1', '-A1', '@SUM(A1)', '\t=1', ' =1'];
    for (const cell of cells) assert.equal(csvOf({ columns: [cell], rows: [] }), `'${cell}\r\n`);
    assert.equal(csvOf({ columns: ['-3.5', 'a=b'], rows: [[-3.5, 'x-y']] }), '-3.5,a=b\r\n-3.5,x-y\r\n');
  });
});

describe('SVG export', () => {
  it('contains every line, and escapes names', () => {
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

describe('SVG export of the learning curve', () => {
  const here = positionAt(4);

  it('contains the baselines with their names, and the events of the visible part', () => {
    const { baselines, markers } = lossMarkers(
      {
        baselines: [{ kind: 'uniform', bitsPerChar: 6.5 }],
        markers: [
          { kind: 'checkpoint', ...here },
          { kind: 'paused', ...here, step: 9 },
        ],
        heldOut: seriesOf([{ ...here, bitsPerChar: 2, best: true }], heldOutRule),
      },
      'step',
      [3, 5],
      createFormats('en'),
    );
    assert.deepEqual(markers, [
      { name: 'network saved', x: 4 },
      { name: 'best network so far', x: 4 },
    ]);
    const points = [
      [3, 2],
      [5, 3],
    ] as const;
    const line = { name: 'loss', color: '#123456', opacity: 1, points };
    const svg = chartSvg({
      title: 'Learning',
      lines: [line],
      baselines,
      markers,
      xTick: String,
      yTick: String,
    } as SvgChart);
    assert.match(svg, /<path d="M64 40H936" [^>]*stroke-dasharray[^]*guess at random 6\.500/);
    assert.match(svg, /<path d="M500 432v-8" [^>]*><title>network saved<\/title>/);
  });
});

describe('training speed', () => {
  it('is averaged over the last second, and available from the first step', () => {
    const curve = new LossCurve(1);
    const at = (step: number, elapsedMs: number, characters: number) => stepPoint(step, { elapsedMs, characters });
    curve.append([at(1, 500, 100), at(2, 1000, 300), at(3, 2000, 1300), at(4, 2000, 1400), at(5, 3000, 1400)]);
    const speeds = [0, 1, 2, 3, 4].map((index) => curve.charsPerSecond.at(index));
    assert.deepEqual(speeds, [200, 400, 1000, 1100, 0]);
  });
});

describe('data of the loss chart', () => {
  const curve = new LossCurve(10);
  curve.append([1, 2, 3, 4].map((step) => stepPoint(step, { lossBits: 5 - step })));
  const part = { axis: 'characters', budget: 100 } as const;
  const heldOut = [{ step: 2, characters: 250, elapsedMs: 25, bitsPerChar: 3.5, best: true }];

  it('inserts evaluations between the steps', () => {
    const [x, raw, , held] = alignLossData(curve, heldOut, {
      ...part,
      visible: wholeRange(curve, { heldOut: seriesOf(heldOut, heldOutRule) }, 'characters'),
    });
    assert.deepEqual(x, [100, 200, 250, 300, 400]);
    assert.deepEqual(raw, [4, 3, null, 2, 1]);
    assert.deepEqual(held, [null, null, 3.5, null, null]);
  });

  it('keeps one point beyond each edge of the zoom, so that lines reach the edges', () => {
    const [x] = alignLossData(curve, [], { ...part, visible: { from: 210, to: 290 } });
    assert.equal(x[0], 200);
    assert.ok(x.at(-1)! >= 300);
  });

  it('is exact at both ends and at the extremes of a million points, at any zoom', () => {
    const count = 1_000_000;
    const long = new LossCurve(60);
    const lossAt = (step: number): number => (step === 654_321 ? 9 : 1 + 1 / step + 0.1 * Math.sin(step));
    for (let from = 1; from <= count; from += 1000) {
      const steps = Array.from({ length: 1000 }, (_, at) => from + at);
      long.append(steps.map((step) => stepPoint(step, { lossBits: lossAt(step) })));
    }
    const [x, raw, smooth] = alignLossData(long, [], {
      axis: 'step',
      budget: 2000,
      visible: wholeRange(long, { heldOut: emptySeries }, 'step'),
    });
    assert.deepEqual([x[0], raw[0], smooth[0]], [1, lossAt(1), lossAt(1)]);
    assert.deepEqual([x.at(-1), raw.at(-1), smooth.at(-1)], [count, lossAt(count), long.smoothLoss.last]);
    assert.equal(raw[x.indexOf(654_321)], 9);
    assert.ok(x.length <= 2010, `${x.length} points`);
    const [near, nearRaw] = alignLossData(long, [], {
      axis: 'step',
      budget: 2000,
      visible: { from: 654_300, to: 654_400 },
    });
    assert.deepEqual([near[0], near.at(-1)], [654_299, 654_401]);
    near.forEach((step, at) => assert.equal(nearRaw[at], lossAt(step)));
  });

  it('reads the last value at or before an index', () => {
    assert.equal(lastValueAt([1, null, null], 2), 1);
    assert.equal(lastValueAt([null], 0), undefined);
  });

  it('reads the value that is nearest on the axis', () => {
    const x = [0, 10, 18, 30];
    assert.equal(nearestIndex(x, [5, null, null, 4], 1), 0);
    assert.equal(nearestIndex(x, [5, null, null, 4], 2), 3, 'the dot at 30 is nearer than that at 0');
    assert.equal(nearestIndex(x, [null, null, null, null], 2), -1);
  });

  it('shows the range alone where the network in use has no curve', () => {
    const part = { axis: 'step', budget: 100, visible: { from: 0, to: 50 } } as const;
    const gaps = [null, null];
    assert.deepEqual(alignLossData(new LossCurve(0), [], part), [[0, 50], gaps, gaps, gaps]);
  });
});
