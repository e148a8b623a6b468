// Values that a name calls secret: `password: …`, `DB_PASSWORD=…`, `"apiKey": "…"`, `setToken('…')`, "the password is …".
// The name decides how much the value must look like a secret.
import type { Rule } from './rule.ts';
import { continuedEnds, joinLines } from './continuedLines.ts';
import { quotedValue, type Range } from './quotedValue.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { matchesAt, type Places } from '../workLimit.ts';
import { tabularFile } from './secretColumns.ts';
import { foreignStarts, passwordWord } from '../names/passwordWord.ts';
import { isChosenPassword, isConfiguredSecret, isNamedSecret, looksSecret } from '../judge/secretValue.ts';

/** Names whose values are secret whatever they look like. */
const strongNames = [
  passwordWord,
  '(?:secret|security)[ _-]?answer|secret[ ._-]?(?:access[ _-]?)?key(?:[ _-]?base)?|(?:client|app|api|shared|webhook|consumer|jwt|session|cookie|hmac|oauth)[ _-]?secret',
  '(?:access|account|private|signing|encryption|master|storage|auth|licen[cs]e|recovery|api|app|application|consumer|client|service|server|crypto|cipher|aes|hmac|jwt|pre-?shared)[ _:-]?key',
  'recovery[ _-]?code|instrumentation[ _-]?key|pass4symmkey|mdp|clave(?: de acceso)?|psk|requirepass|masterauth',
  '(?:auth|access|refresh|bearer|bot|deploy|api|jwt)[ _-]?token|seed[ _-]?phrase|mnemonic',
].join('|');
/** Names whose values are secret if they do not look like words. */
const weakNames = 'secret|token|jwt|credentials?|pass|pw|pin|auth|cookie|session[ _-]?id|salt|private|signature|otp';
/** Of these, names whose values a person may have chosen. */
const ownSecret = /^(?:secret|private|salt|credential)/i;
/** How the names begin. */
const secretNameWords: readonly string[] = (
  'pass pwd pw kennwort phrase secret client shared webhook consumer jwt ' +
  'session cookie hmac oauth access account private signing encryption master storage auth licen recovery ' +
  'service server crypto cipher aes deploy psk requirepass refresh bearer bot seed mnemonic token credential pin salt ' +
  'signature otp application instrumentation mdp clave ' +
  'mot_de mot-de motde api_ api- apik apis apit app_ app- appk apps pre_s pre-s pres'
)
  .split(' ')
  .concat(['mot de', 'mots ', 'api ', 'app '], foreignStarts);
/** What may follow without making another name of it (as `tokenType` or `password_url` would be). */
const suffix =
  '(?:[_-]?(?:\\d{1,3}(?!\\d)|prod|production|dev|development|test|staging|live|main|old|new|confirmation|confirm|repeat|again|value|base64|b64|raw|default|root|admin|user|db|hex)){0,4}';
/** Brackets around a value, also those of a function that only wraps it. */
const wrapped = String.raw`(?:(?:(?:new[ \t]{1,4})?(?:[\w:.]{0,30}[:.])?(?:string|q?string::?from|from|qstring|secretstr(?:ing)?|sensitive|securestring|secret|some|field|bytes))?\([ \t]{0,20}(?:\n[ \t]{0,40})?(?:default[ \t]{0,4}=[ \t]{0,4})?(?=["'\x60]))?`;
const separators = [
  // An assignment, also after the type of a declaration; the value may stand two lines below, or in a YAML block.
  String.raw`[*_]{0,3}(?:[ \t]*:[ \t]*(?:str|string|bytes|Buffer|String|&'static str|&str)\b\??|(?:[ \t]*:[ \t]*[a-z][\w.<>[\]|&]{1,30}|[ \t]+(?:as[ \t]+)?string)(?=[ \t]+=[ \t]+\S)|\[\d*\]|[ \t]*\{[ \t]*get;[^}\n]{0,30}\})?[ \t]*(?:\\\n[ \t]*)?(?::=|=>|==?=?|:(?!:)|::(?=\s)|\?\?=|\|\|=|<-)[*_]{0,3}[ \t]*(?:(?:&\w{1,40}|!!?\w{1,40})[ \t]+)?(?:[|>][+-]?\d?(?=[ \t]*\n))?[ \t]*(?:(?<=[ \t])#[^\n]{0,80}(?=\n))?(?:\n[ \t]*){0,2}(?:["']?\$\{\w{1,40}:?[-=](?=[^\s"'{}]{1,100}\})|${wrapped})`,
  // The next argument, or the only one: a value in quotes must follow.
  String.raw`\\?["'\x60],[ \t]*(?=\\?["'\x60])|[({][ \t]*(?=["'\x60])`,
  String.raw`(?<literal>[ \t]+(?:\.[ \t]+)?(?=["'\x60]))`,
  // The next cell of a table.
  String.raw`(?<cell>[*_\x60]{0,3}[ \t]{0,40}\|[ \t]{0,40}(?=[^|\n]{0,200}\|))`,
  // Prose.
  String.raw`[ \t]+(?:is|was|lautet|ist|est|es)(?:[ \t]+(?:now|still|just|simply|set to))?[: \t]+`,
  String.raw`(?<prose>(?:[ \t]+(?:for|of)[ \t]+[\w.@-]{1,40})?(?:[ \t]+(?:is|was|to|as|lautet|ist|est|es)(?:[ \t]+(?:now|set[ \t]+to|still|simply|just))?|[ \t]*(?:->|→|–|—)|[ \t]+-)[: \t]+|[ \t]+(?:for|of)[ \t]+[\w.@-]{1,40}:[ \t]*)`,
  // A command or a note without anything between them: the value must look like one.
  String.raw`(?<adjacent>[ \t]+)`,
].join('|');
const assignment = new RegExp(
  `(?:(?<strong>${strongNames})|(?<weak>${weakNames}))${suffix}(?![a-z])(?:["'\`)\\]\\\\]{0,8}|\\}(?=[ \\t]*=|[ \\t]+"))(?:${separators})`,
  'iy',
);

/** The end of a name in a sentence, which may stand in a documentation string. */
const sentence = /[ \t](?:is|was|ist|lautet|est)(?:[ \t]{1,4}\w{2,6})?[: \t]{1,8}$/i;
const bare = /[^\s"'`<>]+/y;
const comment = /(?:^|\s)(?:\/\/|\/?\*|#|--|;|%|<!--|rem\b)/i;
/** Longer code before a value is not searched for a comment. */
const longestCode = 400;
/** Whether a value is a secret is decided by its beginning. */
const longestJudged = 120;
/** In source code a value without quotes is a name; elsewhere it is a value. */
export const sourceFile =
  /\.(?:[cm]?[jt]sx?|py|pyi|rb|go|rs|java|kt|kts|scala|c|h|cc|cpp|hpp|cs|swift|m|mm|php|pl|lua|dart|ex|exs|erl|hs|ml|fs|clj|vue|svelte|r|jl|zig|nim|groovy|gradle|ino)$/i;

/** Each line is a name and a value. */
const propertyFile = /\.(?:properties|ini|cfg|conf|cnf|env)$/i;

/** Work for each name, also for each four UTF-16 units of a value without quotes. */
const nameCosts = { look: 1, match: 25 };

/** `path` tells source code from configuration and prose. `places`: where a name may begin. Takes time linear in the text. */
function findAssignedValues(text: string, places: Places, path: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  const isSource = sourceFile.test(path);
  const isTabular = tabularFile.test(path);
  const isProperty = propertyFile.test(path);
  const lineAt = lines(text);
  const wordEnd = wordEnds(text);
  const continuedEnd = continuedEnds(text);
  for (const match of matchesAt(text, assignment, places, nameCosts)) {
    const at = match.index + match[0].length;
    const isJoined = joinedPass.test(before(match, 12));
    if (match.groups!['weak'] !== undefined && !isJoined && !beginsWord(text, match.index)) continue;
    const { cell, literal, prose, adjacent } = match.groups!;
    if (cell !== undefined && !isTabular) continue;
    const isNamed = isStrong(match);
    if (!isNamed && (literal ?? prose ?? adjacent) !== undefined) continue;
    // In a list of names ("username", "password", "message") the next one is no value.
    const strong = isNamed && !isArgument(match[0]);
    const rule = strong ? 'password-value' : 'secret-value';
    const value =
      quotedValue(text, at, acceptance(match, isNamed, strong)) ??
      (isArgument(match[0])
        ? undefined
        : bareValue(text, match, lineAt(match.index), { isSource, isProperty, strong, wordEnd, continuedEnd, places }));
    if (value) found.push({ ...value, rule });
  }
  return found;
}

/** An argument after the name of a password, which may also be the next name, a label or a message. */
function isArgumentSecret(value: string): boolean {
  return looksSecret(value) || isChosenPassword(value);
}

/** Decides whether a value in quotes is a secret. */
function acceptance(match: RegExpExecArray, isNamed: boolean, strong: boolean): (value: string) => boolean {
  const weak = (match.groups!['weak'] ?? '').toLowerCase();
  // The argument of a function, or the value of a variable of the environment.
  if (isNamed && !strong) {
    return /[(]\s*$/.test(match[0]) || /^[A-Z_\d]+\b/.test(match[0])
      ? (value) =>
          isArgumentSecret(value) ||
          (nameOfPassword.test(match[0]) && isNamedSecret(value, { isQuoted: true, isStrong: false, mayBeWords: true }))
      : isArgumentSecret;
  }
  // A result of tests may be `pass: '…'`, too.
  if ((weak === 'pass' || weak === 'pw') && !(strong && !/\.$/.test(before(match, 1)))) return isArgumentSecret;
  // A cookie begins with its name.
  if (weak === 'cookie')
    return (value) => isNamedSecret(value.replace(/^[\w.-]{1,40}=/, ''), { isQuoted: true, isStrong: false });
  if (ownSecret.test(weak)) {
    return (value) => isNamedSecret(value, { isQuoted: true, isStrong: strong }) || isChosenPassword(value);
  }
  return (value) => isNamedSecret(value, { isQuoted: true, isStrong: strong });
}

/** `smtp_pass = …` and `SMTP_PASS=…` name a password; "pass" alone has other meanings. */
function isStrong(match: RegExpExecArray): boolean {
  if (match.groups!['strong'] !== undefined) return true;
  return (
    /^(?:pass|pw)$/i.test(match.groups!['weak']!) &&
    (joinedPass.test(before(match, 12)) || /[A-Za-z][_.]$/.test(before(match, 2)) || isAfterUser(match))
  );
}

/** What stands before a name, at most so many UTF-16 units. */
function before({ input, index }: RegExpExecArray, length: number): string {
  return input.slice(Math.max(0, index - length), index);
}

/** `token` in `authToken` and `my_token` begins a word; `key` in `monkey` does not. */
function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !/\p{L}/u.test(text[at - 1]!)) return true;
  return /[a-z]/.test(text[at - 1]!) && /[A-Z]/.test(text[at]!);
}

/** A field with the user comes first. */
const userBefore =
  /(?<=\b(?:user(?:[ _-]?name)?|login|e-?mail)["'*_]{0,3}[ \t]{0,4}[:=][^\n{}()]{1,60}(?:\n[^\n{}()\w]{0,20})?)/iy;
function isAfterUser({ input, index }: RegExpExecArray): boolean {
  userBefore.lastIndex = index;
  return userBefore.test(input);
}
const nameOfPassword = new RegExp(`^(?:${passwordWord}|pass|pw)`, 'i');

/** What makes the name of a password together with "pass" or "pw": `dbpass`, `SSHPASS`, `bindpw`. */
const joinedPass =
  /(?<![A-Za-z])(?:(?:olc)?root|db|ssh|bind|my|user|admin|ftp|smtp|mail|imap|key|store|sql|redis|web|wifi|wlan|vpn|ldap|proxy|login|mqtt|app|su|sudo)$/i;

function isArgument(assigned: string): boolean {
  return /[,(]\s*$/.test(assigned);
}

interface BareContext {
  readonly places: Places;
  readonly isSource: boolean;
  readonly isProperty: boolean;
  readonly strong: boolean;
  readonly wordEnd: (start: number) => number;
  readonly continuedEnd: (end: number, isProperty: boolean) => number;
}

function bareValue(
  text: string,
  match: RegExpExecArray,
  line: Range,
  { isSource, isProperty, strong, wordEnd, continuedEnd, places }: BareContext,
): Range | undefined {
  const [assigned] = match;
  const start = match.index + assigned.length;
  // On a line that is too long to look for the beginning of a comment, everything is checked.
  const code = match.index - line.start > longestCode ? undefined : text.slice(line.start, match.index);
  const isValue = code === undefined || comment.test(code) || (/\w=$/.test(assigned) && isInString(code));
  if (isSource && !isValue && !sentence.test(assigned)) return undefined;
  const isContinued = /\\\n[ \t]*$/.test(assigned);
  const isEnvironment = code !== undefined && isEnvironmentName(code, joinLines(assigned), isProperty);
  const firstEnd = isEnvironment
    ? environmentEnd(text, start, isContinued ? endOfLine(text, start) : line.end)
    : wordEnd(start);
  const end = continuedEnd(firstEnd, isEnvironment && isProperty);
  const judged = text.slice(start, Math.min(end, start + longestJudged));
  places.spend(match.index, judged.length >> 2);
  const value = joinLines(judged);
  // A command may follow: PGPASSWORD=… psql
  if (isEnvironment && strong && /\s/.test(value) && !isConfiguredSecret(value)) {
    const word = wordEnd(start);
    return isConfiguredSecret(text.slice(start, word)) ? { start, end: word } : undefined;
  }
  if (isSource && !isValue && !isChosenPassword(value)) return undefined;
  if (match.groups!['adjacent'] !== undefined && !(strong && isChosenPassword(value, false))) {
    // A name and a value that have a line for themselves.
    const isAlone = strong && end === line.end && /^\s*(?:[\w-]{1,40}[._-])?$/.test(code ?? '-');
    return isAlone && (isProperty ? isConfiguredSecret(value) : isChosenPassword(value)) ? { start, end } : undefined;
  }
  // The next line may hold the next name of a list.
  if (assigned.includes('\n') && (text[end] === ':' || value.endsWith(':'))) return undefined;
  // ${PASSWORD:+text} and ${PASSWORD:?message} of a shell.
  if (/^[+?]/.test(value) && /\$\{\w*$/.test(code ?? '')) return undefined;
  const isAccepted = (isEnvironment && strong) || isWord(match, strong, value, text.slice(end, end + 1));
  if (ownSecret.test(match.groups!['weak'] ?? '') && isChosenPassword(value)) return { start, end };
  return (isAccepted ? isConfiguredSecret(value) : isNamedSecret(value, { isStrong: strong }))
    ? { start, end }
    : undefined;
}

/** Words after a name where nothing but its value can stand: alone after a colon, as in YAML, or right after an equals sign. */
function isWord(match: RegExpExecArray, strong: boolean, value: string, next: string): boolean {
  const [assigned] = match;
  if (!strong) return false;
  if (/^[A-Z\d_]+=$/.test(assigned)) return true;
  const isAlone = /:[ \t]*(?:[|>][+-]?\d?[ \t]*\n[ \t]*)?$/.test(assigned) && (next === '' || next === '\n');
  if (isAlone && /^[a-z]{10,}$/.test(value)) return true;
  return (
    (isAlone || /\w=$/.test(assigned)) && nameOfPassword.test(assigned) && isNamedSecret(value, { mayBeWords: true })
  );
}

/** "host=db password=…" in a string literal. */
function isInString(before: string): boolean {
  const count = { '"': 0, "'": 0, '`': 0 };
  for (const character of before) if (character === '"' || character === "'" || character === '`') count[character]++;
  return Object.values(count).some((quotes) => quotes % 2 === 1);
}

/** `NAME=value` alone on its line: the value is all that follows, blanks and signs included. */
function isEnvironmentName(before: string, assigned: string, isProperty: boolean): boolean {
  if (
    /^\s*(?:export\s+|set\s+|-\s+|ENV\s+|ARG\s+)?[A-Z0-9_]*$/.test(before) &&
    /^[A-Z0-9_]+[ \t]*=[ \t]*$/.test(assigned)
  )
    return true;
  return /^\s*[\w.-]*$/.test(before) && (isProperty ? /^[\w.-]+[ \t]*[=:][ \t]*$/ : /^[\w.-]+=$/).test(assigned);
}

/** Without a comment at the end of the line. */
function environmentEnd(text: string, start: number, lineEnd: number): number {
  const value = text.slice(start, lineEnd);
  const commentAt = value.search(/\s#/);
  return start + (commentAt === -1 ? value : value.slice(0, commentAt)).trimEnd().length;
}

/** Returns the line around a position, without its line end. The positions must ascend. */
function lines(text: string): (at: number) => Range {
  let line: Range = { start: 0, end: endOfLine(text, 0) };
  return (at) => {
    while (line.end < at) line = { start: line.end + 1, end: endOfLine(text, line.end + 1) };
    return line;
  };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/**
 * Returns the end of the word without blanks and quotes that begins or goes on at a position, without the signs that end a sentence or
 * a list. The positions must ascend.
 */
function wordEnds(text: string): (start: number) => number {
  let [end, withoutPunctuation] = [-1, -1];
  return (start) => {
    if (start >= end) {
      bare.lastIndex = start;
      end = withoutPunctuation = start + (bare.exec(text)?.[0].length ?? 0);
      while (withoutPunctuation > start && ',;.)]}'.includes(text[withoutPunctuation - 1]!)) withoutPunctuation--;
    }
    return Math.max(start, withoutPunctuation);
  };
}

export const assignedValues: Rule = {
  name: 'password-value',
  words: secretNameWords,
  find: findAssignedValues,
  masks: [{ path: 'a.yml', text: 'password: «hunter2-x9Qz»' }, 'the password is «hunter2-x9Qz»'],
  leaves: [{ path: 'a.ts', text: 'interface Login { password: string }' }, 'password: ${DB_PASSWORD}'],
};
