import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calibrated, leastThreshold } from '../../../src/completion/calibration.ts';
import { defaultThresholds } from '../../../src/completion/eagerness.ts';
import type { Passed } from '../../../src/completion/gate.ts';
import { added, nothingTyped, precisionOf, savedOf, typed } from '../../../src/completion/typing.ts';
import { wordsOf } from '../../../src/completion/words.ts';

/** A guess whose words have these probabilities of being right so far. */
function guess(text: string, ...probabilities: number[]): Passed {
  let end = 0;
  return {
    text,
    words: wordsOf(text).map((word, index) => ({
      end: (end += word.length),
      probability: probabilities[index] ?? 0.5,
    })),
  };
}

const all = () => ({ show: 0, extend: 0, overLine: 0 });

describe('a text typed with guesses', () => {
  it('costs a key a character without any', () => {
    const tally = typed({ text: 'a😀b', guesses: [] }, all);
    assert.deepEqual({ ...tally }, { ...nothingTyped, characters: 3, keys: 3 });
    assert.equal(savedOf(tally), 0);
  });

  it('costs one key for a guess that is all right', () => {
    const tally = typed({ text: 'const x', guesses: [, , [guess('nst x')]] as [] }, all);
    assert.equal(tally.keys, 3);
    assert.equal(tally.wholeRight, 1);
    assert.equal(precisionOf(tally), 1);
  });

  it('counts what is shown and wrong', () => {
    const tally = typed({ text: 'const x', guesses: [, , [guess('py')], [guess('tatic')]] as [] }, all);
    assert.equal(tally.keys, 7);
    assert.equal(tally.shown, 2);
    assert.equal(precisionOf(tally), 0);
  });

  it('sees that what was not taken is not meant, and takes the next', () => {
    const found = [[guess('the', 0.5)], [guess('he', 0.6), guess('here', 0.3)]];
    const tally = typed({ text: 'there', guesses: found }, () => ({ show: 0.4, extend: 0, overLine: 0 }));
    assert.deepEqual([tally.shown, tally.firstWordRight, tally.keys], [2, 1, 2]);
    const strict = typed({ text: 'there', guesses: found }, () => ({ show: 0.47, extend: 0, overLine: 0 }));
    assert.deepEqual([strict.shown, strict.keys], [1, 5], 'it did not suggest the first, which is not ruled out then');
  });

  it('knows nothing before a key tells', () => {
    const found: Passed[][] = [[guess('an the', 0.9, 0.5)], [], [guess(' the', 0.6), guess(' there', 0.3)]];
    const tally = typed({ text: 'an there', guesses: found }, () => ({ show: 0.4, extend: 0, overLine: 0 }));
    assert.deepEqual([tally.keys, tally.shown, tally.firstWordRight], [7, 2, 1]);
  });

  it('sees no more of a guess than the gate lets through', () => {
    const recorded = { text: 'const x = 1', guesses: [[guess('const x = 2', 0.6, 0.5, 0.1, 0.05)]] };
    assert.equal(typed(recorded, () => ({ show: 0.7, extend: 0, overLine: 0 })).shown, 0);
    assert.equal(typed(recorded, () => ({ show: 0.5, extend: 0.5, overLine: 0 })).taken, 7);
  });

  it('never costs more keys than characters, whatever is guessed', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', '😀', '\n'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(text), (truth, wild) => {
        const guesses = wild.filter((other) => other.trim() !== '').map((other) => [guess(other)]);
        const { keys, characters } = typed({ text: truth, guesses }, all);
        assert.ok(keys <= characters);
        assert.equal(characters, Array.from(truth).length);
      }),
    );
  });

  it('adds up', () => {
    const tally = typed({ text: 'ab', guesses: [] }, all);
    assert.deepEqual(added(tally, tally).keys, 4);
  });
});

describe('calibration', () => {
  /** Four hundred words, each guessed at its first letter: right as often as `probability` says, times `honesty`. */
  const texts = (honesty: number) =>
    Array.from({ length: 400 }, (_, word) => {
      const probability = word / 400;
      const right = (word * 37) % 400 < 400 * probability * honesty;
      return { text: 'word ', guesses: [, [guess(right ? 'ord' : 'ide', probability)]] as [] };
    });

  it('finds the thresholds that keep the promise', () => {
    const { eager, balanced, quiet } = calibrated(texts(0.8));
    assert.ok(eager <= balanced && balanced < quiet);
    const right = (threshold: number) => {
      const tally = texts(0.8)
        .map((text) => typed(text, () => ({ show: threshold, extend: 0.3, overLine: 0 })))
        .reduce(added, nothingTyped);
      return precisionOf(tally);
    };
    assert.ok(right(balanced) >= 0.5 && right(quiet) >= 0.7);
  });

  it('asks for less from a model that is more modest than it need be', () => {
    assert.ok(calibrated(texts(1.3)).balanced < calibrated(texts(0.8)).balanced);
    assert.ok(calibrated(texts(1.3)).eager >= leastThreshold);
  });

  it('keeps the defaults where there is too little to go by', () => {
    assert.equal(calibrated(texts(1).slice(0, 10)), defaultThresholds);
    assert.equal(calibrated([]), defaultThresholds);
  });
});
