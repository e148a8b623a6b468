// How likely a place is, in the editor without language models.
import assert from 'node:assert/strict';
import { chooseOffer } from '../../../src/nextEdit/chooseOffer.ts';
import { initialThresholds } from '../../../src/nextEdit/threshold.ts';
import { editOf } from './editOf.ts';
import { afterEdit, lines, offersIn } from './exampleEdits.ts';

describe('the probability of a next edit', () => {
  it('is enough for the last use of an imported name, where the import and another use are renamed', () => {
    const text = lines(
      'from .cache import StoredKeys',
      'keys: StoredKeys | None = None',
      'return StoredKeys(lifespan)',
    );
    const { nextEdits, text: one } = afterEdit(text, 'StoredKeys', 'KeyCache');
    const caret = { document: 'a.ts', at: 0 };
    assert.equal(chooseOffer(offersIn(nextEdits, one), caret, initialThresholds), undefined, 'after one change');
    const two = one.replace('StoredKeys', 'KeyCache');
    nextEdits.learn('a.ts', editOf(one, two), 'typed', 1);
    const offer = chooseOffer(offersIn(nextEdits, two), caret, initialThresholds);
    assert.equal(offer?.start, two.indexOf('StoredKeys'));
  });
});
