// Values that a separate field names, before or after it: {"name": "DB_PASSWORD", "value": "…"}, and collections of secrets:
// "passwords": ["…", "…"], and lists in YAML.
import { nearbyWord } from './passwordWord.ts';
import type { SecretSpan } from './secretSpan.ts';
import {
  isBareSecret,
  isChosenPassword,
  isConfiguredSecret,
  isUnmistakable,
  isWordPassword,
  looksSecret,
} from './secretValue.ts';
import { matchesAt } from './wordScanner.ts';

const secretName = `(?:${nearbyWord}|(?:users|logins|accounts)(?=["']?\\]?[ \\t]*(?:\\n|(?::|:?=|=>)[ \\t]*(?:\\n|(?:new )?[\\w.<>[\\], ]{0,40}\\{)))|secret|token|api[_-]?key|recovery[ _-]?codes?|(?:session|cookie|signing|encryption)[_-]?keys|client[_-]?secret)`;
/** The end of a field that holds the name: `"name": "`, `- key: ` or `<name>`. */
const nameField =
  /["']?\b\w{0,20}(?:name|key|id|field|label|title|variable)(?:["']?[ \t]*[:=][ \t]*["']?|>[ \t]*)[\w .:-]{0,40}$/i;
/** A value in quotes, or without: then a line may hold nothing else. */
const anyValue = String.raw`(?:(?<quote>["'])(?<quoted>(?:(?!\k<quote>)[^\\\n]|\\.){6,200})\k<quote>|(?<bare>[^\s"',<>{}]{6,200}(?![^\n,}\t ])|[^\s"',][^\n"']{5,200}(?=\n)))`;
const otherField = String.raw`["']?\w{1,20}["']?[ \t]*[:=][ \t]*["']?[\w-]{1,20}["']?[ \t]*,?\s{0,40}`;
/** A value with its field, and at most two other fields, up to a field that holds the name. */
const valueBefore = new RegExp(
  String.raw`["']?\b\w{0,20}value["']?[ \t]*[:=][ \t]*${anyValue}[ \t]*,?\s{0,40}(?:${otherField}){0,2}["']?\b\w{0,20}(?:name|key|id|field)["']?[ \t]*[:=][ \t]*["']?[\w.-]{0,40}$`,
  'i',
);
/** The same in elements of XML. */
const elementBefore =
  /<(?<tag>[\w:-]{0,20}(?:value|string))>\s{0,40}(?<bare>[^\s<>]{6,200})\s{0,40}<\/\k<tag>>\s{0,40}<[\w:-]{0,20}(?:name|key|id)>\s{0,40}[\w.-]{0,40}$/i;
const valueAfter = new RegExp(
  String.raw`${secretName}[\w -]{0,20}["']?[ \t]*,?\s{0,40}(?:[-+ ]{0,3}${otherField}){0,2}?[-+ ]{0,3}["']?\w{0,20}value["']?[ \t]*[:=][ \t]*${anyValue}`,
  'iuy',
);
/** The default of a parameter, some lines below its name. */
const valueBelow = new RegExp(
  String.raw`[\w-]{0,20}["']?:[ \t]*\{?[ \t]*\n(?:[ \t]+["']?\w{1,30}["']?:[ \t]*["']?[\w :.-]{0,60}["']?,?[ \t]*\n){0,3}?[ \t]+["']?(?:default|value|defaultValue)["']?:[ \t]*${anyValue}`,
  'iuy',
);
const word = new RegExp(secretName, 'iuy');
const collection = /[\w-]{0,20}["']?\]?[ \t]*(?:(?::|:?=|=>)[ \t]*(?:\w[\w.<>[\], ]{0,40}(?=\{))?|,[ \t]*)[[{(]/y;
/** A section of users in TOML, or a mapping of passwords in YAML. */
const mapping =
  /(?<=users|logins|accounts|passwords|secrets|credentials|tokens)(?:\]|["']?[ \t]*:)[ \t]*\n(?<rows>(?:[ \t]*[\w."'-]+[ \t]*[=:][^\n]*\n?){1,50})/y;
const mappedValue = /[=:][ \t]*["']?(?<value>[^\s"']{8,64})["']?[ \t]*$/gm;
const yamlList = /[\w-]{0,20}["']?[ \t]*:[ \t]*\n((?:[ \t]*- [^\n]*\n?){1,50})/y;
const listItem = /^[ \t]*- (?:[\w .-]{1,40}: )?["']?(?<value>[^\s"':]{8,64})["']?[ \t]*$/gm;
/** A collection that is longer is cut off there. */
const longestCollection = 1500;
const literal = /(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/g;
/** Without variables: no message. */
const plainValue = /^(?:(?!\$\{|\{\{)[ -~])+$/;
/** UTF-16 units before a name that may hold its value. */
const lookBehind = 300;

/** `starts`: where a name may begin. Takes time linear in the text. */
export function findNamedValues(text: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  const add = (start: number, value: string): void => {
    found.push({ start, end: start + value.length, rule: 'named-value' });
  };
  for (const { index, 0: name } of matchesAt(text, word, starts)) {
    const before = text.slice(Math.max(0, index - lookBehind), index);
    if (nameField.test(before)) {
      const earlier = valueBefore.exec(before) ?? elementBefore.exec(before);
      valueAfter.lastIndex = index;
      const later = valueAfter.exec(text);
      const accepts = isVariable(before, name) ? isConfiguredSecret : isNamedSecret;
      if (earlier && accepts(valueOf(earlier))) {
        add(index - before.length + earlier.index + earlier[0].indexOf(valueOf(earlier)), valueOf(earlier));
      }
      if (later && accepts(valueOf(later))) add(index + later[0].lastIndexOf(valueOf(later)), valueOf(later));
    }
    const end = index + name.length;
    valueBelow.lastIndex = end;
    const below = valueBelow.exec(text);
    if (below && name.length > 4 && isNamedSecret(valueOf(below)) && plainValue.test(valueOf(below)))
      add(end + below[0].lastIndexOf(valueOf(below)), valueOf(below));
    collection.lastIndex = end;
    if (collection.test(text)) {
      const from = collection.lastIndex;
      for (const { index: at, 2: value } of collectionAt(text, from).matchAll(literal)) {
        // Not the names in an object. The user may come first: "bob:…".
        const user = /^[\w.@+-]{1,60}:(?=.)/.exec(value!)?.[0] ?? '';
        const secret = value!.slice(user.length);
        if (isCollected(secret)) add(from + at + 1 + user.length, secret);
      }
    }
    mapping.lastIndex = text[end] === 's' ? end + 1 : end;
    const rows = mapping.exec(text)?.groups!['rows'];
    for (const row of rows?.matchAll(mappedValue) ?? []) {
      const value = row.groups!['value']!;
      if (isCollected(value)) add(mapping.lastIndex - rows!.length + row.index + row[0].lastIndexOf(value), value);
    }
    yamlList.lastIndex = end;
    const list = yamlList.exec(text);
    for (const item of list?.[1]?.matchAll(listItem) ?? []) {
      const value = item.groups!['value']!;
      if (isCollected(value))
        add(yamlList.lastIndex - list![1]!.length + item.index + item[0].lastIndexOf(value), value);
    }
  }
  return found;
}

/** DB_PASSWORD: its value may be a word. */
function isVariable(before: string, name: string): boolean {
  return name === name.toUpperCase() && /[:=>][ \t]*["']?[A-Z0-9_]*$/.test(before);
}

function valueOf({ groups }: RegExpExecArray): string {
  return groups!['quoted'] ?? groups!['bare']!;
}

/** Words without a space between them are a password, too. */
function isNamedSecret(value: string): boolean {
  return isConfiguredSecret(value) && (isBareSecret(value, true) || looksSecret(value) || isWordPassword(value));
}

function isCollected(value: string): boolean {
  return isChosenPassword(value) || isUnmistakable(value);
}

/** From after the opening bracket to the closing one. */
function collectionAt(text: string, from: number): string {
  const part = text.slice(from, from + longestCollection);
  let depth = 1;
  for (const { index, 0: bracket } of part.matchAll(/[[\](){}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1;
    if (depth === 0) return part.slice(0, index);
  }
  return part;
}
