import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutAt } from '../../../../src/completion/decide/candidate.ts';

describe('a candidate that is cut', () => {
  it('keeps the words up to there, and the probability of a word that is cut', () => {
    const words = [
      { end: 5, probability: 0.8 },
      { end: 9, probability: 0.5 },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (length) => {
        const cut = cutAt({ text: 'value + 1', words }, length);
        assert.equal(cut.text.length, length);
        assert.equal(cut.words.at(-1)!.end, length);
        assert.ok(cut.words.every(({ probability }, index) => probability === words[index]!.probability));
      }),
    );
  });
});
