// Whether confident predictions are right less often than they promise, and whether short words cost many bits.
import assert from 'node:assert/strict';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  afterByte,
  atBeginning,
  expectationOf,
  probabilityOf,
  type Unfamiliarity,
} from '../../../src/model/unfamiliarity.ts';

const random = xoroshiro128plus(1);

/** The first bytes have these probabilities. */
function distributionOf(...probabilities: readonly number[]): Float32Array {
  const distribution = new Float32Array(256).fill(1e-9);
  distribution.set(probabilities);
  return distribution;
}

/** After a byte that is no letter, and costs nothing. */
const afterPrediction = (before: Unfamiliarity, predicted: Float32Array, byte: number): Unfamiliarity =>
  afterByte(before, expectationOf(predicted), byte, 0);

/** After a text whose bytes are not expected. `bits`: of each word with the character after it. */
function afterWords(text: string, bits: number, before = atBeginning): Unfamiliarity {
  const open = { byte: 0, probability: 0 };
  const words = text.split(/(?<= )/u);
  return words.reduce<Unfamiliarity>((last, word) => {
    const bytes = new TextEncoder().encode(word);
    return bytes.reduce<Unfamiliarity>((after, byte) => afterByte(after, open, byte, bits / bytes.length), last);
  }, before);
}

/** A byte that follows the distribution. */
function draw(distribution: Float32Array): number {
  let left = uniformFloat64(random);
  return Math.max(
    0,
    distribution.findIndex((probability) => (left -= probability) < 0),
  );
}

/** The probability after each of `bytes` bytes. `predicted`: what the model predicts for bytes that follow `real`. */
function probabilitiesAfter(
  bytes: number,
  predicted: Float32Array,
  real: Float32Array,
  before = atBeginning,
): number[] {
  let unfamiliarity: Unfamiliarity = before;
  return Array.from({ length: bytes }, () => {
    unfamiliarity = afterPrediction(unfamiliarity, predicted, draw(real));
    return probabilityOf(unfamiliarity);
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the unfamiliarity of a text', () => {
  const certain = distributionOf(0.97, 0.01, 0.01, 0.01);
  const likely = distributionOf(0.6, 0.3, 0.07, 0.03);
  const open = distributionOf(0.25, 0.25, 0.25, 0.25);

  it('is small where the probabilities hold', () => {
    for (const real of [certain, likely]) assert.ok(mean(probabilitiesAfter(5000, real, real)) < 0.05);
  });

  it('is large where confident predictions are often wrong', () => {
    for (const predicted of [certain, likely])
      assert.ok(mean(probabilitiesAfter(5000, predicted, open).slice(100)) > 0.95);
  });

  it('changes its sign where predictions of 0.7 and more are right in 58 % of the cases', () => {
    const after = (right: number): number =>
      mean(probabilitiesAfter(5000, certain, distributionOf(right, 0.94 - right, 0.03, 0.03)).slice(1000));
    assert.ok(after(0.5) > 0.8, `${after(0.5)}`);
    assert.ok(after(0.66) < 0.2, `${after(0.66)}`);
  });

  it('stays as it is where nothing is predicted with confidence, as at rare words', () => {
    assert.deepEqual(new Set(probabilitiesAfter(100, open, certain)), new Set([probabilityOf(atBeginning)]));
  });

  it('is noticed within half a line after much familiar text, and forgotten within some lines', () => {
    const familiar = Array.from({ length: 1000 }).reduce<Unfamiliarity>(
      (last) => afterPrediction(last, certain, 0),
      atBeginning,
    );
    const [after, later] = [
      probabilitiesAfter(40, certain, open, familiar),
      probabilitiesAfter(300, certain, certain, { ofPredictions: 10, ofWords: 0 }),
    ];
    assert.ok(after.at(-1)! > 0.9);
    assert.ok(later.at(-1)! < 0.1);
  });

  it('grows where short words cost many bits, and falls where they cost few', () => {
    const german = ' Wir sind am Abend noch mal los und ';
    assert.ok(afterWords(german, 20).ofWords > 2);
    assert.ok(afterWords(german, 6).ofWords < -3);
    const after = (bits: number): number => probabilityOf(afterWords(german, bits));
    assert.ok(after(20) > 0.7);
    assert.ok(after(6) < 0.01);
  });

  it('counts words of two to five letters in a sentence only', () => {
    const changes = (text: string): boolean => afterWords(text, 20).ofWords !== 0;
    for (const text of [' an ', ' oder ', '("und" ', ' für ', ' тебе ', '\tnur, ', ' los!'])
      assert.ok(changes(text), text);
    const others = [' a ', ' Großmutter ', ' API ', ' x1 ', ' a-b ', ' maxAge ', ' _or ', ' in_ ', '/usr/ '];
    for (const text of others) assert.ok(!changes(text), text);
  });

  it('counts the first word of a document, and not the end of a word whose start is unknown', () => {
    assert.equal(afterWords('und ', 20).ofWords, 1);
    assert.equal(afterWords('und ', 20, { ...atBeginning, word: undefined }).ofWords, 0);
  });

  it('needs more than the words where predictions are right', () => {
    const familiar: Unfamiliarity = { ofPredictions: -8, ofWords: 0 };
    assert.ok(probabilityOf(afterWords(' wer hat was wo'.repeat(50), 30, familiar)) < 0.01);
  });
});
