import assert from 'node:assert/strict';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { mean, quantile } from 'simple-statistics';
import { acceptedRest, intervalsOf, lookAt, typingSpeeds } from '../../../../src/completion/simulate/simulatedUser.ts';

const text = 'The quick brown fox jumps over the lazy dog, and rests.\nconst answer = compute(question);\n'.repeat(60);

const looks = (length: number) => {
  const random = xoroshiro128plus(1);
  return Array.from({ length: 4000 }, () => lookAt(length, 1000, random));
};

describe('the simulated user', () => {
  it('needs the mean interval of their speed per key', () => {
    for (const msPerKey of typingSpeeds) {
      const found = mean([...intervalsOf(text, msPerKey, xoroshiro128plus(1))]);
      assert.ok(Math.abs(found / msPerKey - 1) < 0.05, `${found} ms instead of ${msPerKey}`);
    }
  });

  it('pauses before words, after punctuation and most before lines', () => {
    const intervals = intervalsOf(text, 240, xoroshiro128plus(1));
    const meanBefore = (pattern: RegExp) =>
      mean([...text.matchAll(pattern)].map(({ index, 0: found }) => intervals[index + found.length]!));
    const [letter, word, clause, line] = [/[a-z](?=[a-z])/gu, /[a-z] (?=[a-z])/gu, /, (?=a)/gu, /\n(?=[Tc])/gu].map(
      meanBefore,
    );
    assert.ok(letter! < word! && word! < clause! && clause! < line!, `${letter} ${word} ${clause} ${line}`);
  });

  it('types the same with the same random numbers', () => {
    assert.deepEqual(intervalsOf(text, 150, xoroshiro128plus(7)), intervalsOf(text, 150, xoroshiro128plus(7)));
  });

  it('notices a suggestion sooner the longer it is, and more probably the longer it is visible', () => {
    const noticedWithin = (length: number, ms: number) =>
      looks(length).filter(({ noticedMs }) => noticedMs <= 1000 + ms).length / 4000;
    assert.ok(Math.abs(noticedWithin(8, 100) - 0.5) < 0.03);
    assert.ok(noticedWithin(2, 100) < noticedWithin(4, 100) && noticedWithin(4, 100) < noticedWithin(8, 100));
    assert.ok(noticedWithin(8, 100) < noticedWithin(8, 300));
  });

  it('reacts between 150 and 500 ms after noticing, and reads longer suggestions for longer', () => {
    const reactions = (length: number) => looks(length).map(({ noticedMs, decidedMs }) => decidedMs - noticedMs);
    const short = reactions(1);
    assert.ok(quantile(short, 0.025) > 150 && quantile(short, 0.975) < 570);
    assert.ok(mean(reactions(20)) - mean(short) > 500);
  });

  it('accepts what is left only if it saves keys', () => {
    assert.equal(acceptedRest('n', 'own text', 2), undefined);
    assert.deepEqual(acceptedRest('n text', 'own text', 2), {
      keys: 1,
      length: 6,
      firstWordCorrect: true,
      allCorrect: true,
    });
    assert.equal(acceptedRest('ther', 'own text', 1), undefined);
  });
});
