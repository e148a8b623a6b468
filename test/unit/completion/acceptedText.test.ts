import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  lengthOf,
  movedBy,
  readChanges,
  type TextChange,
  type VisibleSuggestion,
} from '../../../src/completion/acceptedText.ts';

const visible = { start: 10, replaced: 0, text: 'one two\nthree' };
const insert = (text: string, start = 10, length = 0): TextChange => ({ start, length, text });

/** `after`: the document's text after the change, where it matters. */
const readChange = (shown: VisibleSuggestion, change: TextChange | readonly TextChange[], after = '') =>
  readChanges(shown, [change].flat(), (start, end) => after.slice(start, end));

describe('a change while a suggestion is visible', () => {
  it('accepts it completely, the next word, or the line', () => {
    assert.deepEqual(readChange(visible, insert('one two\nthree')), {
      event: { type: 'accepted', how: 'completely', characters: 13 },
      rest: undefined,
    });
    assert.deepEqual(readChange(visible, insert('one')), {
      event: { type: 'accepted', how: 'word', characters: 3 },
      rest: { start: 13, replaced: 0, text: ' two\nthree' },
    });
    assert.deepEqual(readChange(visible, insert('one two')).event, { type: 'accepted', how: 'line', characters: 7 });
  });

  it('types a part of it', () => {
    const { event, rest } = readChange(visible, insert('o'));
    assert.deepEqual(event, { type: 'typed', characters: 1 });
    assert.deepEqual(rest, { start: 11, replaced: 0, text: 'ne two\nthree' });
  });

  it('types a line break with what the editor adds to it, or a bracket that the editor closes', () => {
    const block = { start: 10, replaced: 0, text: '\n    return' };
    assert.deepEqual(readChange(block, insert('\n    ')), {
      event: { type: 'typed', characters: 5 },
      rest: { start: 15, replaced: 0, text: 'return' },
    });
    const comment = { start: 10, replaced: 0, text: '\n * of the header.' };
    assert.deepEqual(readChange(comment, insert('\n * ')), {
      event: { type: 'typed', characters: 4 },
      rest: { start: 14, replaced: 0, text: 'of the header.' },
    });
    assert.equal(readChange(comment, insert('\n * of')).event?.type, 'accepted');
    const call = { start: 10, replaced: 0, text: '(value)' };
    assert.deepEqual(readChange(call, insert('()')), {
      event: { type: 'typed', characters: 1 },
      rest: { start: 11, replaced: 1, text: 'value)' },
    });
    assert.equal(readChange({ ...call, text: '()' }, insert('()')).event?.type, 'typed');
    assert.equal(readChange({ ...call, text: 'value' }, insert('()')).event?.type, 'wrong');
  });

  it('shows that it is wrong', () => assert.equal(readChange(visible, insert('x')).event?.type, 'wrong'));

  it('says nothing elsewhere, and when text is deleted', () => {
    assert.deepEqual(readChange(visible, insert('one', 3)), { event: undefined, rest: undefined });
    assert.deepEqual(readChange(visible, insert('', 10, 2)), { event: undefined, rest: undefined });
  });

  it('accepts it with several edits around a bracket that was there', () => {
    const shown = { start: 4, replaced: 1, text: 'a) {' };
    const edits = [insert(' {', 5), insert('a', 4)];
    assert.deepEqual(readChange(shown, edits, 'if (a) {').event, {
      type: 'accepted',
      how: 'completely',
      characters: 3,
    });
    assert.notEqual(readChange(shown, edits, 'if (b) {').event?.type, 'accepted');
  });

  it('does not count the brackets that were there before', () => {
    const { event } = readChange({ start: 10, replaced: 1, text: 'a, b);' }, insert('a, b);', 10, 1));
    assert.deepEqual(event, { type: 'accepted', how: 'completely', characters: 5 });
  });
});

describe('the accepted characters', () => {
  it('move with the text, and are gone when they are deleted', () => {
    const intervals = [{ start: 5, end: 10 }];
    assert.deepEqual(movedBy(intervals, insert('ab', 0)), [{ start: 7, end: 12 }]);
    assert.deepEqual(movedBy(intervals, insert('', 6, 2)), [
      { start: 5, end: 6 },
      { start: 6, end: 8 },
    ]);
    assert.deepEqual(movedBy(intervals, insert('x', 20)), intervals);
    assert.deepEqual(movedBy(intervals, insert('', 0, 20)), []);
  });

  it('are counted to the character over random changes', () => {
    const change = fc.record({ at: fc.nat(40), length: fc.nat(10), text: fc.stringMatching(/^[a-z]{0,5}$/) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        // Upper-case letters are the accepted ones.
        let text = 'abcdefghij' + 'ACCEPTED' + 'klmnopqrst';
        let intervals = movedBy([{ start: 10, end: 18 }], insert('', 0, 0));
        for (const { at, length, text: inserted } of changes) {
          const start = Math.min(at, text.length);
          const deleted = Math.min(length, text.length - start);
          intervals = movedBy(intervals, { start, length: deleted, text: inserted });
          text = text.slice(0, start) + inserted + text.slice(start + deleted);
        }
        assert.equal(lengthOf(intervals), text.replace(/[^A-Z]/gu, '').length);
      }),
    );
  });
});
