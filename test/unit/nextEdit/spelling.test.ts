import assert from 'node:assert/strict';
import { runToEnd } from '../../../src/model/work.ts';
import { chooseOffer } from '../../../src/nextEdit/chooseOffer.ts';
import { createNextEdits, type Offer } from '../../../src/nextEdit/nextEdits.ts';
import { isSpellingChange } from '../../../src/nextEdit/spelling.ts';
import { initialThresholds } from '../../../src/nextEdit/threshold.ts';
import { editOf } from './editOf.ts';
import { lines } from './exampleEdits.ts';

/** What is offered in the document after the user has changed the word twice. */
function offerAfterTwo(document: string, text: string, old: string, changed: string): Offer | undefined {
  const nextEdits = createNextEdits();
  let at = 0;
  for (const nowMs of [0, 1000]) {
    at = text.indexOf(old);
    const after = text.replace(old, changed);
    nextEdits.learn(document, editOf(text, after), 'typed', nowMs);
    text = after;
  }
  const caret = { document, at };
  return chooseOffer(
    runToEnd(nextEdits.find([{ name: document, text, isOpen: true }], caret, 2000)),
    caret,
    initialThresholds,
  );
}

describe('the spelling of a word', () => {
  it('is other letters inside, not another ending', () => {
    const is = (old: string, changed: string): boolean => isSpellingChange({ old, new: changed });
    assert.ok(is('travelled', 'traveled') && is('Labelled', 'Labeled') && is('recieve', 'receive'));
    assert.ok(!is('house', 'houses') && !is('walk', 'walked') && !is('cat', 'cut') && !is('morning', 'evening'));
    assert.ok(!is('userName', 'usrName') && !is('x-ray', 'x-rays'));
  });

  it('is offered everywhere in prose after it was changed twice', () => {
    const journey = lines(
      'We travelled by night.',
      'She travelled alone to the coast.',
      'Few had travelled farther.',
      'In the end they travelled north, too.',
    );
    assert.equal(offerAfterTwo('a.md', journey, 'travelled', 'traveled')?.new, 'traveled');
    assert.equal(offerAfterTwo('a.md', journey, 'travelled', 'wandered'), undefined, 'another word');
  });
});
