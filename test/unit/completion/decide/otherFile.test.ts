// The gate for random-looking words of one other file.
import assert from 'node:assert/strict';
import type { Candidate } from '../../../../src/completion/decide/candidate.ts';
import { decide } from '../../../../src/completion/decide/decide.ts';
import { gates } from '../../../../src/completion/decide/gates.ts';
import { noPenalties } from '../../../../src/completion/decide/rejectedWords.ts';
import { anyWord } from '../../../../src/completion/decide/threshold.ts';
import { runToEnd } from '../../../../src/model/work.ts';

const secret = 'x7Kq9mPd';

function decideOn(text: string, before = 'x ', isOther = (word: string) => word === secret) {
  const candidate: Candidate = { text, words: [{ end: text.length, probability: 0.9 }] };
  const source = {
    *next() {
      return asked++ === 0 ? { text, probability: 0.9 } : undefined;
    },
    *continued() {
      return candidate;
    },
  };
  let asked = 0;
  return runToEnd(
    decide(source, {
      caret: { before, after: '' },
      limits: { maxCharacters: 200, multiline: true },
      required: anyWord,
      penalties: noPenalties,
      isOfOtherFile: ({ word }) => isOther(word),
    }),
  );
}

describe('gate for words of one other file', () => {
  it('refuses a suggestion that begins with such a word', () => {
    assert.deepEqual(decideOn(`${secret} or so`).refusal?.gate, 'otherFile');
  });

  it('refuses the rest of a word that the user has begun', () => {
    assert.equal(decideOn(`${secret.slice(3)} or so`, `code ${secret.slice(0, 3)}`).refusal?.gate, 'otherFile');
  });

  it('cuts a suggestion before such a word', () => {
    assert.equal(decideOn(`the code is ${secret}`).shown?.text.trim(), 'the code is');
  });

  it('does not tell the word', () => {
    const { because } = gates.find(({ name }) => name === 'otherFile')!;
    assert.ok(!because.includes('{0}'));
  });

  it('passes other words', () => {
    assert.equal(decideOn('the code is y8Kq9mPd').shown?.text, 'the code is y8Kq9mPd');
  });
});
