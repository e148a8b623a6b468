import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { networkNotice } from '../../../scripts/assets/pretrainedNetwork/notice.mjs';
import { primingTextOf } from '../../../src/model/primingText.ts';
import { isMostlyProse } from '../../../src/model/proseFile.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url));
const packed = read('src/model/primingText.br');

describe('the priming text', () => {
  const first = primingTextOf(() => brotliDecompressSync(packed));

  it('has about 100,000 characters of code and documentation', () => {
    const texts = first({ length: 0, isProse: false });
    const length = texts.reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(length > 80_000 && length < 120_000, `${length} characters`);
    for (const sign of ['export function ', 'def __init__(self', '```js']) {
      assert.ok(texts.filter(({ text }) => text.includes(sign)).length > 2, sign);
    }
  });

  it('consists of texts with distinct paths and whole lines', () => {
    const texts = first({ length: 0, isProse: false });
    assert.equal(new Set(texts.map(({ path }) => path)).size, texts.length);
    assert.ok(texts.every(({ text }) => text.endsWith('\n')));
  });

  it('is empty for a workspace with enough text', () => {
    assert.ok(first({ length: 240_000, isProse: false }).length > 0);
    assert.deepEqual(first({ length: 360_000, isProse: false }), []);
  });

  it('is empty for a workspace of prose', () => {
    assert.deepEqual(first({ length: 10_000, isProse: true }), []);
    const note = { path: 'a/note.md', length: 900 };
    assert.ok(isMostlyProse([note, { path: 'a/script.py', length: 100 }]));
    assert.ok(!isMostlyProse([note, { path: 'a/script.py', length: 200 }]));
    assert.ok(!isMostlyProse([]));
  });

  it('is small in the package', () => assert.ok(packed.length < 150_000, `${packed.length} bytes`));

  it('has its licenses in NOTICE.txt', () => {
    const notice = read('NOTICE.txt').toString();
    assert.match(notice, /node-gyp .*: Apache-2\.0 OR BSD-2-Clause/);
    assert.match(notice, /Copyright/);
    assert.ok(
      notice.endsWith(`${networkNotice().join('\n')}\n`),
      'node scripts/assets/primingText.mjs writes it again',
    );
  });
});
