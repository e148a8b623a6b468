// The gate for random-looking words of one other file.
import assert from 'node:assert/strict';
import { gates } from '../../../../src/completion/decide/gates.ts';
import { decideOn } from './decideOn.ts';

const secret = 'x7Kq9mPd';

function decidedOn(text: string, before = 'x ', after = '') {
  const candidate = { text, words: [{ end: text.length, probability: 0.9 }] };
  return decideOn(candidate, { caret: { before, after }, isOfOtherFile: ({ word }) => word === secret });
}

describe('gate for words of one other file', () => {
  it('refuses a suggestion that begins with such a word', () => {
    assert.deepEqual(decidedOn(`${secret} or so`).refusal?.gate, 'otherFile');
  });

  it('refuses the rest of a word that the user has begun', () => {
    assert.equal(decidedOn(`${secret.slice(3)} or so`, `code ${secret.slice(0, 3)}`).refusal?.gate, 'otherFile');
  });

  it('cuts a suggestion before such a word', () => {
    assert.equal(decidedOn(`the code is ${secret}`).shown?.text.trim(), 'the code is');
  });

  it('cuts before a bracket that stays open before closing ones', () => {
    assert.equal(decidedOn(`, call(a ${secret})`, 'f(a', ')').shown?.text, ', call');
    assert.equal(decidedOn(`, call(a ${secret})`, 'f(a').shown?.text.trim(), ', call(a');
  });

  it('does not tell the word', () => {
    const { because } = gates.find(({ name }) => name === 'otherFile')!;
    assert.ok(!because.includes('{0}'));
  });

  it('passes other words', () => {
    assert.equal(decidedOn('the code is y8Kq9mPd').shown?.text, 'the code is y8Kq9mPd');
  });
});
