// The run file keeps numbers to six digits, and rejects other files.
import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import { decodeRun, encodeRun } from '../../../../src/host/training/runFile.ts';
import type { Run } from '../../../../src/protocol/runs.ts';
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
        assert.equal(read.curves.points.length, written.curves.points.length);
        read.curves.points.forEach((point, at) => {
          const original = written.curves.points[at]!;
          assert.deepEqual([point.step, point.characters], [original.step, original.characters]);
          assert.ok(close(original.lossBits, point.lossBits) && close(original.updateRatio, point.updateRatio));
        });
      }),
    );
  });

  it('decodes nothing that is not a run', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.equal(decodeRun(bytes), undefined)));
    fc.assert(fc.property(fc.json(), (json) => assert.equal(decodeRun(new TextEncoder().encode(json)), undefined)));
  });
});
