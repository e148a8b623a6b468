import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenRuns } from '../../../../src/corpus/secrets/tokenRuns.ts';
import { createWordScanner } from '../../../../src/corpus/secrets/wordScanner.ts';
import { matchesAt } from '../../../../src/corpus/secrets/workLimit.ts';

describe('word scanner', () => {
  it('finds where every word begins, in both cases', () => {
    const words = ['pw', 'token', 'ключ'];
    const scan = createWordScanner([words, ['xy']]);
    const text = fc.array(fc.constantFrom('pw', 'PW', 'Token', 'ключ', 'x', ' ', '\n', '😀', 'to'), { maxLength: 20 });
    fc.assert(
      fc.property(text, (parts) => {
        // A word of two characters counts when something follows.
        const joined = `${parts.join('')}\n`;
        const names = scan(joined)[0]!;
        const expected = [...joined.matchAll(/pw|token|ключ/gi)].map(({ index }) => index);
        const missed = expected.filter((at) => !names.includes(at));
        assert.deepEqual(missed, []);
        assert.deepEqual(
          [...matchesAt(joined, /pw|token|ключ/iy, { starts: names, spend: () => true })].map(({ index }) => index),
          expected,
        );
      }),
    );
  });

  it('tells apart groups', () => {
    const scan = createWordScanner([['secret'], ['token']]);
    assert.deepEqual(scan('a secret token'), [[2], [9]]);
  });
});

describe('token runs', () => {
  it('are all runs of a length, as a regular expression finds them', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'Z', '9', '/', '_', ' ', 'é'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 8 }), (text, length) => {
        const expected = [...text.matchAll(new RegExp(`[A-Za-z0-9_+/-]{${length},}`, 'g'))];
        assert.deepEqual(
          tokenRuns(text, length),
          expected.map(({ index, 0: run }) => ({ start: index, end: index + run.length })),
        );
      }),
    );
  });
});
