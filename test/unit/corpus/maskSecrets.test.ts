import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mask, maskSecrets } from '../../../src/corpus/maskSecrets.ts';

// Put together here, so that no scanner takes them for real ones.
const githubToken = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const npmToken = `npm_${'abcdef012345'.repeat(3)}`;

describe('masking secrets', () => {
  it('blots out a token and leaves the text around it', async () =>
    assert.equal(await maskSecrets(`const token = '${githubToken}';\n`), `const token = '${mask}';\n`));

  it('blots out several, each once', async () =>
    assert.equal(await maskSecrets(`${npmToken} and ${githubToken}, ${npmToken}`), `${mask} and ${mask}, ${mask}`));

  it('blots out a password in an address', async () => {
    const address = `postgres://user:${'hunter2'}@db.internal.net:5432/x`;
    assert.ok(!(await maskSecrets(`DB = "${address}"`)).includes('hunter2'));
  });

  it('changes nothing in other text', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab 0_:/\n="\'', '😀'), maxLength: 300 });
    await fc.assert(fc.asyncProperty(text, async (text) => assert.equal(await maskSecrets(text), text)));
  });

  it('leaves no marks on the clock of whoever it runs in', async () => {
    const marks = (): number => performance.getEntriesByType('mark').length;
    const before = marks();
    await maskSecrets('a text');
    assert.equal(marks(), before);
  });
});
