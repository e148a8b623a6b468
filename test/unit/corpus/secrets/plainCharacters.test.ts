// Blanks, letters and invisible characters that look ordinary do not hide a secret.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSecrets } from '../../../../src/corpus/secrets/findSecrets.ts';
import { maskBeforeCaret } from '../../../../src/corpus/secrets/maskBeforeCaret.ts';
import { maskSecrets } from '../../../../src/corpus/secrets/maskSecrets.ts';
import { plainCharacters } from '../../../../src/corpus/secrets/plainCharacters.ts';
import { cpuMs } from '../../cpuMs.ts';

const password = 'Fjord-Lachs-95';
const token = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';

describe('characters that look ordinary', () => {
  for (const [what, text, path = 'a.md'] of [
    ['a blank that does not break a line', `Password:\u00a0${password}`],
    ['such a blank before the colon', `Mot de passe\u202f: ${password}`],
    ['such a blank in YAML', `password:\u00a0${password}`, 'a.yml'],
    ['such blanks in code', `const password\u00a0=\u00a0"${password}";`, 'a.ts'],
    ['the blank of an ideograph', `const password\u3000= "${password}";`, 'a.ts'],
    ['a separator of lines', `password:\u2028${password}`],
    ['a mark without a width in the name', `pass\u200bword: ${password}`],
    ['a mark without a width after the name', `password\u200b: ${password}`],
    ['a soft hyphen', `pass\u00adword: ${password}`],
    ['a mark of direction', `\u202apassword:\u200e ${password}\u202c`],
    ['an umlaut of two characters', 'WLAN-Schlu\u0308ssel: 48215907364412873390'],
    ['a tilde of two characters', `contrasen\u0303a: ${password}`],
    ['letters in the width of an ideograph', `\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44: ${password}`],
    ['a token with marks without a width', `was ${token.slice(0, 16)}\u200b${token.slice(16)}`],
    ['a bank account', 'DE75\u00a05121\u00a00800\u00a01245\u00a01261\u00a099'],
  ] as const) {
    it(`do not hide a secret: ${what}`, () => {
      const { text: learned } = maskSecrets(`one\n${text}\ntwo\n`, path);
      assert.match(learned, /^one\n[^]*\*\*\*[^]*\ntwo\n$/);
      assert.doesNotMatch(learned, /Fjord|Lachs|4821|4eC39|Lyj|5121/);
    });
  }

  it('do not hide a secret that is typed', () => {
    const before = `intro\u00a0\u200b\n`.repeat(200);
    const typed = `${before}Schu\u0308ler\u200b\npassword\u200b:\u00a0${password}`;
    for (const after of ['', '\u200b\nmore\n']) {
      assert.ok(maskBeforeCaret(typed, after, 100, 'a.yml').endsWith('ler\u200b\npassword\u200b:\u00a0***'));
    }
  });

  it('stay where they are in a text without secrets', () => {
    const text = 'Gru\u0308\u00dfe\u00a0: 👨\u200d👩\u200d👧 \u202bab\u202c q\u0308\u0308\u0308\n';
    assert.equal(maskSecrets(text, 'a.md').text, text);
  });

  it('leave each other character where it is found', () => {
    const unit = fc.constantFrom('a', 'u', '1', ' ', '\n', '\u0308', '\u200b', '\u00ad', '\u00a0', '\uff41', '😀');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), fc.nat(40), (text, wanted) => {
        const plain = plainCharacters(text);
        for (let at = 0; at < plain.text.length; at++) {
          const [{ start, end } = { start: -1, end: -1 }] = plain.inText([{ start: at, end: at + 1, rule: '' }]);
          const found = text
            .slice(start, end)
            .normalize('NFKC')
            .replace(/[\u00ad\u200b]/g, '');
          assert.equal(found, plain.text.slice(at, at + 1).normalize('NFKC'));
        }
        const [rest = { start: text.length, end: 0 }] = plain.inText([
          { start: plain.at(Math.min(wanted, text.length)), end: plain.text.length, rule: '' },
        ]);
        assert.ok(rest.start >= Math.min(wanted, text.length) && rest.end <= text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('cost little time, however many there are', async () => {
    const length = 500_000;
    const timeOf = (unit: string): Promise<number> => {
      const text = unit.repeat(length / unit.length);
      return cpuMs(() => findSecrets(text, 'a.md'));
    };
    for (const unit of ['a\u200b ', '\u200b', 'e\u0301', `e${'\u0301\u0323'.repeat(50)}`, '\u00a0']) {
      const usual = await timeOf('some words ');
      let slow = await timeOf(unit);
      for (let again = 0; again < 3 && slow > 20 * usual; again++) slow = Math.min(slow, await timeOf(unit));
      assert.ok(slow <= 20 * usual, `${slow} ms instead of ${usual}`);
    }
  });
});
