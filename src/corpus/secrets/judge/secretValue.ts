// Decides whether a value is a secret. There are four questions, from the place that says most to the one that says least: may it stand
// where nothing but a secret stands, does a name call it one, is it a password that a person chose, does it look like one by itself?
import { commonPassword, isLabel, isMessage, isVersion, standsForSecret } from './placeholders.ts';
import { randomEvidence } from '../../../model/randomEvidence.ts';
import { isJoinedPassphrase } from './passphrase.ts';

/** A value where nothing but a secret or what stands for it can be: `DB_PASSWORD=`. It may be any word. */
export function isConfiguredSecret(value: string): boolean {
  if (value.length < 6 || standsForSecret(value) || commonPassword.test(value)) return false;
  if (/\s/.test(value) && isMessage(value)) return false;
  return !/^(?:https?|file):\/\/|^\.{0,2}\/[\w./-]+$|^["'`]/.test(value);
}

/** What a name says of its value. */
export interface NamedPlace {
  /** The name is that of a password or key. Others have more meanings, so that the value must look like a secret. Default: true. */
  readonly isStrong?: boolean;
  readonly isQuoted?: boolean;
  /** Several words joined by hyphens, or a long one, are a value, too. */
  readonly mayBeWords?: boolean;
}

/** A value that a name calls secret: it may also be a type, a label, a message or code. */
export function isNamedSecret(
  value: string,
  { isStrong = true, isQuoted = false, mayBeWords = false }: NamedPlace = {},
): boolean {
  if (mayBeWords && joinedWords.test(value) && !standsForSecret(value) && !isLabel(value)) return true;
  return isQuoted ? isQuotedSecret(value, isStrong) : isBareSecret(value, isStrong);
}
const joinedWords = /^\p{Ll}{12,64}$|^\p{Ll}{3,16}(?:-\p{Ll}{3,16}){2,9}$/u;

/**
 * What stands around a password. `named`: it is where little else can be, so that a word with a digit is enough ("hunter2"), or four
 * words that are joined.
 * `announced`: nothing but signs and "is" stand between it and a word for it. `near`: other words stand between, so that it must be one
 * whatever stands before it.
 */
export type PasswordPlace = 'named' | 'announced' | 'near';

/** A password that a person or a program chose, near a word for it: letters with digits or signs, no name. */
export function isChosenPassword(value: string, place: PasswordPlace = 'announced'): boolean {
  if (place === 'named') return looksChosen(value) || isWordWithDigit(value) || isJoinedPassphrase(value);
  return looksChosen(value) && (place === 'announced' || isUnmistakable(value));
}

/** A digit among letters or a sign, or no word at all; not a word with a number ("cookie1", "rxjs.create.v2"). */
export function looksSecret(value: string): boolean {
  if (value.length < 8 || isLabel(value) || /^[\d.,:+-]+$/.test(value)) return false;
  if (/^[A-Za-z]+(?:[ _.:/-][A-Za-z]+)*[ _.:/-]?(?:v?\d{1,3})?$/.test(value))
    return randomEvidence(value) > (value.length >= 16 ? 6 : 4);
  return /\d/.test(value) ? /[A-Za-z]/.test(value) : /[!#$%^&~?+=]/.test(value);
}

function isQuotedSecret(value: string, isStrong: boolean): boolean {
  if (value.length < 4 || value.length > 4096 || standsForSecret(value) || isVersion(value)) return false;
  // A regular expression.
  if (/\[\^?\w-\w|\\[wdsb]|\(\?/.test(value)) return false;
  if (/\$\{|\{\{|#\{|\{\d*\}/.test(value)) return randomEvidence(value.replace(/\$?\{[^{}]*\}/g, '')) > 8;
  if (/\s/.test(value)) return isStrong && !isMessage(value);
  if (/^(?:https?|file|ftp):\/\//.test(value) || /^\.{0,2}\/[\w./-]+$/.test(value)) return false;
  if (!isStrong) return looksSecret(value);
  return !(value.length < 8 && /^[A-Za-z]+$/.test(value)) && !isLabel(value);
}

function isBareSecret(value: string, isStrong: boolean): boolean {
  if (value.length < 6 || standsForSecret(value) || isLabel(value) || isVersion(value)) return false;
  if (/^[\w.$[\]]+\(|^(?:https?|file):\/\//.test(value) || /[({]$/.test(value)) return false;
  if (!isStrong) return looksSecret(value) && !(value.includes('.') && /^[\w.]+$/.test(value));
  // A plain word after a name is prose or code ("password: required") unless something else is in it.
  if (/[\d!#$%^&*~?+=@]/.test(value)) return true;
  return value.length >= 8 && randomEvidence(value) > (/^[A-Z]?[a-z]+[A-Z]/.test(value) ? 0 : 3);
}

function isUnmistakable(value: string): boolean {
  if (value.length < 8 || !isBareSecret(value, true)) return false;
  if (/^[A-Za-z]*\d+[A-Za-z][A-Za-z0-9]*$/.test(value) || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value)) return true;
  if (madeOfWords.test(value)) return true;
  return (/[!#$%^&*~?+=@]/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value)) || randomEvidence(value) > 4;
}
/** As programs that make passwords join them: Velvet-Harbor42. */
const madeOfWords = /^\p{Lu}\p{Ll}{2,}[-_.!]\p{Lu}\p{Ll}{2,}[-_.!]?\d{2,4}$/u;

const numberedName = /^(?:pass(?:word|wd)?|secret|token|key|user(?:name)?|email|name)[_-]?\d{1,3}$/i;

/** Names of algorithms, encodings and standards. */
const algorithm =
  /^(?=[\w./:-]+$)(?:.*[^A-Za-z])?(?:aes|sha|rsa|pbkdf|argon|utf|oauth|base|ipv|rfc|iso|tls|http|bcrypt|ecdsa|md5|ed25519|x25519)[-_]?\d{0,4}(?!\d)(?:[-./:_]|[a-z]{0,3}$)|^(?:rs|es|hs|ps|hmac|sp)[-_]?\d[\w.-]*$|^v[-_]?\d{1,3}(?:[._-][\w.-]*)?$|^\w*hmac(?:sha|md)\d+$|^\d{2,4}-?bits?(?![a-z])/i;
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
  /^\p{L}?\p{Ll}+\d$|^\p{L}?\p{Ll}{1,7}\d\d$|^\p{Lu}+\d{1,2}$|^(?:\p{Lu}\p{Ll}+)+\d$/u,
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

function looksChosen(value: string): boolean {
  if (value.length < 8 || value.length > 64 || !/\p{L}/u.test(value) || /\s/.test(value)) return false;
  if (!/\d/.test(value))
    return randomLetters.test(value) && !isLabel(value) && randomEvidence(value) > leastLettersEvidence;
  if (standsForSecret(value) || isLabel(value) || isVersion(value) || numberedName.test(value) || algorithm.test(value))
    return false;
  if (/^--?[\w.-]+(?:$|[=:])/.test(value) || publicShape.some((shape) => shape.test(value))) return false;
  const isRandom = randomEvidence(value) > leastChosenEvidence;
  if (isRandom) return true;
  return !nameShapes.some((shape) => shape.test(value)) && /\d.*\d|[!#$%^&*~?+=@]/.test(value);
}

/** hunter2, Schalke04. */
function isWordWithDigit(value: string): boolean {
  if (!/^(?=\S{0,63}\d)(?=\S{0,63}\p{L})\S{6,64}$/u.test(value) || !isBareSecret(value, true)) return false;
  if (numberedName.test(value) || algorithm.test(value)) return false;
  return /^[\da-f]+$/.test(value) || !publicShape.some((shape) => shape.test(value));
}
