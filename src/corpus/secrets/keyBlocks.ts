// Private keys in blocks of several lines: PEM (RFC 7468), OpenSSH, PGP and PuTTY. A block that is cut off is found too.
import type { SecretSpan } from './secretSpan.ts';

const begin = /-----BEGIN ([A-Z0-9 ]*)-----/g;
const publicBlock = /CERTIFICATE|PUBLIC KEY|DH PARAMETERS|EC PARAMETERS|X509 CRL|SIGNATURE|MESSAGE|PKCS7|CMS/;
/** The longest key that is in use: RSA with 16,384 bits takes about 13,000 characters. */
const longestBlock = 40_000;
/** Lines of a key: base 64, headers ("Proc-Type: 4,ENCRYPTED"), what a string or comment adds, and a shorter last line. */
const body =
  /(?:(?:\\n|\\r|\\t|[\s"'`,;\\#*>|.()-]|\s\+\s)*(?:[A-Za-z0-9+/=]{16,}|(?:Proc-Type|DEK-Info|Version|Comment): [^\n\\]*))*(?:(?:\\n|\\r|\s)+[A-Za-z0-9+/=]{1,64}(?=\s*(?:\n|\\|["'`]|$)))?/y;
const puttyKey =
  /PuTTY-User-Key-File-\d[\s\S]{0,20000}?(?:Private-MAC|Private-Hash): [0-9a-f]+|Private-Lines: \d+(?:\r?\n[A-Za-z0-9+/=]+)*/g;

export interface KeyBlocks {
  readonly secret: readonly SecretSpan[];
  /** Certificates and public keys: random, but no secrets. */
  readonly public: readonly SecretSpan[];
}

export function findKeyBlocks(text: string): KeyBlocks {
  const secret: SecretSpan[] = [];
  const open: SecretSpan[] = [];
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const label = match[1]!;
    const isPublic = publicBlock.test(label) && !label.includes('PRIVATE');
    const span = { start: match.index, end: endOfBlock(text, begin.lastIndex), rule: 'private-key' };
    (isPublic ? open : secret).push(span);
    begin.lastIndex = span.end;
  }
  for (const match of text.matchAll(puttyKey)) {
    secret.push({ start: match.index, end: match.index + match[0].length, rule: 'private-key' });
  }
  return { secret, public: open };
}

/** Up to and with the END line; where there is none, as far as the lines look like a key. */
function endOfBlock(text: string, at: number): number {
  body.lastIndex = at;
  const last = at + (body.exec(text)?.[0].length ?? 0);
  const end = text.indexOf('-----END ', at);
  const next = text.indexOf('-----BEGIN ', at);
  if (end === -1 || end - at > longestBlock || (next !== -1 && next < end)) return last;
  const close = text.indexOf('-----', end + 9);
  if (close !== -1 && close - end <= 80) return close + 5;
  const line = text.indexOf('\n', end);
  return line === -1 ? text.length : line;
}
