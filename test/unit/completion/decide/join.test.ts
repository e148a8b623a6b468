// The gate that judges whether the text after the caret follows on a suggestion.
import assert from 'node:assert/strict';
import type { Candidate } from '../../../../src/completion/decide/candidate.ts';
import type { Situation } from '../../../../src/completion/decide/gates.ts';
import { addedBitsAt, addedBitsOf } from '../../../../src/completion/decide/join.ts';
import { wordsOf } from '../../../../src/completion/fit/words.ts';
import type { MeasuringModel } from '../../../../src/model/languageModel.ts';
import { decideOn } from './decideOn.ts';

const limits = { maxCharacters: 200, multiline: true };
const caret = { before: 'he said it quickly', after: ' as men do' };

function candidateOf(text: string): Candidate {
  let end = 0;
  return { text, words: wordsOf(text).map((word) => ({ end: (end += word.length), probability: 0.9 })) };
}

const decidedOn = (text: string, situation: Partial<Situation>) => decideOn(candidateOf(text), { caret, ...situation });

/** Reads text. A text costs 1 bit a character after a text that is named, and 2 after any other. */
function modelAfter(...named: readonly string[]) {
  let read = '';
  const measured: string[] = [];
  const model: MeasuringModel<string> = {
    begin: () => (read = ''),
    learn: () => 0,
    read: (text) => (read += text),
    predict: () => [],
    save: () => read,
    restore: (state) => (read = state),
    measure: (text) => {
      measured.push(text);
      const bits = (named.includes(read) ? 1 : 2) * text.length;
      read += text;
      return bits;
    },
  };
  return { model, measured, read: () => read };
}

describe('the gate for the text after the caret', () => {
  it('passes a suggestion that makes the text after it hardly less probable', () => {
    assert.equal(decidedOn(' and kindly', { addedBits: () => 4 }).shown?.text, ' and kindly');
    assert.equal(decidedOn(' and kindly', {}).shown?.text, ' and kindly', 'nothing is judged');
  });

  it('cuts it to the longest words with which it is', () => {
    const added: Record<string, number> = { ' and kindly then': 5, ' and kindly': -1, ' and': -2 };
    const asked: string[] = [];
    const addedBits = (text: string) => (asked.push(text), added[text]);
    const { shown } = decidedOn(' and kindly then', { addedBits });
    assert.deepEqual([shown?.text, shown?.words.length], [' and kindly', 2]);
    assert.deepEqual(asked, [' and kindly then', ' and kindly']);
  });

  it('refuses it if there are no such words', () => {
    assert.deepEqual(decidedOn(' and kindly', { addedBits: () => 5 }).refusal, { gate: 'join', text: ' and kindly' });
  });

  it('judges nothing at the end of a line, and no word that replaces another one by a rule', () => {
    const addedBits = () => 5;
    assert.equal(decidedOn(' and', { addedBits, caret: { before: 'x', after: ').\n' } }).shown?.text, ' and');
    assert.equal(decidedOn('13', { addedBits, proposed: { text: '13', probability: 0.95 } }).shown?.text, '13');
  });
});

describe('the bits that an insertion adds', () => {
  it('compares the text after the caret with and without it', () => {
    const { model, measured, read } = modelAfter(caret.before, `${caret.before} and`);
    model.read(caret.before);
    const addedBits = addedBitsAt(model, { ...caret, after: ' as men and many others do' })!;
    model.read(' a trial');
    assert.equal(addedBits(' and'), 0);
    assert.equal(addedBits(' or'), 12);
    assert.deepEqual(measured, Array(3).fill(' as men and '), 'a short text, and without an insertion once');
    assert.equal(read(), `${caret.before} a trial`, 'the model is back in its state');
  });

  it('are unknown where the text after the caret does not follow yet', () => {
    const { model } = modelAfter();
    model.read(caret.before);
    const addedBits = addedBitsAt(
      { ...model, measure: (text) => 3 * text.length },
      { ...caret, after: 'a long text' },
    )!;
    assert.equal(addedBits(' and'), undefined);
    assert.equal(addedBitsOf([candidateOf(' and')], caret, limits, addedBits)!.size, 0);
  });

  it('are unknown at the end of a line', () => {
    assert.equal(addedBitsAt(modelAfter().model, { before: 'f(x', after: ');\nnext' }), undefined);
  });

  it('are recorded for all that the gate may ask', () => {
    const asked: string[] = [];
    const addedBits = (text: string) => asked.push(text);
    const found = addedBitsOf([candidateOf(' and kindly'), candidateOf(' and then')], caret, limits, addedBits);
    assert.deepEqual([...found!.keys()], [' and', ' and kindly', ' and then']);
    assert.equal(asked.length, 3);
  });
});
