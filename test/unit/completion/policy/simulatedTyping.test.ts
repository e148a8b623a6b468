import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calibrateThresholds, lowestThreshold } from '../../../../src/completion/policy/calibrateThresholds.ts';
import { defaultThresholds } from '../../../../src/completion/policy/confidence.ts';
import type { Candidate } from '../../../../src/completion/policy/confidenceGate.ts';
import {
  addTallies,
  emptyTally,
  precisionOf,
  keystrokesSaved,
  simulateTyping,
} from '../../../../src/completion/policy/simulatedTyping.ts';
import { wordsOf } from '../../../../src/completion/text/words.ts';

/** A guess whose words have these probabilities of being right so far. */
function guess(text: string, ...probabilities: number[]): Candidate {
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
    const tally = simulateTyping({ text: 'a😀b', guesses: [] }, all);
    assert.deepEqual({ ...tally }, { ...emptyTally, characters: 3, keys: 3 });
    assert.equal(keystrokesSaved(tally), 0);
  });

  it('costs one key for a guess that is all right', () => {
    const tally = simulateTyping({ text: 'const x', guesses: [, , [guess('nst x')]] as [] }, all);
    assert.equal(tally.keys, 3);
    assert.equal(tally.allCorrect, 1);
    assert.equal(precisionOf(tally), 1);
  });

  it('counts what is shown and wrong', () => {
    const tally = simulateTyping({ text: 'const x', guesses: [, , [guess('py')], [guess('tatic')]] as [] }, all);
    assert.equal(tally.keys, 7);
    assert.equal(tally.shown, 2);
    assert.equal(precisionOf(tally), 0);
  });

  it('sees that what was not taken is not meant, and takes the next', () => {
    const found = [[guess('the', 0.5)], [guess('he', 0.6), guess('here', 0.3)]];
    const tally = simulateTyping({ text: 'there', guesses: found }, () => ({ show: 0.4, extend: 0, overLine: 0 }));
    assert.deepEqual([tally.shown, tally.firstWordCorrect, tally.keys], [2, 1, 2]);
    const strict = simulateTyping({ text: 'there', guesses: found }, () => ({ show: 0.47, extend: 0, overLine: 0 }));
    assert.deepEqual([strict.shown, strict.keys], [1, 5], 'it did not suggest the first, which is not ruled out then');
  });

  it('knows nothing before a key tells', () => {
    const found: Candidate[][] = [[guess('an the', 0.9, 0.5)], [], [guess(' the', 0.6), guess(' there', 0.3)]];
    const tally = simulateTyping({ text: 'an there', guesses: found }, () => ({ show: 0.4, extend: 0, overLine: 0 }));
    assert.deepEqual([tally.keys, tally.shown, tally.firstWordCorrect], [7, 2, 1]);
  });

  it('sees no more of a guess than the gate lets through', () => {
    const recorded = { text: 'const x = 1', guesses: [[guess('const x = 2', 0.6, 0.5, 0.1, 0.05)]] };
    assert.equal(simulateTyping(recorded, () => ({ show: 0.7, extend: 0, overLine: 0 })).shown, 0);
    assert.equal(simulateTyping(recorded, () => ({ show: 0.5, extend: 0.5, overLine: 0 })).acceptedLength, 7);
  });

  it('never costs more keys than characters, whatever is guessed', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', '😀', '\n'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(text), (truth, wild) => {
        const guesses = wild.filter((other) => other.trim() !== '').map((other) => [guess(other)]);
        const { keys, characters } = simulateTyping({ text: truth, guesses }, all);
        assert.ok(keys <= characters);
        assert.equal(characters, Array.from(truth).length);
      }),
    );
  });

  it('adds up', () => {
    const tally = simulateTyping({ text: 'ab', guesses: [] }, all);
    assert.deepEqual(addTallies(tally, tally).keys, 4);
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
    const { eager, balanced, quiet } = calibrateThresholds(texts(0.8));
    assert.ok(eager <= balanced && balanced < quiet);
    const right = (threshold: number) => {
      const tally = texts(0.8)
        .map((text) => simulateTyping(text, () => ({ show: threshold, extend: 0.3, overLine: 0 })))
        .reduce(addTallies, emptyTally);
      return precisionOf(tally);
    };
    assert.ok(right(balanced) >= 0.5 && right(quiet) >= 0.7);
  });

  it('asks for less from a model that is more modest than it need be', () => {
    assert.ok(calibrateThresholds(texts(1.3)).balanced < calibrateThresholds(texts(0.8)).balanced);
    assert.ok(calibrateThresholds(texts(1.3)).eager >= lowestThreshold);
  });

  it('keeps the defaults where there is too little to go by', () => {
    assert.equal(calibrateThresholds(texts(1).slice(0, 10)), defaultThresholds);
    assert.equal(calibrateThresholds([]), defaultThresholds);
  });
});
