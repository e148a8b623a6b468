// Checks whether a value that a name calls secret is one: it may also be a type, a placeholder, a label or a reference.
import { randomEvidence } from './randomStrings.ts';

/**
 * Values that stand for a secret kept elsewhere: variables of a shell, template or workflow, and paths of a vault. A password may begin
 * with a dollar sign, too: $Harbor2024.
 */
const reference =
  /^(?:\$(?![A-Z][a-z]+\d\d)[\w({]|%[A-Z_]+%$|%[({]|\{\{|\{[\w.]+\}?$|<[\w -]+>?$|#\{|process\.env|os\.|env\.|ENV\[|secrets?\.|vars?\.|config\.|data\.|self\.|this\.|op:\/\/|vault:|arn:)/;
const filler = /^(?:x+|\*+|\.+|-+|_+|•+|…+|\?+|(?:[:@/]?%[sdrq]){1,4})$/i;
const placeholder =
  /^(?:null|none|nil|undefined|true|false|string|str|bytes|number|boolean|bool|int|any|unknown|object|void|never|symbol|required|optional|redacted|hidden|masked|todo|tbd|empty|default|disabled|enabled|placeholder|change[_-]?me|changeit|example|sample|dummy|your[\w -]*|passwort|kennwort|contrase[nñ]a|mot de passe|senha|пароль|密码|my[_-]?(?:password|secret|token|api[_-]?key)|(?:current|new|old|confirm)?[_-]?(?:password|passwd|secret|token|api[_-]?key|key|auth|username|email))[;,)!?]*$/i;
/** Words of labels and messages about passwords. */
const messageWords =
  /\b(?:enter|your|please|must|forgot|reset|invalid|incorrect|wrong|required|confirm|repeat|change|type|choose|show|hide|the|is|are|for|not|characters|password|passwort|token|secret|key)\b/i;

/** True for what is not the secret itself. */
export function standsForSecret(value: string): boolean {
  return (reference.test(value) && !isRandomAfterDollar(value)) || filler.test(value) || placeholder.test(value);
}

/** No variable has such a name: $lRfmxh0a. */
function isRandomAfterDollar(value: string): boolean {
  return /^\$(?=\D*\d)[A-Za-z]\w{7,}$/.test(value) && randomEvidence(value.slice(1)) > leastDollarEvidence;
}
/** Bits. */
const leastDollarEvidence = 4;

/** A value in quotes. `strong`: the name is that of a password or key, so that it may look like anything but a label. */
export function isQuotedSecret(value: string, strong: boolean): boolean {
  if (value.length < 4 || value.length > 4096 || standsForSecret(value) || isVersion(value)) return false;
  // A regular expression.
  if (/\[\^?\w-\w|\\[wdsb]|\(\?/.test(value)) return false;
  if (/\$\{|\{\{|#\{|\{\d*\}/.test(value)) return randomEvidence(value.replace(/\$?\{[^{}]*\}/g, '')) > 8;
  if (/\s/.test(value)) return strong && !messageWords.test(value) && isPassphrase(value);
  if (/^(?:https?|file|ftp):\/\//.test(value) || /^\.{0,2}\/[\w./-]+$/.test(value)) return false;
  if (!strong) return looksSecret(value);
  return !(value.length < 8 && /^[A-Za-z]+$/.test(value)) && !isLabel(value);
}

/** A value without quotes, in configuration, a comment or prose. */
export function isBareSecret(value: string, strong: boolean): boolean {
  if (value.length < 6 || standsForSecret(value) || isLabel(value) || isVersion(value)) return false;
  if (/^[\w.$[\]]+\(|^(?:https?|file):\/\//.test(value) || /[({]$/.test(value)) return false;
  if (!strong) return looksSecret(value) && !(value.includes('.') && /^[\w.]+$/.test(value));
  // A plain word after a name is prose or code ("password: required") unless something else is in it.
  if (/[\d!#$%^&*~?+=@]/.test(value)) return true;
  return value.length >= 8 && randomEvidence(value) > (/^[A-Z]?[a-z]+[A-Z]/.test(value) ? 0 : 3);
}

/** Passwords of examples and of fresh installations: no secrets. */
export const commonPassword =
  /^(?:pass|password|passwd|postgres|mysql|mongo|redis|secret|root|admin|user|guest|test)$/i;

/** A value of `DB_PASSWORD=`, which may be any word. */
export function isConfiguredSecret(value: string): boolean {
  if (value.length < 6 || standsForSecret(value) || commonPassword.test(value)) return false;
  if (/\s/.test(value) && !isPassphrase(value)) return false;
  return !/^(?:https?|file):\/\/|^\.{0,2}\/[\w./-]+$|^["'`]/.test(value);
}

/** Several words, or a long one: no secret, unless a name calls it a password and nothing else can stand there. */
export function isWordPassword(value: string): boolean {
  return /^[a-z]{12,64}$|^[a-z]{3,16}(?:-[a-z]{3,16}){2,9}$/.test(value) && !standsForSecret(value) && !isLabel(value);
}

/** A value that is no word whatever stands before it: "password hunter2!x". */
export function isUnmistakable(value: string): boolean {
  if (value.length < 8 || !isBareSecret(value, true)) return false;
  if (/^[A-Za-z]*\d+[A-Za-z][A-Za-z0-9]*$/.test(value) || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value)) return true;
  if (joinedWords.test(value)) return true;
  return (/[!#$%^&*~?+=@]/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value)) || randomEvidence(value) > 4;
}
/** As programs that make passwords join them: Velvet-Harbor42. */
const joinedWords = /^[A-Z][a-z]{2,}[-_.!][A-Z][a-z]{2,}[-_.!]?\d{2,4}$/;

/** An argument after the name of a password, which may also be the next name, a label or a message. */
export function isArgumentSecret(value: string): boolean {
  if (looksSecret(value) || isWordChain(value)) return true;
  return isQuotedSecret(value, true) && value.length >= 8 && /\d{2}/.test(value) && !numberedName.test(value);
}
const numberedName = /^(?:pass(?:word|wd)?|secret|token|key|user(?:name)?|email|name)[_-]?\d{1,3}$/i;

/** Names of algorithms, encodings and standards. */
const algorithm =
  /^(?=[\w./:-]+$)(?:.*[^A-Za-z])?(?:aes|sha|rsa|pbkdf|argon|utf|oauth|base|ipv|rfc|iso|tls|http|bcrypt|ecdsa|md5|ed25519|x25519)[-_]?\d{0,4}(?!\d)(?:[-./:_]|[a-z]{0,3}$)|^(?:rs|es|hs|ps|hmac|sp)[-_]?\d[\w.-]*$|^v[-_]?\d{1,3}(?:[._-][\w.-]*)?$|^\w*hmac(?:sha|md)\d+$/i;
/** Addresses, paths, names of hosts and files, dates, queries, references to issues, code. */
const publicShape = [
  /:\/\//,
  /^[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,10}$/,
  /^[\w.~-]*\/[\w.@/-]*$|^[\w.-]+(?::[\w.-]*)+$|^\d{4}-\d\d|^[?&]\w+=|^(?:[a-z.-]*|[\w.-]+\/[\w./-]*|(?:bug|issue|pr|gh|feature|ticket)s?)#\d+$/,
  /^[\w./@:+-]*\.(?:com|org|net|io|dev|de|example|internal|local|[cm]?[jt]sx?|py|md|html?|json|ya?ml|png|svg|txt|xml|css|java|go|rs|rb|php|sh|gz|zip|pdf|sql|csv|log|key|pem|crt)(?:$|[:/?#])/,
  /[(){}<>;,[\]|\\]/,
  /%5B|^[\da-f:.]+(?:\/\d+)?$|::/i,
];

/** Words with a short number, dotted and hyphenated names, unless their letters look random. */
const nameShapes = [
  /^[a-z_.]{2,}=(?:[\w%.-]*$|.*&)|^(?:[^?/]*\/[^?]*)?[?&][a-z][a-z0-9_]*=/,
  /^[A-Za-z]?[a-z]+\d$|^[A-Za-z]?[a-z]{1,7}\d\d$|^[A-Z]+\d{1,2}$|^(?:[A-Z][a-z]+)+\d$/,
  /^[a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)*(?:\.?v?\d|(?:\.v?|v)\d+)$/,
  /^(?![a-z]{4,}[-_][a-z]{5,}\d\d$)[a-z]+(?:[-_][a-z]*\d{0,2})*$|^[a-z]+(?:-[a-z]+)+-\d{3}$/,
  /^[A-Z]+(?:_[A-Z]*\d{0,2})*$|^[A-Z]{2,}-\d+$|^\d+[-_.]?[a-z]+$/,
];

/** Bits. Names in code have less evidence than -12. */
const leastChosenEvidence = -8;

/** Both cases within a word. */
const randomLetters = /^(?=[^a-z]*[a-z])[A-Za-z]+(?:[-_.!#$%&*+=?@^][A-Za-z]+)*$/;
/** Bits. */
const leastLettersEvidence = 5;

/** A password that a person or a program chose, in quotes or close to a word for it: letters with digits or signs, no name. */
export function isChosenPassword(value: string): boolean {
  if (value.length < 8 || value.length > 64 || !/\p{L}/u.test(value) || /\s/.test(value)) return false;
  if (!/\d/.test(value))
    return randomLetters.test(value) && !isLabel(value) && randomEvidence(value) > leastLettersEvidence;
  if (standsForSecret(value) || isLabel(value) || isVersion(value) || numberedName.test(value) || algorithm.test(value))
    return false;
  if (/^--?[\w.-]+(?:$|[=:])/.test(value) || publicShape.some((shape) => shape.test(value))) return false;
  const isRandom = randomEvidence(value) > leastChosenEvidence;
  if (isRandom || isWordChain(value)) return true;
  return !nameShapes.some((shape) => shape.test(value)) && /\d.*\d|[!#$%^&*~?+=@]/.test(value);
}

/**
 * Two capitalized words, or three words or more with signs between them, and a number, but no name of a part of a page: DustyNeedle4,
 * winter-donut-copper7.
 */
function isWordChain(value: string): boolean {
  return (
    /^(?:[A-Za-z]{3,}[-_]){2,}[A-Za-z]{3,}\d{1,2}$|^[A-Z][a-z]{3,}[A-Z][a-z]{3,}\d$/.test(value) &&
    !longLabel.test(value) &&
    !/auth|form|text|button|page|panel|title|test|user|group|step|name|version|node|server/i.test(value)
  );
}

function isVersion(value: string): boolean {
  return /^[~^v]?\d+\.\d[\w.-]*$/.test(value);
}

/** `passwordField`, `user.password`, `auth/token`: names, not values. */
function isLabel(value: string): boolean {
  return /^[A-Za-z_.:/-]+$/.test(value) && (longLabel.test(value) || shortLabel.test(value));
}
const longLabel =
  /pass(?:word|wd|phrase)|secret|token|login|input|label|error|(?:api|ssh|public|private|access|primary)_?(?:key|field)/i;
/** Not in "monkey" and "author". */
const shortLabel = /(?<![A-Za-z])(?:key|auth|field|Key|Auth|KEY|AUTH)|(?<=[a-z])(?:Key|Auth|Field)/;

function isPassphrase(value: string): boolean {
  return /\d/.test(value) || /^[a-z]+(?: [a-z]+){2,}$/.test(value);
}

/** A digit among letters or a sign, or no word at all; not a word with a number ("cookie1", "rxjs.create.v2"). */
export function looksSecret(value: string): boolean {
  if (value.length < 8 || isLabel(value) || /^[\d.,:+-]+$/.test(value)) return false;
  if (/^[A-Za-z]+(?:[ _.:/-][A-Za-z]+)*[ _.:/-]?(?:v?\d{1,3})?$/.test(value))
    return randomEvidence(value) > (value.length >= 16 ? 6 : 4);
  return /\d/.test(value) ? /[A-Za-z]/.test(value) : /[!#$%^&~?+=]/.test(value);
}
