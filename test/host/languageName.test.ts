// Names of languages, as the editor shows them.
import assert from 'node:assert/strict';
import { languageName } from '../../src/host/languageName.ts';
import { silenceText } from '../../src/host/suggestions/silenceText.ts';

describe('the name of a language', () => {
  it('is that of the extension that contributes it, and of the editor for plain text', () => {
    assert.deepEqual(['markdown', 'typescript', 'plaintext'].map(languageName), [
      'Markdown',
      'TypeScript',
      'Plain Text',
    ]);
    assert.equal(silenceText({ kind: 'language' }, 'plaintext'), 'Suggestions are off in “Plain Text” files.');
  });

  it('is the identifier where no extension has it', () => {
    assert.equal(languageName('no-such-language'), 'no-such-language');
  });
});
