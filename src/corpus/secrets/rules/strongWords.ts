// Passwords that a program made, where no word announces them: small and capital letters, digits and signs, in an order that no
// person writes. Only in text: in source code, regular expressions and formats look like them.
import { randomEvidence } from '../../../model/randomEvidence.ts';
import { isChosenPassword } from '../judge/secretValue.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { sourceFile } from './bareValue.ts';
import type { Rule, Search } from './rule.ts';

/** A sign of a password, and the word around it, in UTF-16 units. Quotes, brackets and signs that end a list are no part of it. */
const sign = /[!#$%^&*?@+=]/g;
const begin = /(?<=(?<![^\s"'`<>„“”«»‘’()[\]{},;|\\])(?<before>[^\s"'`<>„“”«»‘’()[\]{},;|\\]{0,24}))/y;
const rest = /[^\s"'`<>„“”«»‘’()[\]{},;|\\]+/y;
const [shortest, longest] = [8, 24];
const otherKinds = [/[a-z]/, /[A-Z]/, /\d/];
/** Characters of HTML, classes of expressions, emphasis, names of users and colors. */
const writtenSigns = /\d\+[a-z]|&(?:[a-z]{2,4}$|#\d)|0-9|^[*#@]|[=:]$|\*$|\*\*/;
/** Signs that stand between words in hardly anything else. */
const rareSign = /[a-z\d][!$*?][a-z\d]/i;
/** Bits. Calibrated: nine of ten random passwords have more, and one of a million words of documents. */
const leastEvidence = { any: -6, rareSign: -25 };
/** Work to read a word with a sign, and to judge one that has all kinds of characters. */
const units = { read: 2, judge: 40 };

/** Takes time linear in the text. */
function findStrongWords(text: string, { spend, isPublic }: Search, path: string): SecretSpan[] {
  if (sourceFile.test(path)) return [];
  const found: SecretSpan[] = [];
  sign.lastIndex = 0;
  for (let next = sign.exec(text); next; next = sign.exec(text)) {
    const { index } = next;
    begin.lastIndex = rest.lastIndex = index;
    const before = begin.exec(text)?.groups!['before'];
    const after = rest.exec(text)![0];
    // Each word is judged once, however many signs it has.
    sign.lastIndex = index + after.length;
    if (before === undefined || !spend(index, units.read)) continue;
    const value = before + after;
    if (value.length < shortest || value.length > longest || !otherKinds.every((kind) => kind.test(value))) continue;
    const start = index - before.length;
    if (writtenSigns.test(value) || isPublic(start) || !spend(start, units.judge)) continue;
    if (!isChosenPassword(value, 'near')) continue;
    if (randomEvidence(value) > leastEvidence[rareSign.test(value) ? 'rareSign' : 'any'])
      found.push({ start, end: start + value.length, rule: 'random-string' });
  }
  return found;
}

export const strongWords: Rule = {
  name: 'random-string',
  words: [],
  find: findStrongWords,
  masks: [{ path: 'chat.txt', text: '<bob> the staging login?\n<eve> «3264!x9*Q8Px»\n' }],
  leaves: [
    ...['The U^2-Net: a network', 'Module#i32.load8_u, @Name26, examples%2Fwebpack5%2FREADME.md'],
    { path: 'a.ts', text: "const format = '%Y-%m:%dT%H2x!Z';" },
  ],
};
