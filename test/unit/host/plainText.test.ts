import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/host/plainText.ts';

/** As the editor finds links in notifications (vs/base/common/linkedText.ts). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('text of others in messages', () => {
  it('is one line without links and without marks that change its direction', () => {
    assert.match('[x](command:workbench.action.quit)', link);
    assert.equal(plainText('[x](command:workbench.action.quit)'), '[x] (command:workbench.action.quit)');
    assert.equal(plainText('a\nb\u202ec\0d'), 'a bc d');
    assert.equal(plainText('src/[id]/page (1).ts'), 'src/[id]/page (1).ts');
  });

  it('never contains a link', () => {
    const part = fc.constantFrom('[', ']', '(', ')', 'x', 'command:a', 'https://a', '\n', '\u202e', ' ', '"');
    const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (text) => assert.doesNotMatch(plainText(text), link)),
      { numRuns: 5000 },
    );
  });
});
