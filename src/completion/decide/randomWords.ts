// Words that look drawn at random: letters mixed with digits, long numbers, letters in an unusual order, and words in quotes after a name
// for secrets. The words of a secret that no rule has masked are among them.
import { randomEvidence } from '../../model/randomEvidence.ts';

export interface RandomWord {
  /** What identifies the word: the same text in quotes after a name for secrets is another one. */
  readonly key: string;
  readonly word: string;
  /** Where its run begins and where it ends, UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units. */
const least = { withDigit: 6, joined: 8, quoted: 4 };
/** Bits. More than this have 97 of 100 words of ten random small letters, and two of a hundred words that one file alone has. */
const leastEvidence = 3;
/** Before the caret: they tell whether a name for secrets comes before a suggestion. */
const contextLength = 200;
/** Parts of a run that signs join. */
const mostParts = 16;

/** Letters, digits, and the signs within passwords and identifiers. */
const runs = /[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_$!#%&*+?^~-]{3,199}/gu;
const signs = '_$!#%&*+?^~-';
const partEnd = /[\p{L}\p{M}\p{Nd}_$](?![\p{L}\p{M}\p{Nd}_$])/gu;
const quotedSecrets =
  /(?:pass(?:word|wd|wort|phrase|code)?|pwd|secret|token|api[_-]?key|kennwort|credentials?)\w{0,20}["'`\])]{0,2}[ \t]{0,4}(?:=>?|:=?|,|\()[ \t]{0,4}["'`](?<content>[^"'`\n]{4,100})/gi;

/** Public: revisions of Git and checksums; masking decides on keys that look like them. */
const checksum = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Basic Latin alone: of other letters, the evidence knows nothing. */
const letters = /(?<![\p{L}\p{M}\p{Nd}])[a-zA-Z]{8,}(?![\p{L}\p{M}\p{Nd}])/gu;

const hasRandomLetters = (word: string): boolean =>
  Array.from(word.matchAll(letters)).some(([part]) => {
    const isCapital = part === part.toUpperCase();
    return randomEvidence(isCapital ? part.toLowerCase() : part) > leastEvidence;
  });

/** Not a date: 2026-11-27. */
const isMixed = (word: string): boolean =>
  word.length >= least.withDigit &&
  /\p{Nd}/u.test(word) &&
  (/\p{L}/u.test(word) || /^\p{Nd}+$/u.test(word)) &&
  !checksum.test(word);

const looksRandom = (word: string): boolean => isMixed(word) || hasRandomLetters(word);

/** The random-looking words of a text that is learned. `text`: whole lines. */
export function* randomWordsOf(text: string): Generator<RandomWord> {
  for (const run of runsOf(text)) if (looksRandom(run.word)) yield* prefixesOf(run);
  yield* quotedWordsOf(text);
}

/**
 * What a suggestion after `before` offers of words that look random, or may be the beginning of one. Their places are those in the
 * suggestion; a word that begins before the caret has a negative one.
 */
export function* offeredRandomWords(before: string, suggestion: string): Generator<RandomWord> {
  const context = before.slice(-contextLength);
  const text = context + suggestion;
  const runs = [...runsOf(text)].filter(({ end }) => end > context.length);
  for (const word of [...runs.flatMap((run) => [...prefixesOf(run)]), ...quotedWordsOf(text)]) {
    const [start, end] = [word.start - context.length, word.end - context.length];
    if (end > 0) yield { ...word, start, end };
  }
}

function* runsOf(text: string): Generator<RandomWord> {
  for (const { index, 0: run } of text.matchAll(runs)) {
    let length = run.length;
    while (signs.includes(run[length - 1]!)) length--;
    const word = run.slice(0, length);
    yield { key: word, word, start: index, end: index + length };
  }
}

/** A run up to the end of each of its parts: what a suggestion may offer of it at once. */
function* prefixesOf({ word: run, start }: RandomWord): Generator<RandomWord> {
  let parts = 0;
  for (const { index, 0: last } of run.matchAll(partEnd)) {
    if (++parts > mostParts) return;
    const word = run.slice(0, index + last.length);
    if (looksRandom(word) || (parts > 1 && word.length >= least.joined)) {
      yield { key: word, word, start, end: start + word.length };
    }
  }
}

function* quotedWordsOf(text: string): Generator<RandomWord> {
  for (const match of text.matchAll(quotedSecrets)) {
    const content = match.groups!['content']!;
    const at = match.index + match[0].length - content.length;
    for (const { word, start, end } of runsOf(content)) {
      if (word.length >= least.quoted) yield { key: `"${word}`, word, start: at + start, end: at + end };
    }
  }
}

interface OwnTextSituation {
  readonly caret: { readonly before: string };
  /** Whether a word was learned from one other file and is not in the document. Undefined: nothing is known of the files. */
  readonly isOfOtherFile?: ((word: RandomWord) => boolean) | undefined;
}

/** UTF-16 units of a suggestion before the first random-looking word of one other file. */
export function endOfOwnText(text: string, { caret, isOfOtherFile }: OwnTextSituation): number {
  if (!isOfOtherFile) return text.length;
  let end = text.length;
  for (const word of offeredRandomWords(caret.before, text)) {
    if (word.start < end && isOfOtherFile(word)) end = Math.max(0, word.start);
  }
  return end;
}
