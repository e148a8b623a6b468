// Tells strings that look random, but are public: checksums, revisions, parts of links and paths, pictures, encoded text.
import { isAt } from '../sticky.ts';

/** UTF-16 units before a string that may say what it is. */
const lookBehind = 250;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Advisory identifiers, prefixes of content hashes, host names in Punycode. */
const publicIdentifier = /(?:^|\/)GHSA(?:-\w{4}){3}$|^(?:CVE-[\d-]+|sha(?:1|256|384|512)-.*|h1-.*|\/{0,2}xn--.*)$/;
/** The commands of an SVG path: "15h2v2h-2zm0-8h2v6h-2zm". */
const svgPath = /^[mlhvcsqtaz\d-]+$/i;
/** An entity tag as web servers write it: a length, and a SHA-1 in base 64. */
const entityTag = /^[0-9a-f]{1,8}-[A-Za-z0-9+/]{27}$/;
const numbers = /^[\d_+/=-]+$/;
/** ISO 8601: P3Y6M4DT12H30M5S. */
const duration = /^P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/;
/** The characters of a class in a regular expression: `0-9A-HJKMNP-TV-Z`. */
const characterClass = /0-9[A-Z]*[A-Z]-[A-Z]/i;

const dataUrlBefore = /(?<=;base64,|data:[\w/+.-]{0,60},)/y;
const sourceMap = 'sourceMappingURL=';
const longestSourceMap = 200;
const contentHashBefore = /(?<=\b(?:sha(?:1|256|384|512)(?:[-:]|=["']?)|h1:|narHash[\s="':]{0,8}))/iy;
/** What servers publish to prove something, or choose for each message. */
const publicValueBefore =
  /(?<=(?:site-verification|boundary|nonce|opaque|etag|Sec-\w{1,20}-(?:Key|Accept))["'`]?[\s:=,(]{1,4}["'`]?(?:W\/)?["'`]?|\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-(?:ssh|ecdsa)[\w@.-]{1,40})[ \t]{1,4})/iy;
/** A name of a resource in the cloud. */
const resourceBefore = /(?<=\barn:[\w:-][^\s"'`]{0,200})/y;
const temporaryFolder = /^\/?(?:var|private\/var)\/folders\//;

/** What says, just before a hexadecimal string, that it is a checksum or a revision. */
const checksumBefore =
  /(?<=(?:(?:sha-?\d{0,4}(?:sum)?|md5(?:sum)?|hash(?:es)?|checksums?|digests?|integrity|etag|crc\d{0,3}|fingerprint|commit|revision|shasum|nonce)|(?:^|[^a-z])(?:rev|ref|blob|tree|tag|parent|oid|changeset|cid|version|boundary|opaque|resolved|specifier|base|head|from(?!\()|to|index|object|gist))["'`]?\]?[\s:=@("'`#,>.)-]{0,20})/iy;
/** A name with a hash in a path: `dist/main-…`, `blob/…`, `@…`. */
const pathBefore = /(?<=[\w.-]\/[\w.@-]{0,100}|@)/y;
/** A checksum that an earlier line announces. */
const announced = /\b(?:md5|sha-?\d{1,3}|checksum|digest|hash(?:es|ed)?)\b|_(?:md5|sha\d*|hash)\b|sha\d{3}sum|md5sum/i;
const keyWords = /hmac|secret|private|passw|token|\bkeys?\b|[a-z_]key\b/i;
const keyBefore =
  /(?<=(?:key|secret|token|passw(?:or)?d|seed|salt)[\w.]{0,10}["'`\]]{0,2}[\s:=("'`>]{0,8}|create(?:Cipher|Decipher|Hmac)\w{0,4}\([^\n;]{1,80})/iy;
/** What says just before a string that it is the key of a service. */
const serviceKeyBefore =
  /(?<=[\w+/=]--|(?:token|login|session|(?<![a-z])(?:sess|sid|csrf\w{0,10})|sonar\w{0,10}|git(?:hub|lab)_pat|wandb|gitea|forgejo|codeberg|particle|bitly|travis|coveralls|codacy|drone)["'`\]]{0,2}[\s:=("'`>]{1,5}|(?:api|secret|private|access)_?key["'][^<>\n]{0,60}|token:-["']?|(?:github|gitlab)-(?:oauth|token)["'][^\n}]{1,60}|wandb(?:\.login\(key=| login )\\?["']?)/iy;
const lineBegin = /(?<=(?:^|\n)[ \t]{0,40})/y;
const fileEndingAfter = /^\.[a-z]\w{1,4}\b/;

/** The path of a link, without its host and its query. */
const linkPathBefore = /(?<=https?:\/\/[^\s"'`<>)?#@/]{1,100}\/[^\s"'`<>)?]{0,200})/y;
const linkBefore = /(?<=https?:\/\/[^\s"'`<>)]{0,240})/y;
/** A longer part of a link is the state of a page (playgrounds encode a program in it), not a key. */
const longestLinkKey = 100;

/** First bytes of compressed data, archives, pictures, documents, byte order marks, JSON. */
const knownFormats =
  /^(?:1f8b08|789c|78da|7801|504b0304|89504e47|ffd8ff|47494638|25504446|feff00|fffe|efbbbf|7b22|cafebabe|7f454c46|0061736d)/i;

/** True for what is public whatever stands around it. */
export function isPublicByItself(token: string): boolean {
  return (
    uuid.test(token) ||
    publicIdentifier.test(token) ||
    numbers.test(token) ||
    duration.test(token) ||
    svgPath.test(token) ||
    entityTag.test(token) ||
    temporaryFolder.test(token) ||
    characterClass.test(token)
  );
}

/** Whether a hexadecimal string is the content of a file or text, and not a key. */
export function isHexContent(digits: string): boolean {
  if (digits.length % 2 === 1) return false;
  if (knownFormats.test(digits)) return true;
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < digits.length; at++) bytes[at >> 1] = (bytes[at >> 1]! << 4) | hexDigit(digits.charCodeAt(at));
  return isText(bytes);
}

/** Of an ASCII digit, or a letter of either case. */
function hexDigit(unit: number): number {
  return unit <= 57 ? unit - 48 : (unit & 0xf) + 9;
}

/** Whether what stands around a hexadecimal string says that it is a checksum, a revision or a part of a name. */
export function isChecksum(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - lookBehind), start);
  if (isAt(keyBefore, text, start)) return false;
  // A list of checksums: the name of the file follows.
  if (isAt(lineBegin, text, start) && /^ [ *][\w./@+-]+\.\w/.test(text.slice(end, end + 200))) return true;
  if ([checksumBefore, linkPathBefore, resourceBefore].some((what) => isAt(what, text, start))) return true;
  if (isAt(pathBefore, text, start) && (fileEndingAfter.test(text.slice(end, end + 6)) || before.endsWith('@')))
    return true;
  return announced.test(before) && !keyWords.test(before);
}

/** Whether what stands before a string says that it is public. */
export function isPublicHere(text: string, token: string, start: number): boolean {
  if ([dataUrlBefore, contentHashBefore, publicValueBefore].some((what) => isAt(what, text, start))) return true;
  const before = text.slice(Math.max(0, start - sourceMap.length - longestSourceMap), start);
  const mapAt = before.lastIndexOf(sourceMap);
  if (mapAt !== -1 && !/\s/.test(before.slice(mapAt))) return true;
  return token.length > longestLinkKey && isAt(linkBefore, text, start);
}

/** Whether a string is the content of a data URL. */
export function isInDataUrl(text: string, start: number): boolean {
  return isAt(dataUrlBefore, text, start);
}

/** Words between slashes. */
const wordPath = /^\/?(?:[a-z]{2,}|[A-Z][a-z]+)\/.*\//;

/** Whether the parts between slashes are judged one by one: those of a link or a path. */
export function isPath(text: string, token: string, start: number): boolean {
  if (!token.includes('/')) return false;
  return (
    wordPath.test(token) || /[.~]$/.test(text.slice(Math.max(0, start - 1), start)) || isAt(linkBefore, text, start)
  );
}

export function isNamedKey(text: string, start: number): boolean {
  return isAt(serviceKeyBefore, text, start);
}

/** Characters of a string that tell whether it is text. */
const judgedLength = 1000;

/** Whether a string in base 64 is readable text. */
export function isEncodedText(token: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(token)) return false;
  return isText(bytesOf(token.slice(0, judgedLength)));
}

const base64Digits = new Uint8Array(128);
for (const [digit, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  base64Digits[character.charCodeAt(0)] = digit;
}

function bytesOf(base64: string): Uint8Array {
  const padding = base64.indexOf('=');
  const length = padding === -1 ? base64.length : padding;
  const bytes = new Uint8Array(Math.floor((length * 6) / 8));
  let bits = 0;
  for (let at = 0, byte = 0; at < length; at++) {
    bits = ((bits << 6) | base64Digits[base64.charCodeAt(at)]!) & 0xffff;
    // Four digits are three bytes.
    if (at % 4 !== 0) bytes[byte++] = bits >> (6 - 2 * (at % 4));
  }
  return bytes;
}

/** Mostly small letters, and blanks between them. */
function isText(bytes: Uint8Array): boolean {
  let [letters, blanks] = [0, 0];
  for (const byte of bytes) {
    if (byte === 0x20) blanks++;
    else if (byte >= 0x61 && byte <= 0x7a) letters++;
  }
  return blanks > 0 && letters + blanks > 0.8 * bytes.length;
}
