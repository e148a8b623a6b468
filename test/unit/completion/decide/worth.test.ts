import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  expectedKeysSaved,
  expectedNetSeconds,
  keysWhileReading,
  worthReading,
} from '../../../../src/completion/decide/worth.ts';
import type { UserParameters } from '../../../../src/completion/request.ts';

const user = fc.record({
  charactersPerSecond: fc.double({ min: 1, max: 15, noNaN: true }),
  reactionSeconds: fc.double({ min: 0, max: 2, noNaN: true }),
  readingSeconds: fc.double({ min: 0, max: 0.1, noNaN: true }),
});

/** Words of one to ten units with falling probabilities. */
const words = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((steps) => {
    let [end, probability] = [0, 1];
    return steps.map(([length, share]) => ({ end: (end += length), probability: (probability *= share) }));
  });

const typing = 'a word ';
const within = 'a wor';

describe('the worth of a suggestion to a user who types on', () => {
  it('is the typing time of what is left when they have read it, less one key', () => {
    const certain = [{ end: 30, probability: 1 }];
    assert.equal(expectedKeysSaved(certain), 29);
    assert.equal(expectedKeysSaved(certain, 6), 23);
    const parameters = { charactersPerSecond: 5, reactionSeconds: 0.3, readingSeconds: 0.02 };
    // They type for 0.1 + 0.3 + 0.6 seconds, the first key half an interval after the suggestion appears.
    assert.ok(Math.abs(keysWhileReading(30, parameters, within) - (5 - 0.5)) < 1e-9);
    assert.ok(Math.abs(expectedNetSeconds(certain, parameters, within) - (29 - 4.5) / 5) < 1e-9);
  });

  it('counts one key per word for the part that is correct, and nothing for words that are typed already', () => {
    const half = [
      { end: 4, probability: 1 },
      { end: 12, probability: 0.5 },
    ];
    assert.equal(expectedKeysSaved(half), 0.5 * 3 + 0.5 * 11);
    assert.equal(expectedKeysSaved(half, 5), 0.5 * 6);
    assert.equal(expectedKeysSaved(half, 0, 0), 0.5 * 11, 'a user who accepts the whole alone');
  });

  it('is never less for a user who reads faster or reacts faster', () => {
    fc.assert(
      fc.property(words, user, fc.double({ min: 0, max: 1, noNaN: true }), (found, slow, share) => {
        const net = expectedNetSeconds(found, slow, typing);
        const read = { ...slow, readingSeconds: slow.readingSeconds * share };
        const react = { ...slow, reactionSeconds: slow.reactionSeconds * share };
        assert.ok(expectedNetSeconds(found, read, typing) >= net - 1e-9);
        assert.ok(expectedNetSeconds(found, react, typing) >= net - 1e-9);
      }),
    );
  });

  it('is nothing where they type past it, and more after a pause', () => {
    const word = [{ end: 6, probability: 0.95 }];
    const fast: UserParameters = { charactersPerSecond: 9, reactionSeconds: 0.4, readingSeconds: 0.03 };
    assert.ok(expectedNetSeconds(word, fast, within) <= 0);
    const slow = { ...fast, charactersPerSecond: 3 };
    assert.ok(expectedNetSeconds(word, slow, within) > 0);
    assert.ok(expectedNetSeconds(word, slow, 'a line\n') > expectedNetSeconds(word, slow, within));
    assert.equal(expectedNetSeconds([], slow, within), 0);
  });

  it('shows the part that is worth most, all to an unknown user, and nothing that comes too late', () => {
    const text = 'several words of a long suggestion';
    const candidate = {
      text,
      words: [
        { end: 7, probability: 0.9 },
        { end: 13, probability: 0.85 },
        { end: 34, probability: 0.8 },
      ],
    };
    const fast: UserParameters = { charactersPerSecond: 9, reactionSeconds: 0.4, readingSeconds: 0.03 };
    assert.equal(worthReading(candidate, fast, within)?.text, text);
    assert.equal(worthReading(candidate, undefined, within), candidate);
    const short = { text: 'several', words: candidate.words.slice(0, 1) };
    assert.equal(worthReading(short, fast, within), undefined);
    const [first, ...others] = candidate.words;
    const doubtful = { text, words: [first!, ...others.map(({ end }) => ({ end, probability: 0.01 }))] };
    assert.equal(worthReading(doubtful, { ...fast, charactersPerSecond: 3 }, 'x\n')?.text, 'several');
  });

  it('asks for the same gain in keys at any speed, so that fast users see what saves them little time', () => {
    const text = 'a long word';
    for (const charactersPerSecond of [3, 6, 8]) {
      const user: UserParameters = { charactersPerSecond, reactionSeconds: 0.3, readingSeconds: 0.01 };
      const candidates = [0.05, 0.1, 0.15, 0.2, 0.3, 0.5].map((probability) => ({
        text,
        words: [{ end: text.length, probability }],
      }));
      const gains = candidates.map(({ words }) => expectedNetSeconds(words, user, within) * charactersPerSecond);
      const isShown = candidates.map((candidate) => worthReading(candidate, user, within) !== undefined);
      assert.ok(isShown.includes(true) && isShown.includes(false), `${gains}`);
      for (const [index, gain] of gains.entries()) assert.equal(isShown[index], gain >= 0.35, `${gain}`);
    }
  });
});
