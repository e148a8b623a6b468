// Collections of secrets, however many rows they have: "passwords": ["…", "…"], users = {…}, lists and mappings in YAML, sections of
// users, and what a script gives to `chpasswd`.
import { nearbyWord, passwordWord, secretStarts } from '../names/passwordWord.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { execAt, isAt } from '../sticky.ts';
import { isChosenPassword, isNamedSecret } from '../judge/secretValue.ts';
import { isJoinedPassphrase } from '../judge/passphrase.ts';
import { isRandomKey } from '../judge/drawnKeys.ts';
import { matchesAt, type Places } from '../workLimit.ts';
import { sourceFile } from './bareValue.ts';
import { literalsIn, userBefore } from './literalsIn.ts';
import { indentAt, indents, rowsBelow, type RowsEnd } from './rowsBelow.ts';
import type { Rule } from './rule.ts';

const name = new RegExp(
  String.raw`(?:${nearbyWord}|(?:users|logins|accounts)(?=["']?\]?[ \t]{0,8}(?:\n|(?::|:?=|=>)[ \t]{0,8}(?:\n|(?:new )?[\w.<>[\], ]{0,40}(?:\{|\(\[))))|secret|token|api[_-]?key|recovery[ _-]?codes?|(?:session|cookie|signing|encryption)[_-]?keys)`,
  'iy',
);
/** Collections of secrets, tokens and users also have names as values. */
const passwordName = new RegExp(`^(?:${passwordWord})`, 'i');
const keyName = new RegExp(`^(?:${passwordWord}|secret|token|api[_-]?key)`, 'i');
const key = /^[\da-f-]{32,64}$/i;
/** What stands between the name and the values, in the fewest characters that tell other text apart. */
const nameEnd = /[\w-]{0,20}["']?[ \t]{0,4}[\]:=,\n<]/y;
const bracket =
  /[\w-]{0,20}["']?\]?[ \t]{0,4}(?:(?::|:?=|=>)[ \t]{0,4}(?:\w[\w.<>[\], ]{0,40}(?=\{|\(\[))?|,[ \t]{0,4})[[{(]/y;
/** A section in TOML, or the heading of a mapping in YAML. */
const section =
  /(?<=\[[ \t]{0,4}[\w.-]{0,40}(?:users|logins|accounts|passwords|secrets|credentials|tokens))\][ \t]{0,4}\n/iy;
const mapping =
  /(?<=users|logins|accounts|passwords|secrets|credentials|tokens|chpasswd)["']?[ \t]{0,4}:[ \t]{0,4}(?:[|>][+-]?[ \t]{0,4})?\n/iy;
const list = /[\w-]{0,20}["']?[ \t]{0,4}:[ \t]{0,4}\n/y;
const script = /[^\n<]{0,60}<<-?[ \t]{0,4}["']?(?<end>\w{1,40})["']?[ \t]{0,4}\n/y;
const sectionEnd = /^[ \t]*\[/;
/** Nothing stands between the literals. */
const onlyLiterals = /^(?:[\s,]|"[^"\n]*"|'[^'\n]*')*$/;
/** Rows end before a line of another form. */
const noItem = /^[ \t]*(?!- )\S/;

const mappedValue =
  /^[ \t]{0,40}(?:- )?[\w.@"'-]{1,60}[ \t]{0,40}[=:][ \t]{0,40}["']?(?<value>[^\s"']{8,64})["']?,?[ \t]{0,4}$/;
const itemValue = /^[ \t]{0,40}- ["']?(?<value>[^\s"':]{8,64})["']?[ \t]{0,4}$/;
/** UTF-16 units of a value. */
const [shortest, longest] = [8, 130];
/** Work for each name, for what it may begin, and for each value. */
const nameCosts = { look: 1, match: 1 };
const units = { heading: 3, value: 4 };

/** `path` tells source code. `places`: where a name may begin. Takes time linear in the text. */
function findCollections(text: string, places: Places, path: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  const isSource = sourceFile.test(path);
  /** In code, words alone may be names: passWords = ['size', 'stride']. */
  const isPassword = (value: string): boolean =>
    isSource ? isChosenPassword(value, 'named') : !/\s/.test(value) && isNamedSecret(value, { isQuoted: true });
  const indentOf = indents(text);
  /** Where the last collection ends: one inside another is not read again. */
  let read = 0;
  /** `word`: the name of the collection. `isItem`: of a list that holds nothing but passwords. */
  const judge = (word: string, start: number, content: string, isItem: boolean): void => {
    if (!places.spend(start, units.value)) return;
    const before = userBefore.exec(content)?.[0].length ?? 0;
    const value = content.slice(before);
    const isWord = passwordName.test(word) && isJoinedPassphrase(value);
    const isNamed = isItem && isPassword(value);
    const isKey = keyName.test(word) && key.test(value) && isRandomKey(value);
    if (isWord || isNamed || isKey || isChosenPassword(value))
      found.push({ start: start + before, end: start + content.length, rule: 'named-value' });
  };
  for (const { index, 0: word } of matchesAt(text, name, places, nameCosts)) {
    const end = index + word.length;
    if (end < read || !isAt(nameEnd, text, end) || !places.spend(index, units.heading)) continue;
    /** "password" may also name rules for one. */
    const isPlural = text[end] === 's' && passwordName.test(word);
    if (isAt(bracket, text, end)) {
      const from = bracket.lastIndex;
      read = endOfBracket(text, from, indentOf(index));
      const values = text.slice(from, read);
      const isList = isPlural && text[from - 1] === '[' && onlyLiterals.test(values);
      for (const { start, content } of literalsIn(values, shortest, longest))
        judge(word, from + start, content, isList);
      continue;
    }
    const heading = headingAt(text, end, text[end] === 's' ? end + 1 : end, indentOf(index));
    if (!heading) continue;
    read = heading.from;
    for (const { start, text: row } of rowsBelow(text, heading.from, heading.rowsEnd)) {
      read = start + row.length;
      const item = itemValue.exec(row);
      const value = (mappedValue.exec(row) ?? item)?.groups!['value'];
      const isNamed = heading.isLogins || (isPlural && item !== null);
      if (value !== undefined) judge(word, start + row.lastIndexOf(value), value, isNamed);
    }
  }
  return found;
}

interface Heading {
  /** Where the rows begin. */
  readonly from: number;
  readonly rowsEnd: RowsEnd;
  /** The rows are given to `chpasswd`. */
  readonly isLogins: boolean;
}

/** What a name heads that ends at `end`, or with a plural s at `plural`, on a line that is indented by `indent` columns. */
function headingAt(text: string, end: number, plural: number, indent: number): Heading | undefined {
  const isLogins = /chpasswd$/i.test(text.slice(Math.max(0, end - 8), end));
  if (isAt(section, text, plural))
    return { from: section.lastIndex, rowsEnd: { isEnd: (row) => sectionEnd.test(row) }, isLogins };
  if (isAt(mapping, text, plural)) return { from: mapping.lastIndex, rowsEnd: { deeperThan: indent }, isLogins };
  if (isAt(list, text, end)) {
    const rowsEnd = { deeperThan: indent - 1, isEnd: (row: string) => noItem.test(row) };
    return { from: list.lastIndex, rowsEnd, isLogins };
  }
  const scripted = isLogins ? execAt(script, text, end) : undefined;
  if (!scripted) return undefined;
  return { from: script.lastIndex, rowsEnd: { isEnd: (row) => row.trim() === scripted.groups!['end'] }, isLogins };
}

/**
 * From after an opening bracket to the closing one. `indent`: columns of the line with the name. A line that is indented less ends the
 * collection, too, where the bracket does not close. Strings that are not closed end with their line.
 */
function endOfBracket(text: string, from: number, indent: number): number {
  let depth = 1;
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\n') {
      quote = '';
      if (indent > 0 && isOutside(text, at + 1, indent)) return at;
    } else if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('[({'.includes(character)) depth++;
    else if ('])}'.includes(character) && --depth === 0) return at;
  }
  return text.length;
}

function isOutside(text: string, lineStart: number, indent: number): boolean {
  const columns = indentAt(text, lineStart);
  const first = text[lineStart + columns];
  return columns < indent && first !== undefined && first !== '\n';
}

export const collections: Rule = {
  name: 'named-value',
  words: secretStarts,
  seesDocument: true,
  find: findCollections,
  masks: [
    '{ "passwords": ["«Harbor-dragon-8328»", "«river-meadow-umbrella-island»"] }',
    '{ "passwords": ["«cherry-Pie»", "«Apfelkuchen»"] }',
    { path: 'a.yml', text: 'passwords:\n  - «alpha-Wolf1»\n' },
    'basicAuthUsers:\n  bob: «Sommer2017!»\n',
    'secrets = {\n  old = "«2e8c6ac92f334806ec5f6548c7543d1c29349b26»"\n}',
    "users = new Map([['bob', '«Bau-Meister21»']])",
    {
      path: 'a.toml',
      text: '[users]\nbob = "«Bau-Meister21»"\n\n# the other one\neve = "«Kiel-Wasser42»"\n[hosts]\na = "Haus-Meister21"\n',
    },
    {
      path: 'a.yml',
      text: 'passwords:\n  bob: «Bau-Meister21»\n  eve: «Kiel-Wasser42»\nhost:\n  name: Haus-Meister21\n',
    },
    { path: 'a.yml', text: 'chpasswd:\n  list: |\n    bob:«Bau-Meister21»\n    eve:«wasser-Rad1»\n' },
    { path: 'a.sh', text: 'chpasswd <<EOF\nbob:«Bau-Meister21»\nEOF\necho bob:Haus-Meister21\n' },
  ],
  leaves: [
    { path: 'a.yml', text: 'secrets:\n  - payments-api-prod-main\n' },
    ...['{ "passwords": ["must have 8 characters"] }', '{ "password": ["required", "confirmed"] }'],
    ...["'passwords' => ['staff' => ['provider' => 'employees']]", '{ "passwords": { "provider": "eloquent" } }'],
    { path: 'a.ts', text: "const passWords = ['hiddenNext', 'cell-stride'];" },
    { path: 'a.yml', text: 'passwords:\n  rules: alpha-Wolf1\n' },
    'users = { bob: "5f2b8c1e9d4a4c7b8e215a6f" }',
  ],
};
