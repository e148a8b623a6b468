import assert from 'node:assert/strict';
import { collectWords } from '../../../src/completion/candidates.ts';
import type { Prediction } from '../../../src/model/languageModel.ts';
import { classOf } from '../../../src/model/characterClass.ts';

/** A prediction for each character. The remaining probability goes to the class of the character before. */
function predictions(text: string, probabilities: number[]): Prediction[] {
  let before = 'blank';
  return Array.from(text, (character, index) => {
    const probability = probabilities[index] ?? 1;
    const classes = { letter: 0, ideograph: 0, mark: 0, blank: 0, [before]: 1 - probability };
    const found = classOf(character);
    classes[found] += probability;
    before = found;
    return { character, probability, classes };
  });
}

/** Adds `text` after the first word "ab", until no further word can pass. */
function run(
  text: string,
  probabilities: number[],
  settings = { firstWord: 0.5, nextWord: 0.5, nextLine: 0 },
  first = 1,
) {
  const gate = collectWords(settings, { text: 'ab', probability: first });
  let read = 0;
  for (const prediction of predictions(text, probabilities)) {
    read++;
    if (!gate.add(prediction)) break;
  }
  return { ...gate.candidate(), read };
}

describe('the words that continue a first word', () => {
  it('passes a further word that is complete and probable enough', () => {
    const { text, words } = run(' const x', [1, 0.9, 0.9, 1, 1, 1, 0.8]);
    assert.equal(text, 'ab const');
    assert.ok(Math.abs(words[1]!.probability - 0.9 * 0.9 * 0.8) < 1e-9, 'the probability includes that the word ends');
  });

  it('passes the first word, and no word whose end is unknown', () => {
    assert.equal(run(' const', []).text, 'ab');
  });

  it('stops as soon as no further word can pass', () => {
    assert.equal(run(' const x = 1', [1, 0.9, 0.5]).read, 3);
  });

  it('stops where the word probably continues', () => {
    assert.equal(run(' const x', [1, 1, 1, 1, 1, 1, 0.4]).read, 7);
  });

  it('continues while the next word is probable given the words before it', () => {
    const continuing = [1, 0.9, 0.9, 1, 0.9, 1, 1, 0.4];
    assert.equal(run(' bc de fg ', continuing).text, 'ab bc de');
    assert.equal(run(' bc de fg ', continuing, undefined, 0.3).text, 'ab bc de');
  });

  it('requires more of a word after more words, and of a shorter word', () => {
    const any = { firstWord: 0, nextWord: 0, nextLine: 0 };
    const last = (word: string, probability: number) =>
      run(` bb cc dd ${word} `, [...Array.from(' bb cc dd', () => 1), 1, probability], any).text;
    assert.equal(last('ee', 0.4), 'ab bb cc dd');
    assert.equal(last('ee', 0.6), 'ab bb cc dd ee');
    assert.equal(last('eeeeeeeee', 0.4), 'ab bb cc dd eeeeeeeee');
  });

  it('has a separate threshold for a word on another line', () => {
    const text = (nextLine: number) => run('\ncd ', [1, 0.6], { firstWord: 0.3, nextWord: 0, nextLine }).text;
    assert.equal(text(0.5), 'ab\ncd');
    assert.equal(text(0.7), 'ab');
  });

  it('passes ideographs one by one', () => {
    const { text, words } = run('中文，', [0.9, 0.8]);
    assert.equal(text, 'ab中文');
    const ends = words.map(({ end }) => end);
    assert.deepEqual(ends, [2, 3, 4]);
  });

  it('treats a run of punctuation as a word', () => {
    assert.equal(run('();\n', []).text, 'ab();');
  });
});
