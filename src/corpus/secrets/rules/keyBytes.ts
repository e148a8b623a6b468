// Keys that are written as lists of bytes: `key[16] = {0x1f, …}`, `Uint8Array.from([17, …])`, the lines of `openssl rsa -text`, and a file
// that is such a list, as of a wallet.
import type { Rule } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { isAt } from '../sticky.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/** How the lists begin. */
const keyByteWords: readonly string[] =
  '] = {|]={|from([|bytes([|array([|byte{|byte[]|vec![|key: [|key: "|key = [|key=[|key = {|key={|] = [|charcode([|arrayof('.split(
    '|',
  );
/** How the parts of a private key begin in the text form, and a label before hexadecimal bytes. */
const printedWords: readonly string[] = 'private|prime1|prime2|exponent1|exponent2|coeffic|priv:|key '.split('|');
const bytes =
  /(?:\][ \t]*=[ \t]*[{[]|arrayof\(|(?:from|bytes|array|charcode)\(\[|byte(?:\[\])?[ \t]?\{|vec!\[|key["']?[ \t]*[:=][ \t]*["'[{])\s{0,20}(?<list>(?:(?:0x[0-9a-f]{1,2}|\d{1,3}|\(byte\)[ ]?0x[0-9a-f]{2})\s{0,20},\s{0,20}){15,127}(?:0x[0-9a-f]{1,2}|\d{1,3}))/iy;
/** Bytes with two hexadecimal digits each, with colons on any number of lines, or with blanks on one. */
const printedBytes =
  /(?:(?:privateExponent|prime[12]|exponent[12]|coefficient|priv|private[- ]key):\s{1,20}(?:00:)?|key[ \t:=]{1,4})(?<list>(?:[0-9a-f]{2}:\s{0,20}){15,}[0-9a-f]{2}|(?:[0-9a-f]{2} ){15,127}[0-9a-f]{2})/iy;
/** The whole document. */
const walletFile = /^\s*\[(?<list>(?:\s*\d{1,3},){63}\s*\d{1,3})\s*\]\s*$/;
const longestWalletFile = 1000;
const nameBefore = /(?<=(?:key|secret|seed|priv(?:ate)?|(?<![a-z])sk)\w{0,20}(?:[^\w\n][^\n]{0,60})?)/iy;
const lengths = [16, 24, 32, 48, 64, 96];
const leastDifferent = 11;

/** `places`: where a list may begin. Takes time linear in the text. */
function findKeyBytes(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, bytes, places)) {
    const list = match.groups!['list']!;
    const values = list.split(',').map((item) => Number(item.replace('(byte)', '')));
    if (!isKey(values)) continue;
    if (!isAt(nameBefore, text, match.index + 3)) continue;
    const end = match.index + match[0].length;
    found.push({ start: end - list.length, end, rule: 'key-bytes' });
  }
  for (const match of matchesAt(text, printedBytes, places)) found.push(listIn(match));
  const wallet = text.length > longestWalletFile ? null : walletFile.exec(text);
  if (wallet && isKey(wallet.groups!['list']!.split(',').map(Number))) found.push(listIn(wallet));
  return found;
}

function listIn({ index, groups, 0: match }: RegExpExecArray): SecretSpan {
  const list = groups!['list']!;
  const start = index + match.indexOf(list);
  return { start, end: start + list.length, rule: 'key-bytes' };
}

function isKey(values: readonly number[]): boolean {
  if (!lengths.includes(values.length) || values.some((value) => value > 255)) return false;
  return new Set(values).size >= leastDifferent && !isAscending(values);
}

/** Codes of keyboards and tables ascend. */
function isAscending(values: readonly number[]): boolean {
  const steps = values.slice(1).filter((value, at) => value > values[at]!).length;
  return steps > 0.8 * values.length;
}

export const keyBytes: Rule = {
  name: 'key-bytes',
  words: [...keyByteWords, ...printedWords],
  seesDocument: true,
  find: findKeyBytes,
  masks: [
    'privateExponent:\n    «15:cb:f2:1f:8a:03:e7:5c:91:2d:b6:40:fa:77:19:\n    c3:68»\nprime1:\n',
    'AES key «0f 1c c5 8a 03 e7 5c 91 2d b6 40 fa 77 19 c3 68»',
    'byte[] aesKey = { «0x1f, 0x8a, 0x03, 0xe7, 0x5c, 0x91, 0x2d, 0xb6, 0x40, 0xfa, 0x77, 0x19, 0xc3, 0x68, 0x0e, 0xd5» };',
    'val hmacKey = byteArrayOf(«31, 138, 3, 231, 92, 145, 45, 182, 64, 250, 119, 25, 195, 104, 14, 213»)',
    'uint8_t key[16] = { «0x1f, 0x8a, 0x03, 0xe7, 0x5c, 0x91, 0x2d, 0xb6, 0x40, 0xfa, 0x77, 0x19, 0xc3, 0x68, 0x0e, 0xd5» };',
  ],
  leaves: [
    'modulus:\n    15:cb:f2:1f:8a:03:e7:5c:91:2d:b6:40:fa:77:19:\n    c3:68\n',
    'int sizes[3] = { 16, 24, 32 };',
  ],
};
