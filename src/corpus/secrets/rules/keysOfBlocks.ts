// An entry "key" in a block that says what it opens: "Jwt": { "Issuer": "…", "Key": "…" }, in JSON, YAML, TOML and code.
import { isConfiguredSecret, isNamedSecret } from '../judge/secretValue.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { execAt } from '../sticky.ts';
import { matchesAt, type Places } from '../workLimit.ts';
import type { Rule } from './rule.ts';

/** A block in brackets, with lines that are indented, or below a heading. */
const opening =
  /(?:jwt|encryption|signing|cipher|hmac)\w{0,20}["']?(?:(?:[ \t]{0,4}(?::|:?=|=>))?[ \t]{0,4}(?:\w{0,20}\()?(?<bracket>\{)|[ \t]{0,4}:[ \t]{0,4}\n(?=(?<indent>[ \t]))|(?<heading>\])[ \t]{0,4}\n)/iy;
const quoted = String.raw`"(?<double>[^"\n]{6,200})"|'(?<single>[^'\n]{6,200})'`;
const bare = String.raw`(?<bare>[^\s"',;{}]{6,200})(?=[ \t]{0,4}(?:\n|$))`;
const entry = (before: string, value: string): RegExp =>
  new RegExp(String.raw`${before}(?<![\w-])key["']?[ \t]{0,4}(?::|:?=|=>)[ \t]{0,4}(?:${value})`, 'iy');
const entries = {
  bracket: entry('[^{}]{0,250}?', quoted),
  indent: entry(String.raw`(?:[ \t]{1,20}[^\n{}]{0,80}\n){0,5}?[ \t]{1,20}`, `${quoted}|${bare}`),
  heading: entry(String.raw`(?:[^\n[{}]{0,80}\n){0,5}?`, `${quoted}|${bare}`),
};
const costs = { look: 1, match: 25 };

/** `places`: where the name of a block may begin. Takes time linear in the text. */
function findKeysOfBlocks(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, opening, places, costs)) {
    const { bracket, indent } = match.groups!;
    const form = bracket !== undefined ? entries.bracket : indent !== undefined ? entries.indent : entries.heading;
    const groups = execAt(form, text, match.index + match[0].length)?.groups;
    const value = groups?.['double'] ?? groups?.['single'] ?? groups?.['bare'];
    if (value === undefined || !isConfiguredSecret(value) || !isNamedSecret(value, { isQuoted: true })) continue;
    const end = text.lastIndexOf(value, form.lastIndex - value.length) + value.length;
    found.push({ start: end - value.length, end, rule: 'named-value' });
  }
  return found;
}

export const keysOfBlocks: Rule = {
  name: 'named-value',
  words: ['jwt', 'encryption', 'signing', 'cipher', 'hmac'],
  find: findKeysOfBlocks,
  masks: [
    { path: 'a.json', text: '"Jwt": {\n  "Issuer": "https://a.example",\n  "Key": "«ThisIsMySecretKey12345»"\n}' },
    { path: 'a.json', text: '{"JwtSettings":{"Key":"«river-meadow-umbrella-island»"}}' },
    { path: 'a.yml', text: 'encryption:\n  mode: cbc\n  key: «Bau-Meister21»\n' },
    { path: 'a.toml', text: '[jwt]\nissuer = "a"\nkey = "«Bau-Meister21»"\n' },
    { path: 'a.ts', text: "const jwtOptions = { issuer, key: '«hunter2-x9Qz»' };" },
  ],
  leaves: [
    { path: 'a.json', text: '"Jwt": { "Key": "your-key-here" }' },
    { path: 'a.json', text: '"Jwt": { "Issuer": "a" }, "menu": { "key": "Bau-Meister21" }' },
    { path: 'a.yml', text: 'encryption:\n  mode: cbc\nmenu:\n  key: Bau-Meister21\n' },
    { path: 'a.ts', text: "const signing = { key: 'keyId', cacheKey: 'alpha-Wolf1' };" },
    { path: 'a.ts', text: 'interface Signing extends Options {\n  key: Uint8Array\n}' },
    { path: 'a.ts', text: "import hmac from 'hmac';\nsort({ key: 'alpha-Wolf1' });" },
  ],
};
