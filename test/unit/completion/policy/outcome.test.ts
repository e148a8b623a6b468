import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outcomeOf } from '../../../../src/completion/policy/outcome.ts';

/** What became of a suggestion in brackets, by what stands before the caret now: 'x = [value;]' and 'x = va'. */
function outcome(then: string, now: string): string {
  const [, before, text] = /^(.*)\[(.*)\]$/su.exec(then)!;
  return outcomeOf({ caret: { before: before!, after: '' }, text: text! }, { before: now, after: '' });
}

describe('what became of a suggestion', () => {
  it('is open while its first word is being typed', () => {
    assert.equal(outcome('x = [value;]', 'x = '), 'open');
    assert.equal(outcome('x = [value;]', 'x = val'), 'open');
    assert.equal(outcome('x = [value;]', 'x = value'), 'open', 'it may go on');
  });

  it('is right once its first word stands there', () => {
    assert.equal(outcome('x = [value;]', 'x = value '), 'right', 'typed, or one word of it taken');
    assert.equal(outcome('我[是谁]', '我是'), 'right', 'an ideograph does not go on');
    assert.equal(outcome('x = [value;]', 'x = value;'), 'right', 'all of it taken');
    assert.equal(outcome('x =[ value + 1]', 'x = value - 2'), 'right', 'the blanks before it are part of it');
  });

  it('is wrong once something else does, or a longer word', () => {
    assert.equal(outcome('x = [value;]', 'x = vo'), 'wrong');
    assert.equal(outcome('x = [value;]', 'x = values'), 'wrong');
    assert.equal(outcome('x = [value;]', 'x = \n'), 'wrong');
  });

  it('is lost where the caret went elsewhere', () => {
    assert.equal(outcome('x = [value;]', 'y'), 'lost');
    assert.equal(outcome('x = [value;]', 'x ='), 'lost');
  });

  it('is found when the window of the text has moved on', () => {
    const long = 'some text before\n'.repeat(20);
    assert.equal(outcome(`${long}x = [value;]`, `${long.slice(17)}x = value;`), 'right');
  });

  it('never throws, and is open where nothing was typed', () => {
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
