import assert from 'node:assert/strict';
import { cpuMs } from '../cpuMs.ts';
import { createWordCompletion, wordCompletionAfter, wordCompletionSavings } from '../../../src/model/wordCompletion.ts';

describe('word completion', () => {
  it('accepts the most recent word with the prefix for one key', () => {
    const words = createWordCompletion();
    words.learn('river rivulet ');
    assert.equal(words.keystrokesFor('rivulet'), 2);
    assert.equal(createWordCompletion().keystrokesFor('rivulet'), 7);
  });

  it('needs a keystroke for every character outside words', () => {
    assert.equal(createWordCompletion().keystrokesFor('  => 😀\n'), 7);
  });

  it('learns the words of the text as it goes', () => {
    const { saved } = wordCompletionSavings([], [{ text: 'constellation constellation' }]);
    assert.ok(Math.abs(saved - (1 - 16 / 27)) < 1e-9);
  });

  it('learns a word at the end of a text', () => {
    assert.equal(wordCompletionAfter([{ path: 'a', text: 'river' }]).keystrokesFor('river'), 2);
  });

  it('predicts the next character of the matching word with certainty', () => {
    const words = wordCompletionAfter([{ path: 'a', text: 'river rivulet größer' }]);
    words.read('see riv');
    const predicted = words.predict(3).map(({ character, probability }) => [character, probability]);
    assert.deepEqual(predicted, [['u', 1]]);
    const state = words.save();
    words.read('ulet gr');
    assert.equal(words.predict(1)[0]?.character, 'ö');
    words.restore(state);
    assert.equal(words.predict(1)[0]?.character, 'u');
    words.read('x');
    assert.deepEqual(words.predict(1), []);
  });

  it('keeps a limited number of words, the newest ones', () => {
    const words = createWordCompletion(3);
    const nextAfter = (start: string): string | undefined => {
      words.read(` ${start}`);
      return words.predict(1)[0]?.character;
    };
    words.learn('one two ');
    assert.equal(nextAfter('o'), 'n');
    words.learn(' big cat ');
    assert.deepEqual([nextAfter('o'), nextAfter('b')], [undefined, 'i']);
  });

  it('learns no run of letters that is longer than a word, in a time that grows with its length', async () => {
    const run = 'é'.repeat(50_000);
    const words = createWordCompletion();
    const ms = await cpuMs(async () => {
      words.learn(`${run} `);
      words.read(run);
    });
    assert.ok(ms < 1000, `${ms} ms`);
    assert.deepEqual(words.predict(1), []);
    assert.equal(words.keystrokesFor(run), run.length);
  });

  it('needs no bits for predicted characters', () => {
    const words = wordCompletionAfter([{ path: 'a', text: 'river' }]);
    words.read('r');
    assert.equal(words.learn('iver'), 0);
    assert.equal(words.learn('!'), Infinity);
  });
});
