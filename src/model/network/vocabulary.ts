// Text <-> character ids. A character is a Unicode code point. Ids follow code point order, which is also the byte order of
// UTF-8: all characters whose encoding begins with given bytes are one contiguous range of ids.

/** Outside: a character that the vocabulary lacks, or the edge of a text. Trained on, never sampled. */
export const unknownId = 0;

const codePoints = 0x110000;
const surrogates = 0x800;
const firstSurrogate = 0xd800;

export interface Vocabulary {
  /** Ids, `outsideId` included. */
  readonly size: number;
  /** Code point of each id; -1 for `outsideId`. */
  readonly codePoints: Int32Array;
  /** What spelling out one character outside the vocabulary costs on top of `outsideId`: a uniform choice, in bits. */
  readonly unknownBits: number;
  idOf(codePoint: number): number;
  /** One id a code point; lone surrogates are outside. */
  encode(text: string): Int32Array;
  /** The empty string for `outsideId`. */
  decode(id: number): string;
}

const asciiEnd = 0x80;

/** A vocabulary of just these characters (one code point each); order and repetition do not matter. */
export function vocabularyOf(characters: Iterable<string>): Vocabulary {
  const known = [...new Set([...characters].map((character) => character.codePointAt(0)!))]
    .filter((codePoint) => codePoint < firstSurrogate || codePoint >= firstSurrogate + surrogates)
    .sort((a, b) => a - b);
  const codePointOf = Int32Array.from([-1, ...known]);
  const strings = Array.from(codePointOf, (codePoint) => (codePoint < 0 ? '' : String.fromCodePoint(codePoint)));
  const ascii = new Int32Array(asciiEnd);
  const beyond = new Map<number, number>();
  known.forEach((codePoint, index) => {
    if (codePoint < asciiEnd) ascii[codePoint] = index + 1;
    else beyond.set(codePoint, index + 1);
  });
  const idOf = (codePoint: number): number =>
    codePoint < asciiEnd ? (ascii[codePoint] ?? unknownId) : (beyond.get(codePoint) ?? unknownId);
  return {
    size: codePointOf.length,
    codePoints: codePointOf,
    unknownBits: Math.log2(codePoints - surrogates - known.length),
    idOf,
    encode: (text) => {
      const ids = new Int32Array(text.length);
      let length = 0;
      for (let at = 0; at < text.length; at++) {
        const codePoint = text.codePointAt(at)!;
        if (codePoint > 0xffff) at++;
        ids[length++] = idOf(codePoint);
      }
      return ids.slice(0, length);
    },
    decode: (id) => strings[id] ?? '',
  };
}

/** Characters that can be learnt: frequent enough, most frequent first up to the limit; ties by code point. */
export interface VocabularyLimits {
  readonly maxSize: number;
  /** A character must make up at least one part in this many of the text, and occur twice. */
  readonly rarest: number;
}

export const defaultVocabularyLimits: VocabularyLimits = { maxSize: 2048, rarest: 100_000 };

/** The vocabulary of a corpus: rare characters are left to `outsideId`, so that it is trained too and V stays small. */
export function buildVocabulary(texts: Iterable<string>, limits = defaultVocabularyLimits): Vocabulary {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of texts) {
    for (const character of text) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
      total++;
    }
  }
  const least = Math.max(2, Math.floor(total / limits.rarest));
  const frequent = [...counts]
    .filter(([, count]) => count >= least)
    .sort(([a, countA], [b, countB]) => countB - countA || a.codePointAt(0)! - b.codePointAt(0)!);
  return vocabularyOf(frequent.slice(0, limits.maxSize - 1).map(([character]) => character));
}

/** The characters of a vocabulary in id order, as one string: what a checkpoint keeps of it. */
export function charactersOf(vocabulary: Vocabulary): string {
  return String.fromCodePoint(...vocabulary.codePoints.subarray(1));
}
