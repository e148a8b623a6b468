import assert from 'node:assert/strict';
import { createRejections } from '../../../src/completion/rejections.ts';

/** Whether `guess` counts as rejected at `now`, after it was shown at `then`. */
function rejected(then: string, guess: string, now: string, again = guess, probability = 0.3): boolean {
  const rejections = createRejections();
  rejections.shown({ before: then, after: '' }, guess);
  return rejections.has({ before: now, after: '' }, again, probability);
}

describe('a guess that was typed over', () => {
  it('is not made again right away', () => {
    assert.ok(rejected('x = ', 'value', 'x = (', 'value'));
    assert.ok(rejected('x = ', 'value;', 'x = (', ' value + 1'), 'nor is another with the same first word');
  });

  it('may go on while it is typed', () => {
    assert.ok(!rejected('x = ', 'value', 'x = val', 'ue'));
  });

  it('may be made where it was shown and nothing was typed', () => {
    assert.ok(!rejected('x = ', 'value', 'x = '));
  });

  it('may be made again some way on', () => {
    assert.ok(!rejected('x = ', 'value', 'x = (0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + '));
  });

  it('may be made again when the model has become sure of it', () => {
    assert.ok(!rejected('x = ', 'value', 'x = (', 'value', 0.6));
  });

  it('does not stand in the way of other guesses, nor at other places', () => {
    assert.ok(!rejected('x = ', 'value', 'x = (', 'other'));
    assert.ok(!rejected('x = ', 'value', 'y = ('));
  });

  it('is recognised when the window of the text has moved on', () => {
    const long = 'some text before\n'.repeat(20);
    assert.ok(rejected(`${long}x = `, 'value', `${long.slice(1)}x = (`));
  });
});
