// Passwords in elements of XML and HTML that a word for a password announces: <td>Password</td><td>…</td>, <item name="pw">…</item>.
import { isSecret, type Rule } from './rule.ts';
import { keyWord, nearbyWord, secretStarts } from '../names/passwordWord.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { standsForSecret } from '../judge/placeholders.ts';
import { isNamedSecret, looksSecret } from '../judge/secretValue.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/** Only words that a tag follows on the line are looked at. UTF-16 units from the start of the word. */
const tagReach = 180;
/** UTF-16 units before it. */
const nameReach = 90;
const isWord = /^\S{6,}$/;
/**
 * The rest of the tag or label, further tags, and text up to the end of its element. They are looked ahead at, because another word may
 * be among them.
 */
const element = new RegExp(
  String.raw`(?:(?<strong>${nearbyWord}|(?:api|client|app|shared|webhook)[_-]?secret|(?<=<[\w.:-]{1,30})pass(?=>))|secret|token|${keyWord}(?!=))(?=(?<between>[\w.-]{0,20}(?![\w.-])["']?(?:[ \t]*[:=])?(?:(?<rest>[^<>\n]{0,120})>)?(?<tags>(?:\s{0,40}<(?:/?[A-Za-z][^<>\n]{0,120}>|!\[CDATA\[)){0,5})\s{0,40})(?<value>[^<>\s][^<>\n]{2,198}[^<>\s])\s{0,40}(?:</|\]\]>))`,
  'iy',
);

/** What stands before the name of an element or of an entry, and of an attribute. */
const elementName = /<(?:key>)?[\w.:-]{0,80}$/i;
const nameAttribute = /\s(?:name|key)=["'][\w.-]{0,40}$/i;

/** `places`: where the word may begin. Takes time linear in the text. */
function findMarkupValues(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, element, beforeTags(text, places), { look: 5 })) {
    const { strong, between, rest, tags, value } = match.groups as Record<string, string | undefined>;
    if (rest === undefined && tags === '') continue;
    const before = text.slice(Math.max(0, match.index - nameReach), match.index);
    // Words are a value if the name is an attribute.
    const mayBeWords = rest !== undefined && nameAttribute.test(before);
    const isValue =
      isWord.test(value!) && (strong === undefined ? looksSecret(value!) : isNamedSecret(value!, { mayBeWords }));
    if (!isValue && (!elementName.test(before) || standsForSecret(value!) || !isSecret(value!))) continue;
    const start = match.index + match[0].length + between!.length;
    found.push({ start, end: start + value!.length, rule: 'xml-password' });
  }
  return found;
}

/** The places that a tag follows. */
function beforeTags(text: string, { starts, spend }: Places): Places {
  let sign = -1;
  return {
    spend,
    starts: starts.filter((start) => {
      if (sign < start) {
        tagOrLineEnd.lastIndex = start;
        sign = tagOrLineEnd.exec(text)?.index ?? Infinity;
      }
      return sign - start <= tagReach && text[sign] !== '\n';
    }),
  };
}
const tagOrLineEnd = /[<>\n]/g;

export const markupValues: Rule = {
  name: 'xml-password',
  words: secretStarts,
  find: findMarkupValues,
  masks: [
    '<x><privateKey>«hunter2-x9Qz»</privateKey><smtpPass>«Kirsche42»</smtpPass></x>',
    ...['<td>Password</td><td>«Harbor-dragon-8328»</td>', '<db:password>«whalehello»</db:password>'],
    '<key>dbPassword</key>\n<string>«hunter2-x9Qz»</string>',
  ],
  leaves: [
    ...['<label>Password</label><p>At least 8</p>', '<password>${db.password}</password>'],
    '<a accesskey="1" title="All">&lt;&lt;</a>',
    '<key>dbPassword</key>\n<string>$(PASSWORD)</string>',
  ],
};
