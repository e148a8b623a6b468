// Numbers of payment cards and bank accounts, which their check digits tell apart from other numbers.
import assert from 'node:assert/strict';
import { maskSecrets } from '../../../../src/corpus/secrets/maskSecrets.ts';
import { drawFrom, type Draw } from './plantedSecrets.ts';

/** With the last digit of Luhn. `digits`: without it. */
function cardNumber(digits: string): string {
  const doubled = [...digits].reverse().map((digit, at) => Number(digit) * (at % 2 === 0 ? 2 : 1));
  const sum = doubled.reduce((all, value) => all + (value > 9 ? value - 9 : value), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** With the check digits of ISO 13616. */
function accountNumber(country: string, account: string): string {
  const digits = [...`${account}${country}00`].map((character) => parseInt(character, 36)).join('');
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${account}`;
}

const grouped = (number: string, sign: string): string => number.replace(/.{4}(?=.)/g, `$&${sign}`);

const numbers: Readonly<Record<string, (draw: Draw) => string>> = {
  'a Visa card': (draw) => cardNumber(`4${draw('digits', 14)}`),
  'a card in groups': (draw) => grouped(cardNumber(`53${draw('digits', 13)}`), ' '),
  'a card with hyphens': (draw) => grouped(cardNumber(`4${draw('digits', 14)}`), '-'),
  'an American Express card': (draw) => cardNumber(`37${draw('digits', 12)}`),
  'a card of 19 digits': (draw) => cardNumber(`62${draw('digits', 16)}`),
  'a German account': (draw) => accountNumber('DE', draw('digits', 18)),
  'an account in groups': (draw) => grouped(accountNumber('DE', draw('digits', 18)), ' '),
  'a Dutch account': (draw) => accountNumber('NL', `${draw('upper', 4)}${draw('digits', 10)}`),
  'a key of BitLocker': (draw) => draw('digits', 48).replace(/.{6}(?=.)/g, '$&-'),
};

/** Another number of the same shape, whose check digits are wrong. */
const changed = (number: string): string => number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));

describe('numbers with check digits', () => {
  for (const [name, make] of Object.entries(numbers)) {
    it(`are masked without a label: ${name}`, () => {
      const draw = drawFrom(name.length);
      for (let round = 0; round < 30; round++) {
        const number = make(draw);
        for (const [path, before, after] of [
          ['a.md', 'Paid with ', ' on Monday.\n'],
          ['a.json', '{"number": "', '"}\n'],
          ['a.ts', "pay('", "');\n"],
          ['a.csv', 'bob,17,', ',Berlin\n'],
        ] as const) {
          assert.equal(maskSecrets(before + number + after, path).text, `${before}***${after}`);
        }
      }
    });

    if (name.includes('BitLocker')) continue;
    it(`are no secret with another last digit: ${name}`, () => {
      const draw = drawFrom(name.length);
      for (let round = 0; round < 30; round++) {
        const text = `number ${changed(make(draw))} of it\n`;
        assert.equal(maskSecrets(text, 'a.md').text, text);
      }
    });
  }

  it('are no secret inside longer numbers, fractions, identifiers and hexadecimal numbers', () => {
    const draw = drawFrom(4);
    for (let round = 0; round < 30; round++) {
      const number = cardNumber(`4${draw('digits', 14)}`);
      for (const text of [
        `0.${number}`,
        `1${number}0`,
        `0x${number}`,
        `item-${number}-a`,
        `v${number}`,
        `${number}n`,
      ]) {
        assert.equal(maskSecrets(`a = ${text};\n`, 'a.ts').text, `a = ${text};\n`);
      }
    }
  });

  it('are no secret if they are times or counts', () => {
    const text = 'at 1714521600000, 1714521600000000 and 20240501180000000; 1000000000000000 of 9007199254740991\n';
    assert.equal(maskSecrets(text, 'a.md').text, text);
  });
});
