// A short run of `npm run bench:fuzz`.
import assert from 'node:assert/strict';
import { fuzz } from '../../../bench/reliability/fuzz/run.ts';

describe('fuzzing', () => {
  it('finds no input that makes a parser fail in another way than with a plain error', async () => {
    const { runs, coverage, findings } = await fuzz(6);
    assert.deepEqual(findings, []);
    // Fewer would mean that the parsers were not instrumented, or not reached.
    assert.ok(runs > 50 && coverage > 1000, `${runs} runs, coverage ${coverage}`);
  });
});
