// Tokens of the known formats. A format is a line in `tokenFormats.ts`.
import type { SecretSpan } from '../secretSpan.ts';
import { execAt, isAt } from '../sticky.ts';
import { tokenFormats, type TokenFormat } from './tokenFormats.ts';
import { isInDataUrl } from '../judge/publicStrings.ts';
import { tokenRuns, type TokenRun } from '../tokenRuns.ts';
import type { Rule, Search } from './rule.ts';

const byPrefix = new Map<string, TokenFormat[]>();
for (const format of tokenFormats) {
  for (const prefix of format.prefixes.split(' ')) byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), format]);
}
const escaped = [...byPrefix.keys()]
  .sort((a, b) => b.length - a.length)
  .map((prefix) => prefix.replace(/[.?/|+*()[\]{}\\^$]/g, '\\$&'));
const anyPrefix = new RegExp(escaped.join('|'), 'y');
/** Formats without a fixed prefix: a long run of token characters, and what stands before it. */
const shapes: readonly { readonly rule: string; readonly before: RegExp; readonly length: number }[] = [
  { rule: 'telegram-token', before: /(?<![\w/])\d{8,10}(?::|%3A)$/, length: 30 },
  { rule: 'discord-token', before: /(?<![\w.-])[MNO][\w-]{23,27}\.[\w-]{6}\.$/, length: 27 },
  { rule: 'ghost-key', before: /(?<!\w)[0-9a-f]{24}:$/, length: 64 },
  { rule: 'firebase-key', before: /(?<![\w-])AAAA[\w-]{7}:$/, length: 100 },
];
/** What comes just before the run in all shapes. */
const beforeShape = [':', '.', 'A'];
const shortestShape = Math.min(...shapes.map(({ length }) => length));
/** The longest text before a run that a shape looks at. */
const longestBefore = 40;

/** The prefix itself, then the known prefixes that it begins with, longest first. */
function prefixesOf(prefix: string): readonly string[] {
  let known = shorterPrefixes.get(prefix);
  if (!known) {
    known = [...byPrefix.keys()].filter((other) => prefix.startsWith(other)).sort((a, b) => b.length - a.length);
    shorterPrefixes.set(prefix, known);
  }
  return known;
}
const shorterPrefixes = new Map<string, readonly string[]>();

const wordCharacter = /[A-Za-z0-9]/;

/** All tokens of a known format, also those that end early. Takes time linear in the text. */
function findTokens(text: string, { starts, isPublic, spend }: Search): SecretSpan[] {
  const found: SecretSpan[] = [];
  let last = 0;
  for (const start of starts) {
    if (start < last || !spend(start, 1)) continue;
    const [prefix] = execAt(anyPrefix, text, start) ?? [];
    if (prefix === undefined) continue;
    const { before = 0 } = byPrefix.get(prefix)![0]!;
    const isInWord = wordCharacter.test(prefix[0]!) && start > 0 && wordCharacter.test(text[start - 1]!);
    if (before === 0 && isInWord) continue;
    const end = endOfToken(text, prefix, start);
    if (end === undefined) continue;
    found.push({ start: Math.max(0, start - before), end: end.at, rule: end.rule });
    last = end.at;
  }
  const runs = tokenRuns(text, shortestShape);
  return [...found, ...findShapes(text, runs)].filter(({ start: at }) => !isPublic(at) && !isInDataUrl(text, at));
}

function findShapes(text: string, runs: readonly TokenRun[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const { start, end } of runs) {
    if (!beforeShape.includes(text.charAt(start - 1))) continue;
    const before = text.slice(Math.max(0, start - longestBefore), start);
    for (const shape of shapes) {
      if (end - start < shape.length) continue;
      const match = shape.before.exec(before);
      if (match) found.push({ start: start - match[0].length, end, rule: shape.rule });
    }
  }
  return found;
}

function endOfToken(text: string, prefix: string, start: number): { at: number; rule: string } | undefined {
  for (const shorter of prefixesOf(prefix)) {
    for (const { body, rule } of byPrefix.get(shorter)!) {
      if (isAt(body, text, start + shorter.length)) return { at: body.lastIndex, rule };
    }
  }
  return undefined;
}

export const tokens: Rule = {
  name: 'token',
  words: [...byPrefix.keys()],
  find: findTokens,
  masks: ['export TOKEN=«ghp_16C7e42F292c»', '"shop" "«md5913bda9df60c0c5aef17901263d557c5»"'],
  leaves: [
    ...['md5: 913bda9df60c0c5aef17901263d557c5', 'md5sum 913bda9df60c0c5aef17901263d557c5'],
    'npm_config_cache is a variable',
    "if key.startswith('django-insecure-'): warn()",
    'A_series_which_re_map_imports_to_lookup_locations_relative_to_the_baseUrl_6167',
    '//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoiYS5qcyJ9',
  ],
};
