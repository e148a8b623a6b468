import assert from 'node:assert/strict';
import fc from 'fast-check';
import { progressOf, typedOverAt } from '../../../src/completion/outcome.ts';

const stateOf = (suggestion: string, written: string) => progressOf(suggestion, written).state;
const rightLength = (suggestion: string, written: string) => progressOf(suggestion, written).rightLength;

describe('the progress of a suggestion', () => {
  it('is open while the user writes a word of it', () => {
    assert.equal(stateOf('value;', ''), 'open');
    assert.equal(stateOf('value;', 'val'), 'open');
    assert.equal(stateOf('value', 'value'), 'open', 'the word may continue');
    assert.equal(rightLength('value;', 'value'), 0);
  });

  it('knows a word once something else follows it', () => {
    assert.equal(rightLength('value;', 'value '), 5, 'typed, or one word accepted');
    assert.equal(rightLength('是谁', '是'), 1, 'an ideograph is a whole word');
    assert.equal(rightLength(' value + 1', ' value - 2'), 6, 'the word includes its leading white space');
    assert.deepEqual(progressOf('value', 'value;'), { rightLength: 5, state: 'right' });
  });

  it('is wrong once another or a longer word is written', () => {
    for (const written of ['vo', 'values', '\n']) assert.equal(stateOf('value;', written), 'wrong');
    assert.deepEqual(progressOf('the value', 'the one'), { rightLength: 3, state: 'wrong' });
  });

  it('is right or open for any text that is the suggestion', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, (suggestion) => {
        assert.equal(stateOf(suggestion, ''), 'open');
        assert.notEqual(stateOf(suggestion, suggestion), 'wrong');
      }),
    );
  });
});

describe('the words that the user typed over', () => {
  it('are the wrong word, and the rest of it where the user typed something else', () => {
    assert.deepEqual(typedOverAt('value;', '('), [0]);
    assert.deepEqual(typedOverAt('worker', 'works'), [0, 4]);
    assert.deepEqual(typedOverAt('the value', 'the vast'), [3, 6]);
    assert.deepEqual(typedOverAt('ba', 'bar'), [0], 'all of it is a part of another word');
  });

  it('are none while the suggestion may be right', () => {
    for (const written of ['', 'val', 'value', 'value;']) assert.deepEqual(typedOverAt('value;', written), []);
  });
});
