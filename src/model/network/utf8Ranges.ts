// Which code points have an encoding in UTF-8 that starts with given bytes. UTF-8 preserves the order of code points, so they are
// always one range.

/** Code points from `first` to before `end`. */
export interface CodePointRange {
  readonly first: number;
  readonly end: number;
}

const surrogates: CodePointRange = { first: 0xd800, end: 0xe000 };
const lastCodePoint = 0x10ffff;

/** The first bytes of a character's encoding. */
export interface Utf8Prefix {
  /** Number of bytes that follow. */
  readonly missing: number;
  /** The bits of the code point in the bytes so far. */
  readonly bits: number;
  /** The smallest code point with an encoding of this length: longer encodings of smaller ones are invalid. */
  readonly least: number;
}

/** No bytes: between two characters. */
export const emptyPrefix: Utf8Prefix = { missing: 0, bits: 0, least: 0 };

/** Bytes that start no valid encoding: their range is empty. */
const invalidPrefix: Utf8Prefix = { missing: 0, bits: -1, least: 0 };
const leastOfLength = [0, 0, 0x80, 0x800, 0x10000];

/** The code points whose encoding starts with `prefix` and then `byte`; empty if there are none. */
export function rangeAfter(prefix: Utf8Prefix, byte: number): CodePointRange {
  const { missing, bits, least } = extendPrefix(prefix, byte) ?? invalidPrefix;
  const width = 6 * missing;
  const first = Math.max(bits << width, least);
  return { first, end: Math.max(first, Math.min((bits + 1) << width, lastCodePoint + 1)) };
}

/** The prefix after another byte. After invalid bytes: the empty prefix. */
export function prefixAfter(prefix: Utf8Prefix, byte: number): Utf8Prefix {
  const next = extendPrefix(prefix, byte);
  return next === undefined || next.missing === 0 ? emptyPrefix : next;
}

function extendPrefix({ missing, bits, least }: Utf8Prefix, byte: number): Utf8Prefix | undefined {
  const continues = byte >= 0x80 && byte < 0xc0;
  if (missing > 0) return continues ? { missing: missing - 1, bits: (bits << 6) | (byte & 0x3f), least } : undefined;
  if (byte < 0x80) return { missing: 0, bits: byte, least: 0 };
  if (byte < 0xc2 || byte > 0xf4) return undefined;
  const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
  return { missing: length - 1, bits: byte & (0x7f >> length), least: leastOfLength[length]! };
}

/** Number of characters in the range: surrogates are not characters. */
export function characterCount({ first, end }: CodePointRange): number {
  const lone = Math.max(0, Math.min(end, surrogates.end) - Math.max(first, surrogates.first));
  return Math.max(0, end - first) - lone;
}
