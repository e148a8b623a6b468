// From the probabilities of bytes to those of characters and their classes.
import type { Prediction } from './languageModel.ts';
import { classOf, type CharacterClass } from './characterClass.ts';

/** A character that may come next. */
export interface CharacterCandidate {
  readonly character: string;
  readonly probability: number;
  /** Its first byte. */
  readonly first: number;
}

type Bytes = readonly number[];
const range = (from: number, to: number): Bytes => Array.from({ length: to - from }, (_, index) => from + index);
/** Bytes that begin a character, and those that it may go on with. */
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

/** Of some bytes the likeliest, and others of at least that probability, most likely first. */
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

/** Characters with what is expected of the next byte; without those whose bytes encode nothing. */
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

/** By the first byte of a character; above ASCII, of what most of the characters are that begin with it. */
const classOfByte = Array.from({ length: 256 }, (_, byte): CharacterClass => {
  if (byte < 0x80) return classOf(String.fromCharCode(byte));
  // Kana and Han are U+3040 to U+9FFF.
  if (byte >= 0xe3 && byte <= 0xe9) return 'ideograph';
  // U+0080 to U+00BF; dashes, quotes, arrows; full-width forms; emoji.
  return byte === 0xc2 || byte === 0xe2 || byte >= 0xee ? 'mark' : 'letter';
});
const classNames = ['letter', 'ideograph', 'mark', 'blank'] as const;
const classIndex = Uint8Array.from(classOfByte, (found) => classNames.indexOf(found));

/** How likely the next byte is of each class. */
export function classProbabilities(bytes: Float32Array): Record<CharacterClass, number> {
  const shares = new Float64Array(classNames.length);
  for (let byte = 0; byte < 256; byte++) shares[classIndex[byte]!]! += bytes[byte]!;
  return { letter: shares[0]!, ideograph: shares[1]!, mark: shares[2]!, blank: shares[3]! };
}

/** The same when the character is known that begins with `first`: its class may be another than that byte's. */
function correctedClasses(
  shares: Record<CharacterClass, number>,
  first: number,
  character: string,
  probability: number,
): Record<CharacterClass, number> {
  const said = classOfByte[first]!;
  const found = classOf(character);
  if (said === found) return shares;
  return { ...shares, [said]: Math.max(0, shares[said] - probability), [found]: shares[found] + probability };
}
