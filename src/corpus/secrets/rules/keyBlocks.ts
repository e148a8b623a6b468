// Private keys in blocks of several lines: PEM (RFC 7468), OpenSSH, PGP and PuTTY. A block that is cut off is found too.
import type { SecretSpan } from '../secretSpan.ts';
import { isAt } from '../sticky.ts';
import { createChunkCache, longestKept } from '../textChunks.ts';
import type { Rule } from './rule.ts';

const begin = /-----BEGIN ([A-Z0-9 ]*)-----|---- BEGIN ([A-Z0-9 ]+) ----/g;
const publicBlock = /CERTIFICATE|PUBLIC KEY|DH PARAMETERS|EC PARAMETERS|X509 CRL|SIGNATURE|MESSAGE|PKCS7|CMS/;
/** The longest key that is in use: RSA with 16,384 bits takes about 13,000 characters. */
const longestBlock = 40_000;
/** What stands before and between the lines of a key: blanks, and what a string or comment adds. */
const between = /(?:\\[nrt]|[\s"'`,;\\#*>|.()+-])*/y;
/** A line of a key: base 64, or a header ("Proc-Type: 4,ENCRYPTED"). */
const keyLine = /[A-Za-z0-9+/=]{16,}|(?:Proc-Type|DEK-Info|Version|Comment): [^\n\\]*/y;
/** A shorter last line. */
const lastLine = /(?:\\[nr]|\s)+[A-Za-z0-9+/=]{1,64}(?=\s*(?:\n|\\|["'`]|$))/y;
const puttyBegin = /PuTTY-User-Key-File-\d|Private-Lines: \d+(?:\r?\n[A-Za-z0-9+/=]+)*/g;
const puttyEnd = /(?:Private-MAC|Private-Hash): [0-9a-f]+/g;
const longestPuttyKey = 20_000;

export interface KeyBlocks {
  readonly secret: readonly SecretSpan[];
  /** Certificates and public keys: random, but no secrets. */
  readonly public: readonly SecretSpan[];
}

const noBlocks: KeyBlocks = { secret: [], public: [] };
/** Words of every block: most texts hold none of them, and are not searched with a regular expression. */
const blockWords = ['BEGIN ', 'PuTTY-User', 'Private-Lines'];
const longestWord = Math.max(...blockWords.map(({ length }) => length));
const chunksWithWords = createChunkCache(longestWord, (chunk) => blockWords.some((word) => chunk.includes(word)));

/** The blocks of the text at the caret that was searched last: several rules ask for them. */
let last = { text: '', blocks: noBlocks };

export function findKeyBlocks(text: string): KeyBlocks {
  if (text.length > longestKept) return blocksIn(text);
  if (text !== last.text) last = { text, blocks: blocksIn(text) };
  return last.blocks;
}

function blocksIn(text: string): KeyBlocks {
  if (!chunksWithWords(text).some(({ result }) => result)) return noBlocks;
  const secret: SecretSpan[] = [];
  const open: SecretSpan[] = [];
  const ends = nextOf(text, /---- ?END /g);
  const begins = nextOf(text, /---- ?BEGIN /g);
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const label = match[1] ?? match[2]!;
    const isPublic = publicBlock.test(label) && !label.includes('PRIVATE');
    const span = {
      start: match.index,
      end: endOfBlock(text, begin.lastIndex, ends(begin.lastIndex)?.index, begins(begin.lastIndex)?.index),
      rule: 'private-key',
    };
    (isPublic ? open : secret).push(span);
    begin.lastIndex = span.end;
  }
  const puttyEnds = nextOf(text, puttyEnd);
  for (const match of text.matchAll(puttyBegin)) {
    const start = match.index;
    const close = match[0].startsWith('PuTTY') ? puttyEnds(start) : match;
    if (!close || close.index - start > longestPuttyKey) continue;
    secret.push({ start, end: close.index + close[0].length, rule: 'private-key' });
  }
  return { secret, public: open };
}

/** Returns the first match at or after a position. The positions must ascend, so that the text is searched only once. */
function nextOf(text: string, pattern: RegExp): (at: number) => RegExpExecArray | undefined {
  let next: RegExpExecArray | null | undefined;
  return (at) => {
    if (next === undefined || (next && next.index < at)) {
      pattern.lastIndex = at;
      next = pattern.exec(text);
    }
    return next ?? undefined;
  };
}

/** Up to and with the END line; where there is none before the next block, as far as the lines look like a key. */
function endOfBlock(text: string, at: number, end: number | undefined, nextBegin = Infinity): number {
  if (end === undefined || end - at > longestBlock || nextBegin < end) return endOfLines(text, at);
  const ending = text.slice(end + 8, end + 90);
  const close = /-{4,5}/.exec(ending);
  if (close) return end + 8 + close.index + close[0].length;
  const line = text.indexOf('\n', end);
  return line === -1 ? text.length : line;
}

/** As far as the lines look like a key. */
function endOfLines(text: string, at: number): number {
  let end = at;
  for (let line = endOfMatch(keyLine, text, endOfMatch(between, text, at)!); line !== undefined;) {
    end = line;
    line = endOfMatch(keyLine, text, endOfMatch(between, text, end)!);
  }
  return endOfMatch(lastLine, text, end) ?? end;
}

/** `pattern`: sticky. */
function endOfMatch(pattern: RegExp, text: string, at: number): number | undefined {
  return isAt(pattern, text, at) ? pattern.lastIndex : undefined;
}

export const keyBlocks: Rule = {
  name: 'private-key',
  words: [],
  seesDocument: true,
  find: (text) => findKeyBlocks(text).secret,
  masks: ['«-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04f\n-----END EC PRIVATE KEY-----»\n'],
  leaves: ['-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n'],
};
