import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calibrateThresholds, lowestThreshold } from '../../../../src/completion/calibrate/calibrateThresholds.ts';
import { defaultThresholds } from '../../../../src/completion/decide/threshold.ts';
import { caretIn, recordedLimits, type RecordedText } from '../../../../src/completion/calibrate/recordedText.ts';
import type { Candidate } from '../../../../src/completion/decide/candidate.ts';
import {
  emptyTally,
  precisionOf,
  keystrokesSaved,
  sumOf,
  tallyOf,
} from '../../../../src/completion/calibrate/typeRecording.ts';
import { wordsOf } from '../../../../src/completion/fit/words.ts';

/** A candidate with the probability that it is correct up to the end of each word. */
function candidate(text: string, ...probabilities: number[]): Candidate {
  let end = 0;
  return {
    text,
    words: wordsOf(text).map((word, index) => ({
      end: (end += word.length),
      probability: probabilities[index] ?? 0.5,
    })),
  };
}

/** Types a text with suggestions whose first word has at least this probability. */
function typed(recorded: RecordedText, firstWord = 0, nextWord = 0) {
  const required = { firstWord, nextWord, nextLine: 0 };
  return tallyOf(recorded, {
    situationAt: (at) => ({ caret: caretIn(recorded.text, at), limits: recordedLimits, required }),
  });
}

describe('typing a recorded text', () => {
  it('costs one key per character without suggestions', () => {
    const tally = typed({ text: 'a😀b', candidates: [] });
    assert.deepEqual({ ...tally }, { ...emptyTally, characters: 3, keys: 3 });
    assert.equal(keystrokesSaved(tally), 0);
  });

  it('costs one key for a suggestion that is all correct', () => {
    const tally = typed({ text: 'const x', candidates: [, , [candidate('nst x')]] as [] });
    assert.equal(tally.keys, 3);
    assert.equal(tally.allCorrect, 1);
    assert.equal(precisionOf(tally), 1);
  });

  it('counts wrong suggestions', () => {
    const tally = typed({ text: 'const x', candidates: [, , [candidate('py')], [candidate('tatic')]] as [] });
    assert.equal(tally.keys, 7);
    assert.equal(tally.shown, 2);
    assert.equal(precisionOf(tally), 0);
  });

  it('excludes a rejected word after the user typed something else, and accepts the next one', () => {
    const found = [[candidate('thus', 0.5)], [], [], [candidate('us', 0.6), candidate('re', 0.3)]];
    const tally = typed({ text: 'there', candidates: found }, 0.4);
    assert.deepEqual([tally.shown, tally.firstWordCorrect, tally.keys], [2, 0, 5], 'another word has the same rest');
    const repeated = [[candidate('other', 0.5)], [candidate('other', 0.45), candidate('here', 0.4)]];
    const other = typed({ text: 'there', candidates: repeated }, 0.38);
    assert.deepEqual([other.shown, other.firstWordCorrect, other.keys], [2, 1, 2]);
  });

  it('keeps a suggestion while the user types along with it', () => {
    const found = [[candidate('the', 0.5)], [candidate('here', 0.9)], [], [candidate('re', 0.9)]];
    const tally = typed({ text: 'there', candidates: found });
    assert.deepEqual([tally.shown, tally.firstWordCorrect, tally.keys], [2, 1, 4], 'all of it is typed');
    const partly = typed({ text: 'that', candidates: [[candidate('the', 0.5)], [], [candidate('at')]] });
    assert.deepEqual([partly.shown, partly.keys], [1, 4], 'until another character is typed');
  });

  it('keeps the rest of a suggestion after its correct words are accepted', () => {
    const found: Candidate[][] = [
      [candidate('an the', 0.9, 0.5)],
      [],
      [candidate(' the', 0.6), candidate(' there', 0.3)],
    ];
    const tally = typed({ text: 'an there', candidates: found }, 0.4);
    assert.deepEqual([tally.keys, tally.shown, tally.firstWordCorrect], [7, 1, 1]);
  });

  it('cuts a candidate where the gate does', () => {
    const recorded = { text: 'const x = 1', candidates: [[candidate('const x = 2', 0.6, 0.5, 0.1, 0.05)]] };
    assert.equal(typed(recorded, 0.7).shown, 0);
    assert.equal(typed(recorded, 0.5, 0.5).acceptedLength, 7);
  });

  it('never costs more keys than characters, for any candidates', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', '😀', '\n'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(text), (truth, others) => {
        const candidates = others.filter((other) => other.trim() !== '').map((other) => [candidate(other)]);
        const { keys, characters } = typed({ text: truth, candidates });
        assert.ok(keys <= characters);
        assert.equal(characters, Array.from(truth).length);
      }),
    );
  });

  it('adds tallies', () => {
    const tally = typed({ text: 'ab', candidates: [] });
    assert.deepEqual(sumOf([tally, tally]).keys, 4);
  });
});

describe('threshold calibration', () => {
  /** 400 words with a candidate after their first letter. The share that is correct is `probability` times `honesty`. */
  const texts = (honesty: number) =>
    Array.from({ length: 400 }, (_, word) => {
      const probability = word / 400;
      const right = (word * 37) % 400 < 400 * probability * honesty;
      return { text: 'word ', candidates: [, [candidate(right ? 'ord' : 'ide', probability)]] as [] };
    });
  const overconfident = calibrateThresholds(texts(0.8));

  it('finds thresholds that keep the promised precision', () => {
    const { eager, balanced, quiet } = overconfident;
    assert.ok(eager <= balanced && balanced < quiet);
    const right = (threshold: number) => precisionOf(sumOf(texts(0.8).map((text) => typed(text, threshold, 0.3))));
    assert.ok(right(balanced) >= 0.5 && right(quiet) >= 0.7);
  });

  it('lowers the thresholds for an underconfident model', () => {
    const underconfident = calibrateThresholds(texts(1.3));
    assert.ok(underconfident.balanced < overconfident.balanced);
    assert.ok(underconfident.eager >= lowestThreshold);
  });

  it('keeps the defaults if there are too few suggestions', () => {
    assert.equal(calibrateThresholds(texts(1).slice(0, 10)), defaultThresholds);
    assert.equal(calibrateThresholds([]), defaultThresholds);
  });
});
