import assert from 'node:assert/strict';
import { maskBeforeCaret } from '../../../../src/corpus/secrets/maskBeforeCaret.ts';
import { drawFrom, places, secretKinds } from './plantedSecrets.ts';

describe('masking before the caret', () => {
  it('masks what is a secret without what follows, also far above the caret', () => {
    const random = drawFrom(6)('base62', 36);
    const before = `-----BEGIN CERTIFICATE-----\n// a line\nconst key = "${random}";\n${'let a;\n'.repeat(300)}`;
    for (const after of ['', '-----END CERTIFICATE-----\n']) {
      const masked = maskBeforeCaret(before, after, 6000, 'a.ts');
      assert.equal(masked, before.replace(random, '***'), JSON.stringify(after));
    }
  });

  it('masks a secret that the caret divides, with what follows', () => {
    const draw = drawFrom(8);
    for (const kind of ['AWS key id', 'random string', 'JSON web token']) {
      const secret = secretKinds[kind]!(draw);
      const text = places['a string']!.text(secret);
      const caret = text.indexOf(secret) + 10;
      const masked = maskBeforeCaret(text.slice(0, caret), text.slice(caret), 6000, 'a.ts');
      assert.equal(masked, `${text.slice(0, caret - 10)}***`, kind);
    }
  });
});
