// The run file keeps numbers to six digits, and rejects other files.
import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import { decodeRun, encodeRun, runJson } from '../../../../src/host/storage/runFile.ts';
import type { Run } from '../../../../src/protocol/runs.ts';
import { histogramNames } from '../../../../src/protocol/learner.ts';
import { defaultTrainingSettings } from '../../../../src/protocol/settings.ts';

const record = <T>(parts: { [Key in keyof T]: Arbitrary<T[Key]> }) => fc.record(parts, { noNullPrototype: true });
const real = fc.double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true });
const place = { step: fc.nat(), characters: fc.nat(), elapsedMs: real };
const point = record({ ...place, lossBits: real, gradientNorm: real, learningRate: real, updateRatio: real });
const id = fc.stringMatching(/^[a-z0-9]{1,12}$/);

const run: Arbitrary<Run> = record({
  summary: record({
    id,
    name: fc.string(),
    notes: fc.string(),
    tags: fc.array(fc.string()),
    startedMs: fc.nat(),
    settings: fc.constant(defaultTrainingSettings),
    engine: fc.string(),
    files: fc.nat(),
    trainCharacters: fc.nat(),
    characters: fc.nat(),
    elapsedMs: fc.nat(),
    bitsPerChar: fc.option(real, { nil: undefined }),
    endReason: fc.constantFrom('finished' as const, undefined),
  }),
  curves: record({
    id,
    points: fc.array(point),
    heldOut: fc.array(record({ ...place, bitsPerChar: real, best: fc.boolean() })),
    histograms: fc.array(
      record({
        ...place,
        histograms: fc.array(
          record({ name: fc.constantFrom(...histogramNames), low: real, high: real, counts: fc.array(fc.nat()) }),
        ),
      }),
      { maxLength: 3 },
    ),
    markers: fc.array(record({ ...place, kind: fc.constantFrom('checkpoint' as const, 'paused' as const) })),
  }),
});

const close = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-5 * Math.abs(one);

describe('the run file', () => {
  it('decodes the run that was encoded', () => {
    fc.assert(
      fc.property(run, (written) => {
        const read = decodeRun(encodeRun(written))!;
        assert.deepEqual(read.summary, written.summary);
        assert.deepEqual(read.curves.markers, written.curves.markers);
        assert.deepEqual(
          read.curves.histograms.map(({ histograms }) => histograms.map(({ name, counts }) => ({ name, counts }))),
          written.curves.histograms.map(({ histograms }) => histograms.map(({ name, counts }) => ({ name, counts }))),
        );
        assert.equal(read.curves.points.length, written.curves.points.length);
        read.curves.points.forEach((point, at) => {
          const original = written.curves.points[at]!;
          assert.deepEqual([point.step, point.characters], [original.step, original.characters]);
          assert.ok(close(original.lossBits, point.lossBits) && close(original.updateRatio, point.updateRatio));
        });
      }),
    );
  });

  it('exports everything as JSON', () => {
    fc.assert(
      fc.property(run, (exported) => {
        const { summary, points, heldOut, histograms, markers } = JSON.parse(runJson(exported)) as Record<
          string,
          unknown
        >;
        const plain = JSON.parse(JSON.stringify({ ...exported.curves, summary: exported.summary })) as typeof exported;
        assert.deepEqual({ summary, id: exported.curves.id, points, heldOut, histograms, markers }, plain);
      }),
      { numRuns: 30 },
    );
  });

  it('decodes nothing that is not a run', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.equal(decodeRun(bytes), undefined)));
    fc.assert(fc.property(fc.json(), (json) => assert.equal(decodeRun(new TextEncoder().encode(json)), undefined)));
  });

  it('decodes a run or nothing when one of its values is replaced by any other', () => {
    const place = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(run, place, fc.jsonValue({ maxDepth: 2 }), (written, place, value) => {
        const json = JSON.parse(new TextDecoder().decode(encodeRun(written))) as object;
        replace(json, place, value);
        const decoded = decodeRun(new TextEncoder().encode(JSON.stringify(json)));
        assert.ok(
          decoded === undefined || decoded.curves.points.every((point) => Object.values(point).every(Number.isFinite)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

/** Falls into a value by the numbers of keys, and replaces what is there. */
function replace(within: object, [first = 0, ...rest]: readonly number[], value: unknown): void {
  const keys = Object.keys(within);
  const key = keys[first % keys.length];
  if (key === undefined) return;
  const found: unknown = Reflect.get(within, key);
  if (rest.length > 0 && typeof found === 'object' && found !== null) return replace(found, rest, value);
  Reflect.set(within, key, value);
}
