// Which documents may contain a word: a Bloom filter of the words of each document, so that no text is kept. Tells "no" only if it is so.
// Bloom 1970, "Space/time trade-offs in hash coding with allowable errors".
import { isWord, tokensOf } from './tokens.ts';

export interface WordFilters {
  set(document: string, text: string): void;
  delete(document: string): void;
  /** The documents that may contain one of the words. */
  documentsWith(words: readonly string[]): string[];
}

/** With four hash functions, about 2 % of the answers "may contain" are wrong. */
const bitsPerWord = 8;
const hashFunctions = 4;

export function createWordFilters(): WordFilters {
  const filters = new Map<string, Uint8Array>();
  return {
    set: (document, text) => void filters.set(document, filterOf(new Set(tokensOf(text).filter(isWord)))),
    delete: (document) => void filters.delete(document),
    documentsWith: (words) => {
      const hashes = words.map(hashOf);
      return [...filters].flatMap(([document, filter]) =>
        hashes.some((hash) => mayContain(filter, hash)) ? [document] : [],
      );
    },
  };
}

function filterOf(words: ReadonlySet<string>): Uint8Array {
  const filter = new Uint8Array(Math.ceil((Math.max(1, words.size) * bitsPerWord) / 8));
  for (const word of words) {
    for (const bit of bitsOf(hashOf(word), filter)) filter[bit >> 3]! |= 1 << (bit & 7);
  }
  return filter;
}

function mayContain(filter: Uint8Array, hash: Hash): boolean {
  return bitsOf(hash, filter).every((bit) => (filter[bit >> 3]! & (1 << (bit & 7))) !== 0);
}

type Hash = readonly [number, number];

/** Two hashes make all (Kirsch and Mitzenmacher 2006, "Less hashing, same performance"). */
function bitsOf([first, second]: Hash, { length }: Uint8Array): number[] {
  return Array.from({ length: hashFunctions }, (_, index) => ((first + index * second) >>> 0) % (length * 8));
}

/** FNV-1a with two offsets. The second is odd. */
function hashOf(word: string): Hash {
  let [first, second] = [0x811c9dc5, 0x01234567];
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x01000193);
  }
  return [first >>> 0, (second | 1) >>> 0];
}
