// Turns the distribution of the next byte of UTF-8 into predictions of characters and their classes.
import type { Prediction } from './languageModel.ts';
import { classOf, type CharacterClass } from './characterClass.ts';

/** A character that may come next, without its classes. */
export interface CharacterCandidate {
  readonly character: string;
  readonly probability: number;
  /** Its first byte in UTF-8. */
  readonly first: number;
}

type Bytes = readonly number[];
const range = (from: number, to: number): Bytes => Array.from({ length: to - from }, (_, index) => from + index);
/** Bytes that can start a character in UTF-8, and bytes that can continue one. */
export const leadBytes: Bytes = [...range(0, 0x80), ...range(0xc2, 0xf5)];
export const continuationByteValues: Bytes = range(0x80, 0xc0);

const decoder = new TextDecoder();

export function characterOf(bytes: Bytes): string {
  return bytes[0]! < 0x80 ? String.fromCharCode(bytes[0]!) : decoder.decode(Uint8Array.from(bytes));
}

export function continuationByteCount(first: number): number {
  if (first < 0xc0) return 0;
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/**
 * The most likely of the bytes `among`, and others of at least probability `least`, at most `count`, most likely first.
 * `probabilities`: [256].
 */
export function mostLikelyBytes(probabilities: Float32Array, count: number, least: number, among: Bytes): number[] {
  const found: number[] = [];
  while (found.length < count) {
    let best = -1;
    for (const byte of among) {
      if ((best < 0 || probabilities[byte]! > probabilities[best]!) && !found.includes(byte)) best = byte;
    }
    if (best < 0 || (found.length > 0 && !(probabilities[best]! >= least && probabilities[best]! > 0))) break;
    found.push(best);
  }
  return found;
}

/** `classes`: of the next byte. Omits candidates whose bytes are not a character. */
export function predictionsOf(
  found: readonly CharacterCandidate[],
  classes: Record<CharacterClass, number>,
): Prediction[] {
  return found
    .filter(({ character }) => !character.includes('\ufffd'))
    .map(({ character, probability, first }) => ({
      character,
      probability,
      classes: correctedClasses(classes, first, character, probability),
    }));
}

/** The class by first byte. Above ASCII: the class of most characters that start with it. */
const classOfByte = Array.from({ length: 256 }, (_, byte): CharacterClass => {
  if (byte < 0x80) return classOf(String.fromCharCode(byte));
  // Kana and Han are U+3040 to U+9FFF.
  if (byte >= 0xe3 && byte <= 0xe9) return 'ideograph';
  // U+0080 to U+00BF; dashes, quotes, arrows; full-width forms; emoji.
  return byte === 0xc2 || byte === 0xe2 || byte >= 0xee ? 'mark' : 'letter';
});
const classNames = ['letter', 'ideograph', 'mark', 'blank'] as const;
const classIndex = Uint8Array.from(classOfByte, (found) => classNames.indexOf(found));

/** Probability of each class, by the next byte. `bytes`: [256]. */
export function classProbabilities(bytes: Float32Array): Record<CharacterClass, number> {
  const shares = new Float64Array(classNames.length);
  for (let byte = 0; byte < 256; byte++) shares[classIndex[byte]!]! += bytes[byte]!;
  return { letter: shares[0]!, ideograph: shares[1]!, mark: shares[2]!, blank: shares[3]! };
}

/** Moves the probability of a known character from the class of its first byte to its own class. */
function correctedClasses(
  byByte: Record<CharacterClass, number>,
  first: number,
  character: string,
  probability: number,
): Record<CharacterClass, number> {
  const assumed = classOfByte[first]!;
  const found = classOf(character);
  if (assumed === found) return byByte;
  return { ...byByte, [assumed]: Math.max(0, byByte[assumed] - probability), [found]: byByte[found] + probability };
}
