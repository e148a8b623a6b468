// Numbers with check digits: payment cards (ISO/IEC 7812, Luhn) and bank accounts (IBAN, ISO 13616, modulo 97). No label is
// needed.
import type { SecretSpan } from '../secretSpan.ts';
import type { Rule, Search } from './rule.ts';

/**
 * Digits of a card, in groups of four or as American Express writes them, or without a sign between. The look-behind comes after the
 * first digits, because they are rare.
 */
const card =
  /\b[2-6]\d{3}(?<!(?:[.+/=#$-]|\d )\d{4})(?: \d{4} \d{4} \d{1,7}|-\d{4}-\d{4}-\d{1,7}|[ -]\d{6}[ -]\d{5}|\d{9,15})(?![\w/=-]|\.\d| \d(?!\d\/\d))/;
/** First digits and numbers of digits that are in use: Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro. */
const network =
  /^(?:4(?:\d{12}|\d{15})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:5018|5020|5038|6304|6759|676[1-3])\d{8,15})$/;
const account =
  /\b[A-Z]{2}\d{2}(?<![+/=-][A-Z]{2}\d{2})(?:[A-Z\d]{11,30}|(?: [A-Z\d]{4}){2,7}(?: [A-Z\d]{1,4})?)(?![\w+/=-])/;
/** By country. */
const accountLength = { least: 15, most: 34 };
const leastDifferent = 4;
/** Work to check the digits. */
const checkUnits = 5;

/** In one pass. */
const anyNumber = new RegExp([card, account].map(({ source }) => `(?:${source})`).join('|'), 'g');

/** Takes time linear in the text. */
function findCheckedNumbers(text: string, { spend }: Search): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const { index, 0: number } of text.matchAll(anyNumber)) {
    const rule = spend(index, checkUnits) ? ruleOf(number) : undefined;
    if (rule !== undefined) found.push({ start: index, end: index + number.length, rule });
  }
  return found;
}

/** Undefined: the check digits are wrong. */
function ruleOf(number: string): string | undefined {
  const digits = number.replace(/[ -]/g, '');
  if (isCard(digits)) return 'payment-card';
  return isAccount(digits) ? 'bank-account' : undefined;
}

function isCard(digits: string): boolean {
  return network.test(digits) && new Set(digits).size >= leastDifferent && luhnSum(digits) % 10 === 0;
}

/** From the right, every second digit counts twice, with the digits of the product added. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const twice = digit * 2;
    sum += at % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum;
}

/** The country and the check digits go to the end, a letter counts as a number from 10 on, and the remainder is 1. */
function isAccount(number: string): boolean {
  if (number.length < accountLength.least || number.length > accountLength.most || !/^[A-Z]{2}/.test(number))
    return false;
  let remainder = 0;
  for (const character of number.slice(4) + number.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

export const checkedNumbers: Rule = {
  name: 'payment-card',
  words: [],
  find: findCheckedNumbers,
  masks: [
    ...['card: «4686 6686 8884 8800» 12/29', '«5348088060288649»', '{"number": "«3788-860086-80460»"}'],
    ...['IBAN «DE76 4444 6048 0226 8286 06»', 'iban = "«NL49ABNA0284280488»"'],
  ],
  leaves: [
    ...['4686 6686 8884 8801', '0x5348088060288649', '1.5348088060288649', '5348088060288649n', '15348088060288649'],
    ...['DE76 4444 6048 0226 8286 07', '5555 5555 5555 5555'],
  ],
};
