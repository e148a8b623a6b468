import assert from 'node:assert/strict';
import { countWords } from '../../../scripts/test/pageLength.mjs';

describe('the length of a page', () => {
  it('counts words and numbers', () => {
    assert.equal(countWords('# Net time\n\nIt saves 54 % of the keystrokes.'), 8);
  });

  it('does not count the lines and signs of tables', () => {
    assert.equal(countWords('| a | b |\n| --- | :-: |\n| 1 | - |'), 3);
  });
});
