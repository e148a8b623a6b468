import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outcomeOf } from '../../../src/completion/outcome.ts';

/** The outcome of the suggestion in brackets, such as 'x = [value;]', when the text before the caret is `now`. */
function outcome(then: string, now: string): string {
  const [, before, text] = /^(.*)\[(.*)\]$/su.exec(then)!;
  return outcomeOf({ caret: { before: before!, after: '' }, text: text! }, { before: now, after: '' });
}

describe('the outcome of a suggestion', () => {
  it('is open while the user types its first word', () => {
    assert.equal(outcome('x = [value;]', 'x = '), 'open');
    assert.equal(outcome('x = [value;]', 'x = val'), 'open');
    assert.equal(outcome('x = [value;]', 'x = value'), 'open', 'the word may continue');
  });

  it('is right once its first word is in the text', () => {
    assert.equal(outcome('x = [value;]', 'x = value '), 'right', 'typed, or one word accepted');
    assert.equal(outcome('我[是谁]', '我是'), 'right', 'an ideograph is a whole word');
    assert.equal(outcome('x = [value;]', 'x = value;'), 'right', 'all of it accepted');
    assert.equal(outcome('x =[ value + 1]', 'x = value - 2'), 'right', 'the word includes its leading white space');
  });

  it('is wrong once another or a longer word is in the text', () => {
    assert.equal(outcome('x = [value;]', 'x = vo'), 'wrong');
    assert.equal(outcome('x = [value;]', 'x = values'), 'wrong');
    assert.equal(outcome('x = [value;]', 'x = \n'), 'wrong');
  });

  it('is lost if the caret moves elsewhere', () => {
    assert.equal(outcome('x = [value;]', 'y'), 'lost');
    assert.equal(outcome('x = [value;]', 'x ='), 'lost');
  });

  it('is known after the window of the text has moved', () => {
    const long = 'some text before\n'.repeat(20);
    assert.equal(outcome(`${long}x = [value;]`, `${long.slice(17)}x = value;`), 'right');
  });

  it('is open if nothing is typed, for any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(
        text,
        text.filter((suggestion) => suggestion !== ''),
        text,
        (before, suggestion, now) => {
          const shown = { caret: { before, after: '' }, text: suggestion };
          outcomeOf(shown, { before: now, after: '' });
          assert.equal(outcomeOf(shown, { before, after: '' }), 'open');
        },
      ),
    );
  });
});
