// Each promise to users has a test: the table in docs/promises.md names sentences and tests that exist.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const plain = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('**', '');

describe('the promises to users', () => {
  const rows = read('docs/promises.md')
    .split('\n')
    .flatMap((line) => {
      const [, sentence, file, title] = /^\| (.+?) +\| `(.+?)` +\| (.+?) +\|$/.exec(line) ?? [];
      return sentence && file && title ? [{ sentence, file, title }] : [];
    });
  const promised = plain(read('PRIVACY.md') + read('SECURITY.md'));

  it('are many', () => assert.ok(rows.length > 30));

  it('are sentences of PRIVACY.md and SECURITY.md', () => {
    const missing = rows.filter(({ sentence }) => !promised.includes(plain(sentence)));
    assert.deepEqual(missing, []);
  });

  it('are each checked by a test that exists', () => {
    const missing = rows.filter(({ file, title }) => !read(`test/${file}.test.ts`).includes(title));
    assert.deepEqual(missing, []);
  });
});
