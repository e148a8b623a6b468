import assert from 'node:assert/strict';
import { sharedStart, startsAfter } from '../../../../src/completion/fit/sharedStart.ts';
import { eachRule } from '../../eachRule.ts';

const sharedWith = (text: string, after: string): string => sharedStart(text, { before: '', after });

describe('what a suggestion and the text after the caret begin with', () => {
  eachRule(sharedWith, {
    'is of whole words and signs': [
      ["('should report', ", "('should find', ", "('should"],
      ['(first)', '(fist)', '('],
      ['function', 'functions', ''],
      ['name', 'name = 1;', 'name'],
    ],
    'is without the white space around it': [
      ['\n}', '}', '}'],
      [' {\n', '\n{', '{'],
      ['\n', '\n', ''],
    ],
  });

  it('is not what completes the word before the caret, where white space follows', () => {
    assert.equal(sharedStart('m', { before: 'Klara', after: ' m, x' }), '');
    assert.equal(sharedStart('m', { before: 'Klara ', after: ' m, x' }), 'm');
    assert.equal(sharedStart(' m', { before: 'Klara', after: ' m, x' }), 'm');
  });

  it('is all of a word only where no other word begins with it', () => {
    assert.deepEqual(
      [' m', ' meint', ' meint man'].map((text) => startsAfter(text, { before: 'Klara', after: ' meint, man' })),
      [false, true, false],
    );
  });
});
