// Values that a name calls secret: `password: …`, `DB_PASSWORD=…`, `"apiKey": "…"`, `setToken('…')`, "the password is …".
// The name decides how much the value must look like a secret.
import type { SecretSpan } from './secretSpan.ts';
import { matchesAt } from './wordScanner.ts';
import { isBareSecret, isQuotedSecret } from './secretValue.ts';

/** Names whose values are secret whatever they look like. */
const strongNames = [
  'pass(?:word|wd|phrase|wort)|passwort|passwd|pwd|kennwort|contrase[nñ]a|mot[ _-]?de[ _-]?passe|senha|wachtwoord|пароль|密码|パスワード',
  'secret[ _-]?(?:access[ _-]?)?key(?:[ _-]?base)?|(?:client|app|shared|webhook|consumer)[ _-]?secret|api[ _-]?(?:key|secret|token)',
  '(?:access|account|private|signing|encryption|master|storage|auth|license|recovery)[ _-]?key|recovery[ _-]?code',
  '(?:auth|access|refresh|bearer|bot|deploy)[ _-]?token|seed[ _-]?phrase|mnemonic',
].join('|');
/** Names whose values are secret if they do not look like words. */
const weakNames = 'secret|token|credentials?|pass|pw|pin|auth|cookie|session[ _-]?id|salt|private|signature|nonce|otp';
/** How the names begin. */
export const secretNameWords: readonly string[] = [
  ...[
    'pass',
    'pwd',
    'pw',
    'kennwort',
    'contrase',
    'mot',
    'senha',
    'wachtwoord',
    'пароль',
    '密码',
    'パスワード',
    'secret',
  ],
  ...['client', 'app', 'shared', 'webhook', 'consumer', 'api', 'access', 'account', 'private', 'signing', 'encryption'],
  ...['master', 'storage', 'auth', 'license', 'recovery', 'refresh', 'bearer', 'bot', 'deploy', 'seed', 'mnemonic'],
  ...['token', 'credential', 'pin', 'cookie', 'session', 'salt', 'signature', 'nonce', 'otp'],
];
/** What may follow without making another name of it (as `tokenType` or `password_url` would be). */
const suffix =
  '(?:[_-]?(?:\\d{1,3}|prod|production|dev|development|test|staging|live|main|old|new|value|base64|b64|raw|default|root|admin|user|db|hex))*';
const separators = [
  // An assignment, also after the type of a declaration; the value may stand on the next line.
  String.raw`[*_]{0,3}(?:[ \t]*:[ \t]*(?:str|string|bytes|Buffer|String|&'static str|&str)\b\??)?[ \t]*(?::=|=>|==?=?|:(?!:)|\?\?=)[*_]{0,3}[ \t]*\n?[ \t]*`,
  // The next argument, or the only one: a value in quotes must follow.
  String.raw`["'\x60],[ \t]*(?=["'\x60])|\([ \t]*(?=["'\x60])`,
  // Prose.
  String.raw`[ \t]+(?:is|was|lautet|ist|est|es)[: \t]+`,
].join('|');
const assignment = new RegExp(
  `(?:(?<strong>${strongNames})|(?<weak>${weakNames}))${suffix}(?![a-z])["'\`)\\]]*(?:${separators})`,
  'iuy',
);

/** A string literal, also one that is not closed on its line. */
const quoted = /(?:[bru]{1,2}|@|\$)?(["'`])((?:\\.|(?!\1)[^\\\n])*)(?:\1|(?=\n)|$)/y;
const bare = /[^\s"'`<>]+/y;
const comment = /(?:^|\s)(?:\/\/|\/?\*|#|--|;|%|<!--|rem\b).*$/i;
/** Longer code before a value is not searched for a comment. */
const longestCode = 2000;
/** Whether a value is a secret is decided by its beginning. */
const longestJudged = 1000;
/** In source code a value without quotes is a name; elsewhere it is a value. */
const sourceFile =
  /\.(?:[cm]?[jt]sx?|py|pyi|rb|go|rs|java|kt|kts|scala|c|h|cc|cpp|hpp|cs|swift|m|mm|php|pl|lua|dart|ex|exs|erl|hs|ml|fs|clj|vue|svelte|r|jl|zig|nim|groovy|gradle)$/i;

/** `path` tells source code from configuration and prose. `starts`: where a name may begin. Takes time linear in the text. */
export function findAssignedValues(text: string, path: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  const isSource = sourceFile.test(path);
  const lineAt = lines(text);
  const wordEnd = runEnds(text);
  for (const match of matchesAt(text, assignment, starts)) {
    const at = match.index + match[0].length;
    if (match.groups!['weak'] !== undefined && !beginsWord(text, match.index)) continue;
    // In a list of names ("username", "password", "message") the next one is no value.
    const strong = match.groups!['strong'] !== undefined && !/[,(]\s*$/.test(match[0]);
    const rule = strong ? 'password-value' : 'secret-value';
    const value =
      quotedValue(text, at, strong) ??
      (isArgument(match[0]) ? undefined : bareValue(text, match, lineAt(match.index), { isSource, strong, wordEnd }));
    if (value) found.push({ ...value, rule });
  }
  return found;
}

/** `token` in `authToken` and `my_token` begins a word; `key` in `monkey` does not. */
function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !/\p{L}/u.test(text[at - 1]!)) return true;
  return /[a-z]/.test(text[at - 1]!) && /[A-Z]/.test(text[at]!);
}

type Range = Pick<SecretSpan, 'start' | 'end'>;

function quotedValue(text: string, at: number, strong: boolean): Range | undefined {
  quoted.lastIndex = at;
  const match = quoted.exec(text);
  if (!match) return undefined;
  const value = match[2]!;
  if (!isQuotedSecret(value, strong)) return undefined;
  const start = at + match[0].indexOf(match[1]!) + 1;
  return { start, end: start + value.length };
}

function isArgument(assigned: string): boolean {
  return /[,(]\s*$/.test(assigned);
}

interface BareContext {
  readonly isSource: boolean;
  readonly strong: boolean;
  readonly wordEnd: (start: number) => number;
}

function bareValue(
  text: string,
  match: RegExpExecArray,
  line: Range,
  { isSource, strong, wordEnd }: BareContext,
): Range | undefined {
  const start = match.index + match[0].length;
  // On a line that is too long to look for the beginning of a comment, everything is checked.
  const before = match.index - line.start > longestCode ? undefined : text.slice(line.start, match.index);
  if (isSource && before !== undefined && !comment.test(before)) return undefined;
  const isEnvironment = before !== undefined && isEnvironmentName(before, match[0]);
  const end = isEnvironment ? environmentEnd(text, start, line.end) : withoutPunctuation(text, start, wordEnd(start));
  return isBareSecret(text.slice(start, Math.min(end, start + longestJudged)), strong) ? { start, end } : undefined;
}

/** `NAME=value` alone on its line: the value is all that follows, blanks and signs included. */
function isEnvironmentName(before: string, assigned: string): boolean {
  return /^\s*(?:export\s+|set\s+|-\s+|ENV\s+|ARG\s+)?[A-Z0-9_]*$/.test(before) && /^[A-Z0-9_]+=$/.test(assigned);
}

/** Without a comment at the end of the line. */
function environmentEnd(text: string, start: number, lineEnd: number): number {
  const value = text.slice(start, lineEnd);
  const commentAt = value.search(/\s#/);
  return start + (commentAt === -1 ? value : value.slice(0, commentAt)).trimEnd().length;
}

/** A word may end a sentence or a list. */
function withoutPunctuation(text: string, start: number, wordEnd: number): number {
  let end = wordEnd;
  while (end > start && ',;.)]}'.includes(text[end - 1]!)) end--;
  return end;
}

/** Returns the line around a position, without its line end. The positions must ascend. */
function lines(text: string): (at: number) => Range {
  const endOf = (start: number): number => {
    const end = text.indexOf('\n', start);
    return end === -1 ? text.length : end;
  };
  let line: Range = { start: 0, end: endOf(0) };
  return (at) => {
    while (line.end < at) line = { start: line.end + 1, end: endOf(line.end + 1) };
    return line;
  };
}

/** Returns the end of the word without blanks and quotes that begins or goes on at a position. The positions must ascend. */
function runEnds(text: string): (start: number) => number {
  let end = -1;
  return (start) => {
    if (start < end) return end;
    bare.lastIndex = start;
    end = start + (bare.exec(text)?.[0].length ?? 0);
    return end;
  };
}
