// What stands where a secret could: references, placeholders, labels and versions.
import { passwordWord } from '../names/passwordWord.ts';
import { randomEvidence } from '../../../model/randomEvidence.ts';

/**
 * Values that stand for a secret kept elsewhere: variables of a shell, template or workflow, and paths of a vault. A password may begin
 * with a dollar sign, too: $Harbor2024.
 */
const reference =
  /^(?:\$(?![A-Z][a-z]+\d\d)[\w({]|%[A-Z_]+%$|%[({]|\{\{|\{[\w.]+\}?$|<[\w -]+>?$|#\{|process\.env|os\.|env\.|ENV\[|secrets?\.|vars?\.|config\.|data\.|self\.|this\.|op:\/\/|vault:|arn:)/;
/** Rules for the validation of a form: required|string|min:8 */
const validation = /^[a-z_]{2,20}(?::[\w,]{1,20})?(?:\|[a-z_]{2,20}(?::[\w,]{1,20})?)+$/;
const filler = /^(?:x+|\*+|\.+|-+|_+|•+|…+|\?+|(?:[:@/]?%[sdrq]){1,4})$/i;
const placeholder =
  /^(?:null|none|nil|undefined|true|false|string|str|bytes|number|boolean|bool|int|any|unknown|object|void|never|symbol|required|optional|redacted|hidden|masked|todo|tbd|empty|default|disabled|enabled|placeholder|change[_-]?me|changeit|example|sample|dummy|your[\w -]*|passwort|kennwort|contrase[nñ]a|mot de passe|senha|пароль|密码|my[_-]?(?:password|secret|token|api[_-]?key)|(?:current|new|old|confirm)?[_-]?(?:password|passwd|secret|token|api[_-]?key|key|auth|username|email))[;:,)!?\]]*$/i;
/** True for what is not the secret itself. */
export function standsForSecret(value: string): boolean {
  return (
    (reference.test(value) && !isRandomAfterDollar(value)) ||
    [filler, placeholder, validation].some((shape) => shape.test(value))
  );
}

/** No variable has such a name: $lRfmxh0a. */
function isRandomAfterDollar(value: string): boolean {
  return /^\$(?=\D*\d)[A-Za-z]\w{7,}$/.test(value) && randomEvidence(value.slice(1)) > leastDollarEvidence;
}
/** Bits. */
const leastDollarEvidence = 4;

/** Passwords of examples and of fresh installations, also of SNMP: no secrets. */
export const commonPassword =
  /^(?:pass|password|passwd|postgres|mysql|mongo|redis|secret|root|admin|user|guest|test|public|private)$/i;

/**
 * A sentence about a secret, such as a label, a hint or the message of a form: it names it, or says what to do. A passphrase has at most
 * eight words.
 */
export function isMessage(words: string): boolean {
  return messageWord.test(words) || words.split(/\s+/, mostWords + 1).length > mostWords;
}
const messageWord = new RegExp(
  `${passwordWord}|(?<!\\p{L})(?:secrets?|tokens?|key|login|email|user(?:name)?s?|enter|your?|please|must|should|will|can(?:not)?|forgot|reset|change|invalid|incorrect|wrong|required|optional|confirm|repeat|again|choose|show|hide|see|same|least|more|than|characters|digits|used?|using|default|value|siehe|bitte|muss|m[uü]ssen|anders|geändert|mindestens|stellen|zeichen|voir|doit)(?!\\p{L})`,
  'iu',
);
const mostWords = 8;

/** In code that a text quotes: user_password, form.password, dbPass. */
export function isIdentifier(value: string): boolean {
  return identifier.test(value);
}
const identifier = /^[a-z][a-z\d]*_\w*$|^[A-Za-z]\w*\.[A-Za-z][\w.]*$|^[a-z]+[A-Z][A-Za-z]*$|^[A-Z]+_[A-Z_]+$/;

export function isVersion(value: string): boolean {
  return /^[~^v]?\d+\.\d[\w.~+-]*$/.test(value);
}

/** `passwordField`, `user.password`, `auth/token`: names, not values. */
export function isLabel(value: string): boolean {
  return /^[A-Za-z_.:/-]+$/.test(value) && (longLabel.test(value) || shortLabel.test(value));
}
const longLabel =
  /pass(?:word|wd|phrase)|secret|token|login|input|label|error|(?:api|ssh|public|private|access|primary)_?(?:key|field)/i;
/** Not in "monkey", "keyboard" and "author". */
const shortLabel = /(?<![A-Za-z])(?:key|auth|field|Key|Auth|KEY|AUTH)(?![a-z])|(?<=[a-z])(?:Key|Auth|Field)/;

/** `payments-api-prod-main`: several joined words that name what runs somewhere, or a phrase. */
export function isResource(value: string): boolean {
  return resourceWord.test(value);
}
const resourceWord =
  /(?<![a-z])(?:api|app|apps|prod|production|dev|stage|staging|test|main|database|postgres|postgresql|mysql|redis|mongo|mongodb|rabbitmq|kafka|minio|registry|docker|tls|ssl|cert|certs|certificate|config|configuration|server|service|admin|user|users|client|account|credential|credentials|creds|backend|frontend|web|cluster|default|release|aws|gcp|azure|google|github|gitlab|slack|stripe|mail|smtp|oauth|oidc|saml|ldap|jwt|cookie|session|webhook|operator|monitoring|grafana|prometheus|vault|backup|storage|bucket|data|image|pull|deploy|deployment|job|worker|proxy|gateway|ingress|controller|example|the|this|for|and|with|from|not|your|name|value|reference|system|manager|store)(?![a-z])/;
