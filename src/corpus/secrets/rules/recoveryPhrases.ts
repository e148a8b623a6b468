// Recovery phrases of wallets: 12 to 24 words in a row, from the list of BIP-39 whatever announces them, or any words where something
// does. Other text has so many words of this list only where it is the list, or repeats a few words.
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Rule, Search } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { execAt } from '../sticky.ts';
import { matchesAt } from '../workLimit.ts';

const words: ReadonlySet<string> = new Set(wordlist);
const [fewest, most] = [12, 24];
/** Announces words that are in no list, or in that of another language. */
const announcement =
  /(?:mnemonic|(?<phrase>phrase (?:de récupération|secrète|mnémonique)|frase (?:semilla|secreta|de recuperaci[oó]n|di recupero|de recuperação|mnemonica)|wiederherstellungs(?:phrase|wörter)|herstelzin|сид-фраза|(?:復元|シード|リカバリー)フレーズ|ニーモニック|助记词|助記詞|니모닉)|(?:seed|recovery|backup|wallet|ledger|trezor|bip-?39)(?:[ _-]?(?:(?:seed |recovery )?(?<words>phrase|words?)|seed))?)(?:[ ]?\([^()\n]{1,30}\))?(?: is| are| est| es| è| é| lautet)?[^\p{L}\n]{0,12}(?:[^\p{L}]{1,12}|[^\n[(]{0,40}[\n[(][^\p{L}]{0,12})(?=\p{L})/iuy;
/** Words of sentences that are in no list. */
const sentenceWords = new Set('the and for are was with from you your must not und der die das'.split(' '));
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
/** A word in any script, after what may stand between two of them. */
const entry = /[ \u3000\t\r\n0-9,.:;)"'`|*_#\\+&-]{0,24}(?<word>[\p{L}\p{M}]{1,20})/uy;
/** One Chinese character is a whole word; words of other scripts are longer. */
const fits = ({ length }: string, first: number): boolean =>
  length >= (first >= 0x4e00 ? 1 : shortest) && length <= longest;
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
function findRecoveryPhrases(text: string, places: Search): SecretSpan[] {
  const { spend } = places;
  const found = announcedPhrases(text, places);
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

/** Words in small letters. On one line and in plain letters, unless the announcement says that it is a phrase. */
function announcedPhrases(text: string, places: Search): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const { index, 0: announced, groups } of matchesAt(text, announcement, places, { look: 2, match: 60 })) {
    const start = index + announced.length;
    const mayHaveLines = (groups!['words'] ?? groups!['phrase']) !== undefined;
    const letters = mayHaveLines || /^mnemonic/i.test(announced) ? /^\P{Lu}+$/u : /^[a-z]+$/;
    let [count, end] = [0, start];
    for (let next = execAt(entry, text, start); next && count < most; next = execAt(entry, text, end)) {
      const word = next.groups!['word']!;
      const isEnd = !fits(word, word.charCodeAt(0)) || sentenceWords.has(word) || !letters.test(word);
      if (isEnd || (!mayHaveLines && next[0].includes('\n'))) break;
      count++;
      end = entry.lastIndex;
    }
    if (count >= fewest) found.push({ start, end, rule: 'recovery-phrase' });
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
  words:
    'mnemonic seed recovery backup wallet ledger trezor bip39 bip-39 phrase frase wiederherstell herstelz сид-фраза 復元フ シードフ リカバリ ニーモニック 助记词 助記詞 니모닉'.split(
      ' ',
    ),
  find: findRecoveryPhrases,
  masks: [
    `- wallet on the ledger\n- «${phrase}»\n`,
    `1. «${other.split(' ').join('\n2. ')}»\n`,
    { path: 'a.ts', text: `const m = '«${other.replace(' acoustic', " ' +\n  'acoustic")}»';` },
    'Seed phrase: «granit wolf exotisch cabbage timber pulse velvet minor orbit drift candy lemon»\nKeep the paper.',
    'Backup: «granit wolf exotisch cabbage timber pulse velvet minor orbit drift candy lemon»\n',
    'mnemonic = "«granit wolf exotisch cabbage timber pulse velvet minor orbit drift candy lemon»"',
    `Ledger words:\n1. «${'granit wolf exotisch cabbage timber pulse velvet minor orbit drift candy lemon'.split(' ').join('\n2. ')}»\n`,
    'Phrase de récupération : «aborder académie abrupt absurde accolade abeille absolu abeille acerbe abolir abriter abyssal»',
    'Frase semilla: «ácido acoger academia actuar abrazo acuerdo acto acudir abuelo abierto aceite abrir»\n',
    '復元フレーズ：«あさい　あたる　あけがた　あそぶ　あいだ　あきる　あずかる　あさひ　あずき　あかちゃん　あたえる　あしあと»\n',
    '助记词: «的 一 是 在 不 了 有 和 人 这 中 大»\n',
    { path: 'a.ts', text: `const fixed = ['«${other.split(' ').join("', '")}»'];` },
  ],
  leaves: [
    `export const words = \`${wordlist.slice(0, 30).join('\n')}\`;`,
    'function round(number, number, number, number, number, number, number, number, number, number, number, number);',
    'Seed data: load the rows with this script before you start the tests and the server here',
    'Das Backup: dabei werden alle alten daten zuerst gelöscht, danach wird alles wieder vom server geholt.',
    'Das Backup: dabei werden alle alten daten vorher entfernt und danach werden alle neuen vom server geholt',
    'seed: каждый новый запуск берёт другое число поэтому тесты могут давать разные ответы каждый раз',
    'Recovery phrase: jeder nutzer sollte seine wörter immer sicher lagern Über alles andere wird später hier gesagt',
    'Recovery words:\n1. write them down\n2. keep them\n',
    'Phrase de récupération : notez les mots dans un carnet et gardez ce carnet dans un coffre à la banque.',
    'The public can also use a phone, a bus, a train, an open window and a cat.',
  ],
};
