// Values that a separate field names, before or after it: {"name": "DB_PASSWORD", "value": "…"}.
import type { Rule } from './rule.ts';
import { keyWord, nearbyWord, secretStarts } from '../names/passwordWord.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { execAt, isAt } from '../sticky.ts';
import { isLabel } from '../judge/placeholders.ts';
import { isConfiguredSecret } from '../judge/secretValue.ts';
import { matchesAt, type Places } from '../workLimit.ts';

const secretName = `(?:${nearbyWord}|pass(?=["'])|secret|token|${keyWord}|recovery[ _-]?codes?|client[_-]?secret)`;
/** The end of a field that holds the name: `"name": "`, `- key: ` or `<name>`. */
const nameField =
  /(?<=(?<field>(?:name|key|id|field|label|title|variable)(?:["']?[ \t]{0,4}[:=][ \t]{0,4}N?["']?|>\s{0,20})[\w .:-]{0,40}))/iy;
/** What such a field holds before the name, in UTF-16 units before it. */
const fieldSign = /[:=>]/;
const fieldReach = 66;
/** A value in quotes, or without: then a line may hold nothing else. A reference to the quote is slow where case is ignored. */
const anyValue = String.raw`(?:"(?<double>(?:[^"\\\n]|\\.){6,200})"|'(?<single>(?:[^'\\\n]|\\.){6,200})'|(?<bare>[^\s"',<>{}]{6,200}(?![^\n,}\t ])|[^\s"',][^\n"']{5,200}(?=\n)))`;
const otherField = String.raw`["']?\w{1,20}["']?[ \t]{0,4}[:=][ \t]{0,4}["']?[\w-]{1,20}(?:["'],?\s{0,40}|,?\s{1,40})`;
/** A value with its field, or an element of XML. */
const valueField = new RegExp(String.raw`val(?:ue)?["']?[ \t]{0,4}[:=][ \t]{0,4}N?${anyValue}`, 'iy');
const valueElement = /(?:value|string)>\s{0,40}(?<bare>[^\s<>]{6,200})\s{0,40}<\//iy;
const valueWord = /value|\bval(?=["' =])|string(?=>)/gi;
/** What may stand between a value and the name of the field: the end of its own field, and at most two other fields. */
const betweenFields = new RegExp(
  String.raw`^[ \t]{0,4},?\s{0,40}(?:${otherField}){0,2}(?:<?/?[\w:-]{0,20}>\s{0,40}<|where[ \t]+)?["']?[\w:-]{0,20}$`,
  'i',
);
const valueAfter = new RegExp(
  String.raw`[\w-]{0,20}(?:["'],?\s{0,40}|,?\s{1,40})(?:[-+ ]{0,3}${otherField}){0,2}?[-+ ]{0,3}["']?\w{0,20}value["']?[ \t]{0,4}[:=][ \t]{0,4}${anyValue}`,
  'iy',
);
/** In the same tag. */
const valueAttribute = /[\w-]{0,20}["'][^<>{}\n]{0,300}?\svalue=["'](?<bare>[^"'\n]{6,200})/iy;
/** The default of a parameter, some lines below its name. */
const valueBelow = new RegExp(
  String.raw`[\w-]{0,20}["']?:[ \t]{0,4}(?:\{[ \t]{0,4})?\n(?:[ \t]{1,40}["']?\w{1,30}["']?:[ \t]{0,4}["']?[\w :.-]{0,60}["']?,?\n){0,3}?[ \t]{1,40}["']?(?:default|value|defaultValue|example)["']?:[ \t]{0,4}${anyValue}`,
  'iy',
);
const word = new RegExp(secretName, 'iy');
/** What the name of a value below ends with. */
const nameEnd = /[\w-]{0,20}["']?:/y;
/** Without variables: no message. */
const plainValue = /^(?:(?!\$\{|\{\{)[ -~\p{L}])+$/u;
/** UTF-16 units before a name that may hold its value. */
const lookBehind = 300;
/** Work for each name, and for the values below it. */
const nameCosts = { look: 1, match: 8 };
const valueUnits = 25;
/** Work for the fields around a name. */
const fieldUnits = 60;
/** Words "value" that are looked at before a name. */
const mostValues = 4;
const upperName = /(?<=[:=>][ \t]{0,4}["']?[A-Z0-9_]{0,40})/y;

/** `places`: where a name may begin. Takes time linear in the text. */
function findNamedValues(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  const add = (start: number, value: string): void => {
    found.push({ start, end: start + value.length, rule: 'named-value' });
  };
  for (const { index, 0: name } of matchesAt(text, word, places, nameCosts)) {
    const end = index + name.length;
    const isInField = fieldSign.test(text.slice(Math.max(0, index - fieldReach), index));
    const field = isInField ? execAt(nameField, text, index)?.groups!['field'] : undefined;
    if (field !== undefined) {
      places.spend(index, fieldUnits);
      const accepts = isVariable(text, index, name) ? isConfiguredSecret : isFieldSecret;
      for (const value of [
        valueAbove(text, index - field.length),
        rangeOf(execAt(valueAfter, text, end) ?? execAt(valueAttribute, text, end)),
      ]) {
        if (value && accepts(value.text)) add(value.start, value.text);
      }
    }
    if (!isAt(nameEnd, text, end)) continue;
    places.spend(index, valueUnits);
    const below = name.length > 4 ? rangeOf(execAt(valueBelow, text, end)) : undefined;
    if (below && isFieldSecret(below.text) && plainValue.test(below.text)) add(below.start, below.text);
  }
  return found;
}

interface Value {
  readonly start: number;
  readonly text: string;
}

/** The value of a field that ends before a field with a name. */
function valueAbove(text: string, at: number): Value | undefined {
  const from = Math.max(0, at - lookBehind);
  const before = text.slice(from, at);
  for (const { index } of [...before.matchAll(valueWord)].reverse().slice(0, mostValues)) {
    const match = execAt(valueField, before, index) ?? execAt(valueElement, before, index);
    const value = rangeOf(match);
    if (!match || !value) continue;
    const isNext = betweenFields.test(before.slice(match.index + match[0].length));
    return isNext ? { start: from + value.start, text: value.text } : undefined;
  }
  return undefined;
}

/** DB_PASSWORD: its value may be a word. */
function isVariable(text: string, index: number, name: string): boolean {
  return name === name.toUpperCase() && isAt(upperName, text, index);
}

/** The place of a value in a match that ends with it. */
function rangeOf(match: RegExpExecArray | null): Value | undefined {
  if (!match) return undefined;
  const { double, single, bare, value = double ?? single ?? bare } = match.groups!;
  return value === undefined ? undefined : { start: match.index + match[0].lastIndexOf(value), text: value };
}

/** Words without a space between them are a password, too. */
function isFieldSecret(value: string): boolean {
  return isConfiguredSecret(value) && !isLabel(value);
}

export const namedValues: Rule = {
  name: 'named-value',
  words: secretStarts,
  find: findNamedValues,
  masks: [
    ...[
      '- value: «Harbor-dragon-8328»\n  name: SMTP_PASSWORD\n',
      '- name: MASTER_KEY\n  value: «Harbor-dragon-8328»\n',
    ],
    '{"key":"userPass","value":"«Harbor-dragon-8328»"}',
    'password:\n  type: string\n  example: «Harbor8328»\n',
    '{ "name": "DB_PASSWORD", "value": "«Harbor-dragon-8328»" }',
    '<add key="DbPassword" encrypted="no" comment="the one" value="«hunter2-x9Qz»" />',
    "UPDATE settings SET value = '«hunter2-x9Qz»' WHERE name = 'smtp_password';",
  ],
  leaves: [
    ...['{ "name": "DB_PASSWORD", "value": "$PASSWORD" }', '<add key="DbPassword" value="${password}" />'],
    "UPDATE settings SET value = 'hunter2-x9Qz' WHERE name = 'host';",
    "UPDATE a SET value = '' WHERE name = 'token';",
  ],
};
