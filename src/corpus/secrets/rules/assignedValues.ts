// Values that a name calls secret: `password: …`, `DB_PASSWORD=…`, `"apiKey": "…"`, `setToken('…')`, "the password is …".
// The name decides how much the value must look like a secret.
import { assignment, secretNameWords } from './assignment.ts';
import type { Rule } from './rule.ts';
import { continuedEnds, joinLines } from './continuedLines.ts';
import { quotedValue, type Range } from './quotedValue.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { isAt } from '../sticky.ts';
import { matchesAt, type Places } from '../workLimit.ts';
import { endOfLine, environmentEnd, isEnvironmentName, lines, wordEnds } from './valueEnds.ts';
import { tabularFile } from './secretColumns.ts';
import { passwordWord } from '../names/passwordWord.ts';
import { isLabel } from '../judge/placeholders.ts';
import {
  isChosenPassword,
  isConfiguredSecret,
  isJoinedPassphrase,
  isNamedSecret,
  looksSecret,
} from '../judge/secretValue.ts';

/** Weak names whose values a person may have chosen. */
const ownSecret = /^(?:secret|private|salt|credential)/i;

/** The end of a name in a sentence, which may stand in a documentation string. */
const sentence = /[ \t](?:is|was|ist|lautet|est)(?:[ \t]{1,4}\w{2,6})?[: \t]{1,8}$/i;
const comment = /(?:^|\s)(?:\/\/|\/?\*|#|--|;|%|<!--|rem\b)/i;
/** Longer code before a value is not searched for a comment. */
const longestCode = 400;
/** Whether a value is a secret is decided by its beginning. */
const longestJudged = 120;
/** In source code a value without quotes is a name; elsewhere it is a value. */
export const sourceFile =
  /\.(?:[cm]?[jt]sx?|py|pyi|rb|go|rs|java|kt|kts|scala|c|h|cc|cpp|hpp|cs|swift|m|mm|php|pl|lua|dart|ex|exs|erl|hs|ml|fs|clj|vue|svelte|r|jl|zig|nim|groovy|gradle|ino)$/i;

/** Text for people, in which a word after a name is a word. */
const proseFile = /\.(?:md|mdx|markdown|txt|rst|adoc|org|tex|html?|eml|log)$/i;
/** Texts for users: de.yml, locales/en-US.yml. */
const localeFile =
  /(?:^|[/._-])(?:(?:ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)(?:[-_][a-z]{2})?\.ya?ml$|(?:i18n|l10n|locales?|lang(?:uages)?|translations?|messages)[/.])/i;

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
  const isConfiguration = !isSource && !proseFile.test(path) && !localeFile.test(path);
  const lineAt = lines(text);
  const [wordEnd, continuedEnd] = [wordEnds(text), continuedEnds(text)];
  const context = { places, isSource, isProperty, isConfiguration, wordEnd, continuedEnd };
  for (const match of matchesAt(text, assignment, places, nameCosts)) {
    const at = match.index + match[0].length;
    const isJoined = joinedPass.test(before(match, 12));
    if (match.groups!['weak'] !== undefined && !isJoined && !beginsWord(text, match.index)) continue;
    const { cell, literal, prose, adjacent } = match.groups!;
    if (cell !== undefined && !isTabular) continue;
    const isNamed = isStrong(match) || (!isSource && isShortName(match));
    if (!isNamed && (literal ?? prose ?? adjacent) !== undefined) continue;
    // In a list of names ("username", "password", "message") the next one is no value.
    const strong = isNamed && !isArgument(match[0]);
    const rule = strong ? 'password-value' : 'secret-value';
    const value =
      quotedValue(text, at, acceptance(match, isNamed, strong)) ??
      (isArgument(match[0]) ? undefined : bareValue(text, match, lineAt(match.index), { ...context, strong }));
    if (value) found.push({ ...value, rule });
  }
  return found;
}

/** An argument after the name of a password, which may also be the next name, a label or a message. */
function isArgumentSecret(value: string): boolean {
  return looksSecret(value) || isChosenPassword(value) || isJoinedPassphrase(value);
}

function isNamedArgument(value: string): boolean {
  return looksSecret(value) || isChosenPassword(value, 'named') || isJoinedPassphrase(value);
}

/** `setPassword("…")`, `.password("…")`, `define('DB_PASSWORD', '…')`: nothing but a password can follow. */
function isSetter(match: RegExpExecArray): boolean {
  return /[(]\s*$/.test(match[0])
    ? /(?:\b(?:set|with)_?|\.)$/.test(before(match, 5))
    : /\bdefine\(\s?["'][A-Z\d_]{0,40}$/.test(before(match, 50));
}

/** Where a bracket closes after a value in quotes. */
const lastArgument = /(?:"[^"\n]{0,100}"|'[^'\n]{0,100}')\s{0,10}\)/y;
function isLastArgument({ input, index, 0: assigned }: RegExpExecArray): boolean {
  return isAt(lastArgument, input, index + assigned.length);
}

/** Decides whether a value in quotes is a secret. */
function acceptance(match: RegExpExecArray, isNamed: boolean, strong: boolean): (value: string) => boolean {
  const weak = (match.groups!['weak'] ?? '').toLowerCase();
  // The argument of a function, or the value of a variable of the environment.
  if (isNamed && !strong) {
    if (nameOfPassword.test(match[0]) && isSetter(match)) return (value) => isNamedSecret(value, { isQuoted: true });
    const accepts = nameOfPassword.test(match[0]) && isLastArgument(match) ? isNamedArgument : isArgumentSecret;
    return /[(]\s*$/.test(match[0]) || /^[A-Z_\d]+\b/.test(match[0])
      ? (value) =>
          accepts(value) ||
          (nameOfPassword.test(match[0]) && isNamedSecret(value, { isQuoted: true, isStrong: false, mayBeWords: true }))
      : accepts;
  }
  // A result of tests may be `pass: '…'`, too.
  if ((weak === 'pass' || weak === 'pw') && !(strong && !/\.$/.test(before(match, 1)))) return isNamedArgument;
  // A cookie begins with its name.
  if (weak === 'cookie')
    return (value) => isNamedSecret(value.replace(/^[\w.-]{1,40}=/, ''), { isQuoted: true, isStrong: false });
  if (ownSecret.test(weak)) {
    return (value) =>
      isNamedSecret(value, { isQuoted: true, isStrong: strong }) ||
      isChosenPassword(value) ||
      (weak === 'secret' && isJoinedPassphrase(value));
  }
  return (value) => isNamedSecret(value, { isQuoted: true, isStrong: strong });
}

/** `smtp_pass = …` and `SMTP_PASS=…` name a password; "pass" alone has other meanings. */
function isStrong(match: RegExpExecArray): boolean {
  if (match.groups!['strong'] !== undefined) return true;
  return (
    /^(?:pass|pw)$/i.test(match.groups!['weak']!) &&
    (joinedPass.test(before(match, 12)) ||
      /(?:[A-Za-z][_.]|\$)$/.test(before(match, 2)) ||
      isAt(userBefore, match.input, match.index))
  );
}

/** "PW: …" in a note. */
function isShortName(match: RegExpExecArray): boolean {
  return /^pw$/i.test(match.groups!['weak'] ?? '') && !/[\w.$-]$/.test(before(match, 1));
}

/** What stands before a name, at most so many UTF-16 units. */
function before({ input, index }: RegExpExecArray, length: number): string {
  return input.slice(Math.max(0, index - length), index);
}

/** `token` in `authToken` and `my_token` begins a word; `key` in `monkey` does not. */
function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !/\p{L}/u.test(text[at - 1]!) || isAt(endOfWord, text, at)) return true;
  return /[a-z]/.test(text[at - 1]!) && /[A-Z]/.test(text[at]!);
}

/** `identitytoken`; not the name of a package, or a part of a token. */
const endOfWord = /(?<!jsonweb|sub)(?:token|secret)(?![a-z])|(?=[^\0-\x7f])/iy;

/** A field with the user comes first. */
const userBefore =
  /(?<=\b(?:user(?:[ _-]?name)?|login|e-?mail)["'*_]{0,3}[ \t]{0,4}[:=][^\n{}()]{1,60}(?:\n[^\n{}()\w]{0,20})?)/iy;
const nameOfPassword = new RegExp(`^(?:${passwordWord}|pass|pw)`, 'i');

/** What makes the name of a password together with "pass" or "pw": `dbpass`, `SSHPASS`, `bindpw`. */
const joinedPass =
  /(?<![A-Za-z])(?:(?:olc)?root|db|ssh|bind|my|user|admin|ftp|smtp|mail|imap|key|store|sql|redis|web|wifi|wlan|vpn|ldap|proxy|login|mqtt|app|su|sudo)$/i;

function isArgument(assigned: string): boolean {
  return /[,(]\s*$/.test(assigned);
}

const nextVariable = /^[A-Z][A-Z\d_]*=/;

interface BareContext {
  readonly places: Places;
  readonly isSource: boolean;
  readonly isProperty: boolean;
  /** Neither code nor text for people: words are a value, too. */
  readonly isConfiguration: boolean;
  readonly strong: boolean;
  readonly wordEnd: (start: number) => number;
  readonly continuedEnd: (end: number, isProperty: boolean) => number;
}

function bareValue(
  text: string,
  match: RegExpExecArray,
  line: Range,
  { isSource, isProperty, isConfiguration, strong, wordEnd, continuedEnd, places }: BareContext,
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
  const isLast = end === line.end || '.,;)'.includes(text[end]!);
  if (match.groups!['adjacent'] !== undefined && !(strong && isChosenPassword(value, isLast ? 'named' : 'near'))) {
    // A name and a value that have a line for themselves.
    const isAlone = strong && end === line.end && /^\s*(?:[\w-]{1,40}[._-])?$/.test(code ?? '-');
    return isAlone && (isProperty ? isConfiguredSecret(value) : isChosenPassword(value)) ? { start, end } : undefined;
  }
  // The next line may hold the next name of a list, or the next variable.
  if (assigned.includes('\n') && (text[end] === ':' || value.endsWith(':') || nextVariable.test(value)))
    return undefined;
  // ${PASSWORD:+text} and ${PASSWORD:?message} of a shell.
  if (/^[+?]/.test(value) && /\$\{\w*$/.test(code ?? '')) return undefined;
  const isAccepted =
    (isEnvironment && strong) || isWord(match, { strong, value, next: text.slice(end, end + 1), isConfiguration });
  const weak = match.groups!['weak'] ?? '';
  // After a colon, several words name a secret that is kept elsewhere, as in Kubernetes.
  const mayBeWords = /^secret$/i.test(weak) && (assigned.includes('=') || sentence.test(assigned));
  if (ownSecret.test(weak) && (isChosenPassword(value) || (mayBeWords && isJoinedPassphrase(value))))
    return { start, end };
  return (isAccepted ? isConfiguredSecret(value) : isNamedSecret(value, { isStrong: strong }))
    ? { start, end }
    : undefined;
}

/** One word, or several with signs between. Words in small letters with points are a reference: local.db_pass. */
const words = /^\p{L}{8,64}$|^\p{L}{3,16}(?:[-_]\p{L}{2,16})+$|^(?=.{0,64}\p{Lu})\p{L}{3,16}(?:[-_.]\p{L}{2,16})+$/u;

/** A long word, or two with a capital letter each. */
const joinedLetters = /^\p{Ll}{10,64}$|^(?=.{12})(?:\p{Lu}\p{Ll}{2,30}){2,4}$/u;

/** Words after a name where nothing but its value can stand: alone after a colon, as in YAML, or right after an equals sign. */
function isWord(
  match: RegExpExecArray,
  { strong, value, next, isConfiguration }: { strong: boolean; value: string; next: string; isConfiguration: boolean },
): boolean {
  const [assigned] = match;
  if (!strong) return false;
  if (/^[A-Z\d_]+=$/.test(assigned)) return true;
  const isLast = next === '' || next === '\n';
  const isAlone = isLast && /:[ \t]*(?:[|>][+-]?\d?[ \t]*\n[ \t]*)?$/.test(assigned);
  if (match.groups!['adjacent'] === undefined && isJoinedPassphrase(value)) return true;
  if (isAlone && joinedLetters.test(value)) return !isLabel(value);
  if (isConfiguration && isLast && nameOfPassword.test(assigned) && words.test(value)) return !isLabel(value);
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

export const assignedValues: Rule = {
  name: 'password-value',
  words: secretNameWords,
  find: findAssignedValues,
  masks: [
    { path: 'a.py', text: 'pw = bytes.fromhex("«77616c6e75747a2f»")' },
    ...['The app secret key is «Sommer2019!»', '| client secret | «river-meadow-umbrella-island» |'],
    { path: 'a.ts', text: "const encryptionKey = env.ENCRYPTION_KEY || '«Kirsche42»';" },
    { path: 'A.java', text: 'props.put("api.key", "«Sommer2019!»");' },
    { path: 'a.json', text: '["--db-password", "«river-meadow-umbrella-island»"]' },
    ...['The password: «river-meadow-umbrella-island» (new)', 'API令牌：«54eab8cc433b8bc39b42bd7c5561defe9655b15c»'],
    { path: 'a.ts', text: "let password: string | undefined = '«river-meadow-umbrella-island»';" },
    { path: 'a.py', text: 'jwt_secret: Annotated[str, Meta(1)] = "«hundekuchen»"' },
    { path: 'a.ts', text: "session({ secret: '«river-meadow-umbrella-island»', resave: false })" },
    ...[
      { path: 'a.ini', text: 'secret=«river-meadow-umbrella-island»' },
      'The secret is «river-meadow-umbrella-island»',
    ],
    '{"identitytoken":"«1046d6c4-b2ba-4a58-8a98-450c488afe9d»"}',
    ...['Passwort: «SchlüsselblüteGiebel»', { path: 'a.yml', text: 'password: «hunter2-x9Qz»' }],
    ...['the password is «hunter2-x9Qz»'],
    ...[
      { path: 'values.conf', text: 'password = «messlatte_hoch»\nadmin.password = «Uhu.in.der.Nacht»\n' },
      { path: 'db.yml', text: 'dbPassword: «Wolkenbruch»\n' },
      'user bob, password «hunter2».',
      "password: «it's-me-42»",
    ],
    ...['Das Passwort fürs WLAN ist «hunter2».', 'Password for the guest network: «hunter2»', 'PW: «hunter2»'],
    { path: 'A.java', text: 'ds.setPassword("«Drachenfels»");' },
    { path: 'a.ts', text: "put('password', '«hunter2»');" },
    { path: 'Makefile', text: 'DB_PASS := «Kessel-Flicker»' },
    { path: 'a.php', text: "define('DB_PASSWORD', '«kirschkern»'); $pass = '«kirschkern»';" },
  ],
  leaves: [
    ...[{ path: 'a.ts', text: 'interface Login { password: string }' }, 'password: ${DB_PASSWORD}'],
    { path: 'a.ts', text: "const encryptionKey = options.key || 'none'; ask('password', 'wait-for-it')" },
    { path: 'a.ts', text: "subtoken: 'keyword2', secret: 'border-radius-small'" },
    { path: 'a.ts', text: "subtoken: 'keyword.operator2x'" },
    ...['"jsonwebtoken": "npm:@acme/jwt9@2"', '| jsonwebtoken | v9-beta2 |', '- jsonwebtoken: signs+verifies'],
    ...[{ path: 'a.yml', text: 'secret: payments-api-prod-main\n' }, '{"private": "only-for-this-team"}'],
    { path: 'a.tf', text: 'password = local.db_pass\n' },
    { path: 'a.md', text: 'password = messlatte_hoch\n' },
    ...[{ path: 'locales/de.yml', text: 'password: Kennwortwahl\n' }, 'DB_PASSWORD=\nAPI_KEY=your-api-key-here\n'],
    ...['The password for users is required.', 'Password of the user, see user2', 'password bcrypt2'],
    ...[{ path: 'a.ts', text: "['username', 'password', 'street2', 'city']; t('password', 'Passwort');" }],
    ...[{ path: 'A.java', text: 'user.setPassword("password"); resetPassword("bob@example.org");' }],
  ],
};
