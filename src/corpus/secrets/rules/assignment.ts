// How names of secrets look, what stands between a name and its value (`password: `, `apiKey = `, "the password is "), and what a match
// says about its name.
import { isJoinedPassphrase } from '../judge/passphrase.ts';
import { isChosenPassword, looksSecret } from '../judge/secretValue.ts';
import { isAt } from '../sticky.ts';
import { about, foreignStarts, passwordWord } from '../names/passwordWord.ts';

/** Names whose values are secret whatever they look like. */
const strongNames = [
  passwordWord,
  '(?:secret|security)[ _-]?answer|secret[_-]string|secret[ ._-]?(?:access[ ._-]?)?key(?:[ ._-]?base)?|(?:client|app|api|shared|webhook|consumer|jwt|session|cookie|hmac|oauth)[ ._-]?secret(?:[ ._-]?key)?',
  '(?:access|account|private|signing|encryption|master|storage|auth|licen[cs]e|recovery|api|app|application|consumer|client|service|server|crypto|cipher|aes|hmac|jwt|pre-?shared)[ ._:-]{0,2}key',
  'recovery[ _-]?code|instrumentation[ _-]?key|pass4symmkey|mdp|clave(?: de acceso)?|psk|requirepass|masterauth',
  '(?:auth|access|refresh|bearer|bot|deploy|api|jwt)[ ._-]?token|authtok|seed[ _-]?phrase|mnemonic',
].join('|');
/** Names whose values are secret if they do not look like words. */
const weakNames =
  'secret|token|jwt|credentials?|pass|pw|pin|auth|cookie|session[ _-]?id|salt|private|signature|otp|令牌|密钥|密鑰|トークン|токен|토큰';
/** How the names begin. */
export const secretNameWords: readonly string[] = (
  'pass pwd pw kennwort phrase secret client shared webhook consumer jwt ' +
  'session cookie hmac oauth access account private signing encryption master storage auth licen recovery ' +
  'service server crypto cipher aes deploy psk requirepass refresh bearer bot seed mnemonic token credential pin salt ' +
  'signature otp application instrumentation mdp clave ' +
  '令牌 密钥 密鑰 トークン токен 토큰 ' +
  'mot_de mot-de motde api_ api- apik apis apit app_ app- appk apps pre_s pre-s pres'
)
  .split(' ')
  .concat(['mot de', 'mots ', 'api ', 'app ', 'api.', 'app.'], foreignStarts);
/** What may follow without making another name of it (as `tokenType` or `password_url` would be). */
const suffix =
  '(?:[_-]?(?:\\d{1,3}(?!\\d)|prod|production|dev|development|test|staging|live|main|old|new|confirmation|confirm|repeat|again|value|base64|b64|raw|default|root|admin|user|db|hex)|[ .]value){0,4}';
/** Brackets around a value, also those of a function that only wraps it. */
const wrapped = String.raw`(?:(?:(?:new[ \t]{1,4})?(?:[\w:.]{0,30}[:.])?(?:string|q?string::?from|from|qstring|secretstr(?:ing)?|sensitive|securestring|secret|some|field|bytes|fromhex|unhexlify|b64decode|decode|hex))?\([ \t]{0,20}(?:\n[ \t]{0,40})?(?:default[ \t]{0,4}=[ \t]{0,4})?(?=["'\x60]))?`;
/** What a value is the default of: a variable of the environment, an option. */
const fallback = String.raw`(?:(?:(?:process|import\.meta|bun)\.env|env|config|options|opts|args|argv|settings)(?:\.\w{1,60}|\[["']\w{1,60}["']\])[ \t]*(?:\|\||\?\?)[ \t]*|(?:os\.(?:environ\.get|getenv)|(?:get)?env(?:\.get)?)\([ \t]*["'][\w.-]{1,60}["'],[ \t]*)(?=["'\x60])`;
const verb = 'is|was|lautet|ist|est|es|é|è|är|jest|este';
/** Between "is" and a value. */
const adverb = 'now|set[ \\t]+to|still|simply|just|jetzt|nun|neu|maintenant|désormais|ahora|agora|adesso|ora';
const separators = [
  // An assignment, also after the type of a declaration; the value may stand two lines below, or in a YAML block.
  String.raw`[*_]{0,3}(?:[ \t]*:[ \t]*(?:str|string|bytes|Buffer|String|&'static str|&str)\b\??|(?:[ \t]*:[ \t]*[a-z][\w.<>[\]|&]{1,30}(?:\[[^\[\]\n=]{1,60}\]|(?:[ \t]\|[ \t]\w{1,20}){1,2})?|[ \t]+(?:as[ \t]+)?string)(?=[ \t]+=[ \t]+\S)|\[\d*\]|[ \t]*\{[ \t]*get;[^}\n]{0,30}\})?[ \t]*(?:\\\n[ \t]*)?(?::=|=>|==?=?|[:：](?!:)|::(?=\s)|\?\?=|\|\|=|<-)[*_]{0,3}[ \t]*(?:(?:&\w{1,40}|!!?\w{1,40})[ \t]+)?(?:[|>][+-]?\d?(?=[ \t]*\n))?[ \t]*(?:(?<=[ \t])#[^\n]{0,80}(?=\n))?(?:\n[ \t]*){0,2}(?:["']?\$\{\w{1,40}:?[-=](?=[^\s"'{}]{1,100}\})|${fallback}|${wrapped})`,
  // The body of a macro in LaTeX: no other macro.
  String.raw`\}?\{(?<=\\\w{1,60}\}?\{)(?<macro>(?=[^\s\\{}]{6,200}\}))`,
  // The next argument, or the only one: a value in quotes must follow.
  String.raw`\\?["'\x60],[ \t]*(?=\\?["'\x60])|[({][ \t]*(?=["'\x60])`,
  String.raw`(?<literal>[ \t]+(?:\.[ \t]+)?(?=["'\x60]))`,
  // The next cell of a table.
  String.raw`(?<cell>[*_\x60]{0,3}[ \t]{0,40}\|[ \t]{0,40}(?=[^|\n]{0,200}\|))`,
  // Prose.
  String.raw`[ \t]+(?:${verb})(?:[ \t]+(?:${adverb}))?[: \t]+`,
  String.raw`(?<prose>(?:${about})?(?:[ \t]+(?:${verb}|to|as)(?:[ \t]+(?:${adverb}))?|[ \t]*(?:->|→|–|—)|[ \t]+-)[: \t]+|${about}:[ \t]*)`,
  // A command or a note without anything between them: the value must look like one.
  String.raw`(?<adjacent>[ \t]+)`,
].join('|');
/** A name and what stands between it and its value. */
export const assignment = new RegExp(
  `(?:(?<strong>${strongNames})(?<hash>[_-]?hash)?|(?<weak>${weakNames}))${suffix}(?![a-z])(?:["'\`)\\]\\\\]{0,8}|\\}(?=[ \\t]*=|[ \\t]+"))(?:${separators})`,
  'iy',
);

/** Weak names whose values a person may have chosen. */
export const ownSecret = /^(?:secret|private|salt|credential)/i;

/** `smtp_pass = …` and `SMTP_PASS=…` name a password; "pass" alone has other meanings. */
export function isStrong(match: RegExpExecArray): boolean {
  if (match.groups!['strong'] !== undefined) return true;
  return (
    /^(?:pass|pw)$/i.test(match.groups!['weak']!) &&
    (joinedPass.test(before(match, 12)) ||
      /(?:[A-Za-z][_.]|\$)$/.test(before(match, 2)) ||
      isAt(userBefore, match.input, match.index))
  );
}

/** "PW: …" in a note. */
export function isShortName(match: RegExpExecArray): boolean {
  return /^pw$/i.test(match.groups!['weak'] ?? '') && !/[\w.$-]$/.test(before(match, 1));
}

/** What stands before a name, at most so many UTF-16 units. */
export function before({ input, index }: RegExpExecArray, length: number): string {
  return input.slice(Math.max(0, index - length), index);
}

/** `token` in `authToken` and `my_token` begins a word; `key` in `monkey` does not. */
export function isWholeName(match: RegExpExecArray): boolean {
  const { input: text, index: at, groups } = match;
  if (groups!['strong'] !== undefined || joinedPass.test(before(match, 12))) return true;
  if (at === 0 || !/\p{L}/u.test(text[at - 1]!) || isAt(endOfWord, text, at)) return true;
  return /[a-z]/.test(text[at - 1]!) && /[A-Z]/.test(text[at]!);
}

/** `identitytoken`; not the name of a package, or a part of a token. */
const endOfWord = /(?<!jsonweb|sub)(?:token|secret)(?![a-z])|(?=[^\0-\x7f])/iy;

/** A field with the user comes first. */
const userBefore =
  /(?<=\b(?:user(?:[ _-]?name)?|login|e-?mail)["'*_]{0,3}[ \t]{0,4}[:=][^\n{}()]{1,60}(?:\n[^\n{}()\w]{0,20})?)/iy;
export const nameOfPassword = new RegExp(`^(?:${passwordWord}|pass|pw)`, 'i');

/** What makes the name of a password together with "pass" or "pw": `dbpass`, `SSHPASS`, `bindpw`. */
export const joinedPass =
  /(?<![A-Za-z])(?:(?:olc)?root|db|ssh|bind|my|user|admin|ftp|smtp|mail|imap|key|store|sql|redis|web|wifi|wlan|vpn|ldap|proxy|login|mqtt|app|su|sudo|remote|keystore|truststore)$/i;

/** An argument after the name of a password, which may also be the next name, a label or a message. */
export function isArgumentSecret(value: string): boolean {
  return looksSecret(value) || isChosenPassword(value) || isJoinedPassphrase(value);
}

/** The same where little else can be. */
export function isNamedArgument(value: string): boolean {
  return looksSecret(value) || isChosenPassword(value, 'named');
}
