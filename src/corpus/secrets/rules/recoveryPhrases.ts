// Recovery phrases of wallets: 12 to 24 words from the list of BIP-39 in a row, whatever announces them. Other text has so many
// words of this list only where it is the list, or repeats a few words.
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Rule, Search } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';

const words: ReadonlySet<string> = new Set(wordlist);
const fewest = 12;
/** UTF-16 units of the words. */
const [shortest, longest] = [3, 8];
/** What may stand between two of them: blanks, line ends, signs, operators that join strings, and the numbers of a list. */
const between: ReadonlySet<number> = new Set(
  Array.from(' \t\r\n0123456789,.:;)"\'`|*-_#\\+&', (sign) => sign.charCodeAt(0)),
);
/** The words may stand in columns. */
const gap = { most: 24, has: (code: number): boolean => between.has(code) };
/** One unit more, so that a longer word is seen to be one. */
const word = { most: longest + 1, has: (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122 };
/** A phrase contains a place of every such length. */
const stride = fewest * shortest + fewest - 1;
/** Work to read the words around one of the list. */
const readUnits = 4;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** Takes time linear in the text. */
function findRecoveryPhrases(text: string, { spend }: Search): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (let at = stride - 1, read = 0; at < text.length; at += stride) {
    const first = at < read ? undefined : wordAround(text, at);
    if (!first || !words.has(first.word) || !spend(at, readUnits)) continue;
    const phrase = [first];
    for (let next = wordBefore(text, first.start); next && next.start >= read; next = wordBefore(text, next.start)) {
      phrase.unshift(next);
    }
    for (let next = wordAfter(text, first.end); next; next = wordAfter(text, next.end)) phrase.push(next);
    read = phrase.at(-1)!.end;
    if (isPhrase(phrase)) found.push({ start: phrase[0]!.start, end: read, rule: 'recovery-phrase' });
  }
  return found;
}

/** Words at random: half of them come before the word in front of them in the alphabet, and few are repeated. */
function isPhrase(row: readonly Word[]): boolean {
  if (row.length < fewest) return false;
  const different = new Set(row.map((each) => each.word)).size;
  const descents = row.filter((each, index) => index > 0 && each.word < row[index - 1]!.word).length;
  return different >= (2 / 3) * row.length && descents >= row.length / 6;
}

/** The word at a place or, between two words, the next one. */
function wordAround(text: string, at: number): Word | undefined {
  const inside = skip(text, at, 1, gap);
  return wordIn(text, skip(text, inside, -1, word), skip(text, inside, 1, word));
}

function wordAfter(text: string, at: number): Word | undefined {
  const start = skip(text, at, 1, gap);
  return start === at ? undefined : listed(wordIn(text, start, skip(text, start, 1, word)));
}

function wordBefore(text: string, at: number): Word | undefined {
  const end = skip(text, at, -1, gap);
  return end === at ? undefined : listed(wordIn(text, skip(text, end, -1, word), end));
}

function wordIn(text: string, start: number, end: number): Word | undefined {
  const length = end - start;
  return length < shortest || length > longest ? undefined : { start, end, word: text.slice(start, end).toLowerCase() };
}

function listed(found: Word | undefined): Word | undefined {
  return found && words.has(found.word) ? found : undefined;
}

/** Where the units of a kind end, in one direction. */
function skip(text: string, from: number, step: 1 | -1, { most, has }: typeof word): number {
  let at = from;
  for (let count = 0; count < most && has(text.charCodeAt(step === 1 ? at : at - 1)); count++) at += step;
  return at;
}

const phrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const other = 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above';

export const recoveryPhrases: Rule = {
  name: 'recovery-phrase',
  words: [],
  find: findRecoveryPhrases,
  masks: [
    `- wallet on the ledger\n- «${phrase}»\n`,
    `1. «${other.split(' ').join('\n2. ')}»\n`,
    { path: 'a.ts', text: `const m = '«${other.replace(' acoustic', " ' +\n  'acoustic")}»';` },
    { path: 'a.ts', text: `const fixed = ['«${other.split(' ').join("', '")}»'];` },
  ],
  leaves: [
    `export const words = \`${wordlist.slice(0, 30).join('\n')}\`;`,
    'function round(number, number, number, number, number, number, number, number, number, number, number, number);',
    'The public can also use a phone, a bus, a train, an open window and a cat.',
  ],
};
