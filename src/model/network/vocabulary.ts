// Converts text to character ids and back. A character is a Unicode code point. Ids are in code point order, which is also the byte
// order of UTF-8, so the characters whose encoding starts with given bytes are a contiguous range of ids.

/** A character that is not in the vocabulary, or the boundary of a text. Trained, but never sampled. */
export const unknownId = 0;

const codePoints = 0x110000;
const surrogates = 0x800;
const firstSurrogate = 0xd800;

export interface Vocabulary {
  /** V: the number of ids, with `unknownId`. */
  readonly size: number;
  /** Code point of each id, [V]; -1 for `unknownId`. */
  readonly codePoints: Int32Array;
  /** Bits to specify an unknown character after `unknownId`: a uniform choice among all that are not in the vocabulary. */
  readonly unknownBits: number;
  idOf(codePoint: number): number;
  /** One id for each code point. Lone surrogates are unknown. */
  encode(text: string): Int32Array;
  /** The empty string for `unknownId`. */
  decode(id: number): string;
}

const asciiEnd = 0x80;

/** The vocabulary of these characters, one code point each, in any order, with repetitions. */
export function vocabularyOf(characters: Iterable<string>): Vocabulary {
  const known = [...new Set([...characters].map((character) => character.codePointAt(0)!))]
    .filter((codePoint) => codePoint < firstSurrogate || codePoint >= firstSurrogate + surrogates)
    .sort((a, b) => a - b);
  const codePointOf = Int32Array.from([-1, ...known]);
  const strings = Array.from(codePointOf, (codePoint) => (codePoint < 0 ? '' : String.fromCodePoint(codePoint)));
  const ascii = new Int32Array(asciiEnd);
  const others = new Map<number, number>();
  known.forEach((codePoint, index) => {
    if (codePoint < asciiEnd) ascii[codePoint] = index + 1;
    else others.set(codePoint, index + 1);
  });
  const idOf = (codePoint: number): number =>
    codePoint < asciiEnd ? (ascii[codePoint] ?? unknownId) : (others.get(codePoint) ?? unknownId);
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

/** Which characters of a corpus are in its vocabulary: the most frequent ones; ties by code point. */
export interface VocabularyLimits {
  readonly maxSize: number;
  /** A character must occur at least once in this many characters, and at least twice in all. */
  readonly rarest: number;
}

export const defaultVocabularyLimits: VocabularyLimits = { maxSize: 2048, rarest: 100_000 };

/** The vocabulary of a corpus. Rare characters become `unknownId`, so that this id is trained and V stays small. */
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

/** The characters of a vocabulary in id order, as one string: how a checkpoint stores it. */
export function charactersOf(vocabulary: Vocabulary): string {
  return String.fromCodePoint(...vocabulary.codePoints.subarray(1));
}
