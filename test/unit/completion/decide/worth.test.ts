import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expectedKeysSaved, expectedNetSeconds } from '../../../../src/completion/decide/worth.ts';
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

const freeReading: UserParameters = { charactersPerSecond: 5, reactionSeconds: 0, readingSeconds: 0 };

describe('net time', () => {
  it('of a certain suggestion is its typing time less one key and the time to read it', () => {
    const certain = [{ end: 11, probability: 1 }];
    assert.equal(expectedKeysSaved(certain), 10);
    const parameters = { charactersPerSecond: 5, reactionSeconds: 0.3, readingSeconds: 0.04 };
    assert.ok(Math.abs(expectedNetSeconds(certain, parameters) - (2 - 0.3 - 0.44)) < 1e-12);
  });

  it('counts one key per word for the part that is correct', () => {
    const half = [
      { end: 4, probability: 1 },
      { end: 12, probability: 0.5 },
    ];
    assert.equal(expectedKeysSaved(half), 0.5 * 3 + 0.5 * 11);
  });

  it('is the expectation over the ends of the correct part', () => {
    fc.assert(
      fc.property(words, (found) => {
        const ends = found.map(({ probability }, index) => probability - (found[index + 1]?.probability ?? 0));
        const saved = found.reduce(
          (sum, { end }, index) => sum + ends[index]! * (end - (index === found.length - 1 ? 1 : index + 1)),
          0,
        );
        assert.ok(Math.abs(expectedKeysSaved(found) - saved) < 1e-9);
      }),
    );
  });

  it('is never less for a user who reads faster, reacts faster or types slower', () => {
    fc.assert(
      fc.property(words, user, fc.double({ min: 0, max: 1, noNaN: true }), (found, slow, share) => {
        const net = expectedNetSeconds(found, slow);
        const read = { ...slow, readingSeconds: slow.readingSeconds * share };
        const react = { ...slow, reactionSeconds: slow.reactionSeconds * share };
        assert.ok(expectedNetSeconds(found, read) >= net - 1e-9);
        assert.ok(expectedNetSeconds(found, react) >= net - 1e-9);
      }),
    );
  });

  it('is positive for a user who reads in no time, unless undoing costs more than is saved', () => {
    assert.ok(expectedNetSeconds([{ end: 5, probability: 0.3 }], freeReading) > 0);
    assert.ok(expectedNetSeconds([{ end: 1, probability: 0.9 }], freeReading) < 0);
    assert.equal(expectedNetSeconds([], freeReading), 0);
  });
});
