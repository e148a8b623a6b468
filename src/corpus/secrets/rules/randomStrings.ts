// Finds strings that look drawn at random: keys and tokens of formats that are not known.
import {
  isChecksum,
  isEncodedText,
  isHexContent,
  isNamedKey,
  isPath,
  isPublicByItself,
  isPublicHere,
} from '../judge/publicStrings.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { execAt } from '../sticky.ts';
import { tokenRuns, type TokenRun } from '../tokenRuns.ts';
import { minLength, randomEvidence } from '../../../model/randomEvidence.ts';
import type { Rule, Search } from './rule.ts';

/** From this length on, less evidence is enough. */
const usualLength = 20;
/** Evidence in bits; `letters`: without a digit. Calibrated: 98 % of random strings of 24 base-62 characters pass, and about one identifier in 10,000. */
const minEvidence = { short: 26, usual: 11, letters: 16 };

/** A product key: MBNB6-EQ3CR-XO2T2-12B9D-F2CAZ. */
const inGroups = /^(?:[A-Z0-9]{4,6}-){3,7}[A-Z0-9]{4,6}$/;

/** A key of BitLocker. */
const recoveryKey = /^\d{6}(?:-\d{6}){7}$/;

const hexKey = /(?:^|[^0-9A-Za-z])((?:0x)?[0-9a-fA-F]{32,})(?![0-9A-Za-z])/;

/**
 * Random strings in a text, without checksums, UUIDs, data URLs and alphabets. Takes time linear in the text.
 */
function findRandomStrings(text: string, { spend, isPublic }: Search): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const run of tokenRuns(text, minLength)) {
    if (isPublic(run.start)) continue;
    const token = text.slice(run.start, endOfPadding(text, run.end));
    if (!/[0-9A-Z]/.test(token) && !/[a-z]{16}/.test(token)) continue;
    if (recoveryKey.test(token)) found.push({ ...run, rule: 'recovery-code' });
    if (!spend(run.start, runUnits(token)) || isPublicByItself(token)) continue;
    const isDivided = !token.endsWith('=') && isPath(text, token, run.start);
    const parts: SecretSpan[] = [];
    for (const span of isDivided ? partsOf(token, run.start) : [rangeOf(token, run.start)]) {
      const rule = ruleOf(text, text.slice(span.start, span.end), span.start, spend);
      if (rule) parts.push({ ...span, rule });
    }
    // Two random parts that are most of it are no path, but a key in base 64.
    const isKey = parts.length > 1 && parts.reduce((sum, { start, end }) => sum + end - start, 0) > token.length / 2;
    found.push(...(isKey ? [{ ...rangeOf(token, run.start), rule: parts[0]!.rule }] : parts));
  }
  return joinParts(text, found).map((part) => withNeighbors(text, part));
}

/** Work to judge a string that may be random, without its length. */
const judgeUnits = 20;
/** Work to read a string. */
const runUnits = ({ length }: string): number => 4 + (length >> 2);

/** What is between two parts of one token: at most one short part, as in `header.id.signature`. */
const betweenParts = /^[.:~](?:[\w-]{1,12}[.:~])?$/;

/** Joins random strings that are parts of one token, because a short part between them is secret, too. */
function joinParts(text: string, parts: readonly SecretSpan[]): SecretSpan[] {
  const joined: SecretSpan[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && part.start - last.end <= 14 && betweenParts.test(text.slice(last.end, part.start))) {
      joined[joined.length - 1] = { ...last, end: part.end };
    } else joined.push(part);
  }
  return joined;
}

/** Short parts of the same token: the ones before and after a random string, with a sign between them. */
const partBefore = /(?<=(?<![\w-])(?<part>[\w-]{4,40})[.:~])/y;
const partAfter = /[.:~](?<part>[\w-]{4,40})(?![\w-])/y;
const mostNeighbors = 4;

function withNeighbors(text: string, { start: first, end: last, rule }: SecretSpan): SecretSpan {
  let [start, end] = [first, last];
  for (let count = 0; count < mostNeighbors; count++) {
    const part = partAt(partBefore, text, start);
    if (part !== undefined) start -= part.length + 1;
    const next = partAt(partAfter, text, end);
    if (next !== undefined) end += next.length + 1;
  }
  return { start, end, rule };
}

/** `pattern`: sticky. Undefined: a word or a number, which is no part of a key. */
function partAt(pattern: RegExp, text: string, at: number): string | undefined {
  const part = execAt(pattern, text, at)?.groups!['part'];
  if (part === undefined || !/[A-Za-z]/.test(part)) return undefined;
  return /\d/.test(part) || randomEvidence(part) > leastPartEvidence ? part : undefined;
}
/** Bits. */
const leastPartEvidence = 4;

function rangeOf(token: string, start: number): TokenRun {
  return { start, end: start + token.length };
}

/** The parts between slashes that are long enough. */
function partsOf(token: string, start: number): TokenRun[] {
  return [...token.matchAll(/[^/]+/g)]
    .filter(([part]) => part.length >= minLength)
    .map(({ index, 0: part }) => rangeOf(part, start + index));
}

/** The rule that makes a string a secret. Undefined: it is none. */
function ruleOf(text: string, token: string, start: number, spend: Search['spend']): string | undefined {
  if (isPublicByItself(token)) return undefined;
  const hex = hexKey.exec(token);
  if (hex) {
    const at = start + hex.index + hex[0].length - hex[1]!.length;
    const prefix = text.slice(start, at);
    return spend(start, judgeUnits) && isHexKey(text, hex[1]!, at, prefix) ? 'hexadecimal-key' : undefined;
  }
  const judged = inGroups.test(token) ? token.replaceAll('-', '') : token;
  const evidence = randomEvidence(judged);
  const least =
    judged.length < usualLength ? minEvidence.short : /\d/.test(token) ? minEvidence.usual : minEvidence.letters;
  // Identifiers hardly ever come this far.
  if (evidence < least || !spend(start, judgeUnits + (token.length >> 2)) || hasSequence(token)) return undefined;
  if (isPublicHere(text, token, start) || isEncodedText(token)) return undefined;
  const rest = withoutRepetition(token);
  return rest !== token && randomEvidence(rest) < least ? undefined : 'random-string';
}

/** UTF-16 units of an identifier at most. */
const longestIdentifier = 60;

/** Without repeated letters, such as `IPv` in `convertIPv4MappedIPv6ToIPv4`: random strings hardly ever repeat three letters. */
function withoutRepetition(token: string): string {
  if (token.length > longestIdentifier) return token;
  /** Three units, of 7 bits each. */
  const seen = new Set<number>();
  let rest = '';
  for (let at = 0, last = 0; at < token.length;) {
    if (seen.has(threeUnits(token, at)) && /^[A-Za-z]{3}/.test(token.slice(at))) at += 3;
    else {
      last = ((last << 7) | token.charCodeAt(at)) & 0x1f_ffff;
      rest += token[at++]!;
      if (rest.length > 2) seen.add(last);
    }
  }
  return rest;
}

function threeUnits(token: string, at: number): number {
  return (token.charCodeAt(at) << 14) | (token.charCodeAt(at + 1) << 7) | token.charCodeAt(at + 2);
}

/** Base 64 may end in one or two equals signs. */
function endOfPadding(text: string, end: number): number {
  if (text[end] !== '=') return end;
  return text[end + 1] === '=' ? end + 2 : end + 1;
}

/** A hexadecimal string of the length of a key, unless it is said to be a checksum or a revision. `prefix`: `sk_live_`. */
function isHexKey(text: string, token: string, start: number, prefix: string): boolean {
  const digits = token.replace(/^0x/, '');
  // Forty digits are a revision of git, unless a name says otherwise (`assignedValues.ts`).
  if (digits.length === 40 && !/^[A-Za-z]\w*_$/.test(prefix) && !isNamedKey(text, start)) return false;
  if (!/[a-fA-F]/.test(digits) || !/\d/.test(digits) || differentUnits(digits.toLowerCase()) < 8) return false;
  return !hasSequence(digits) && !isHexContent(digits) && !isChecksum(text, start, start + token.length);
}

/** Alphabets, counts and repetitions ("abcdefabcdef", "23456789", "xxxx") are not random: many characters repeat or count up. */
function hasSequence(token: string): boolean {
  let steps = 0;
  for (let at = 1; at < token.length; at++) {
    const step = token.charCodeAt(at) - token.charCodeAt(at - 1);
    if (step === 0 || step === 1) steps++;
  }
  return steps > 0.35 * token.length || differentUnits(token) < 6;
}

/** Of a string of ASCII. */
function differentUnits(token: string): number {
  const isSeen = new Uint8Array(128);
  let different = 0;
  for (let at = 0; at < token.length; at++) {
    const unit = token.charCodeAt(at);
    if (isSeen[unit] === 0) different++;
    isSeen[unit] = 1;
  }
  return different;
}

export const randomStrings: Rule = {
  name: 'random-string',
  words: [],
  find: findRandomStrings,
  masks: [
    'id = «k8Qm2Vx9Lw4Tz7RbN3cYp»',
    'BitLocker: «481427-132577-139453-089663-094507-552525-349942-830117»',
    'client.open("«rCrbMj.EXC0tt:k8Qm2Vx9Lw4Tz7RbN3cYp»")',
    'auth.login("«k8Qm2Vx9Lw4Tz7RbN3cYp.WEQy1byB»")',
    "export GITHUB_PAT='«9f86d081884c7d659a2feaa0c55ad015a3bf4f1b»'",
    'Windows: «MBNB6-EQ3CR-XO2T2-12B9D-F2CAZ»',
  ],
  leaves: [
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
    'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    'getUserAccountByIdentifier',
    'const d = "P3Y6M4DT12H30M5S";',
    'pin-sha256="iie1VXtL7HzAMF+/PVPR9xzT80kQxdZeJ+zduCB3uj0="',
  ],
};
