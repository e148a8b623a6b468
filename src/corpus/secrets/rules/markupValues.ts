// Passwords in elements of XML and HTML that a word for a password announces: <td>Password</td><td>…</td>, <item name="pw">…</item>.
import type { Rule } from './rule.ts';
import { nearbyWord, otherSecretStarts, passwordWordStarts } from '../names/passwordWord.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { isBareSecret, isWordPassword, looksSecret } from '../judge/secretValue.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/**
 * The rest of the tag or label, further tags, and text up to the end of its element. They are looked ahead at, because another word may
 * be among them.
 */
const element = new RegExp(
  String.raw`(?:(?<strong>${nearbyWord}|(?:api|client|app|shared|webhook)[_-]?secret)|secret|token|api[_-]?key)(?=[^<>\n]{0,160}[<>])(?=(?<between>[\w.-]{0,20}(?![\w.-])["']?(?:[ \t]*[:=])?(?:(?<rest>[^<>\n]{0,120})>)?(?<tags>(?:\s{0,40}<(?:/?[A-Za-z][^<>\n]{0,120}>|!\[CDATA\[)){0,5})\s{0,40})(?<value>[^<>\s]{6,200})\s{0,40}(?:</|\]\]>))`,
  'iuy',
);

const nameAttribute = /\s(?:name|key)=["'][\w.-]{0,40}$/i;

/** `places`: where the word may begin. Takes time linear in the text. */
function findMarkupValues(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, element, places)) {
    const { strong, between, rest, tags, value } = match.groups as Record<string, string | undefined>;
    if (rest === undefined && tags === '') continue;
    // Words are a value if the name is an attribute.
    const isWord =
      rest !== undefined &&
      nameAttribute.test(text.slice(Math.max(0, match.index - 50), match.index)) &&
      isWordPassword(value!);
    if (!(strong === undefined ? looksSecret(value!) : isBareSecret(value!, true) || isWord)) continue;
    const start = match.index + match[0].length + between!.length;
    found.push({ start, end: start + value!.length, rule: 'xml-password' });
  }
  return found;
}

export const markupValues: Rule = {
  name: 'xml-password',
  words: [...passwordWordStarts, ...otherSecretStarts],
  find: findMarkupValues,
  masks: ['<td>Password</td><td>«Harbor-dragon-8328»</td>'],
  leaves: ['<label>Password</label><p>At least 8</p>'],
};
