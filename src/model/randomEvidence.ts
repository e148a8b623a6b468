// How likely it is that a string was drawn at random: whether an alphabet of equally likely characters explains it better than the pairs
// of characters that people write (a log-likelihood ratio).
import { classCount, pairCosts } from './characterPairs.ts';

/** Shorter strings carry too little evidence. UTF-16 units. */
export const minLength = 16;
const digitClass = 26;
const signClass = 27;
/** Bits: in text that people write, capital letters begin words. */
const caseCosts = { lowerToUpper: 3.3, within: 1 };
/** Runs of digits are common in what people write (dates, versions), so that they count little. Bits for a digit after a digit. */
const digitRunCost = 2.2;

const costs = Float64Array.from({ length: classCount * classCount }, (_, index) => {
  const row = pairCosts[Math.floor(index / classCount)]!;
  return parseInt(row[index % classCount]!, 36) / 2;
});

/** Of a UTF-16 unit; all beyond ASCII are signs. */
const classes = Uint8Array.from({ length: 129 }, (_, unit) => {
  if (unit >= 97 && unit <= 122) return unit - 97;
  if (unit >= 65 && unit <= 90) return unit - 65;
  return unit >= 48 && unit <= 57 ? digitClass : signClass;
});
const classOf = (unit: number): number => classes[Math.min(unit, 128)]!;

const isLower = (unit: number): boolean => unit >= 97 && unit <= 122;
const isUpper = (unit: number): boolean => unit >= 65 && unit <= 90;

/** Bits that a person needs for `next` after `unit`. */
function writtenCost(unit: number, next: number): number {
  const [row, column] = [classOf(unit), classOf(next)];
  const pair = costs[row * classCount + column]!;
  if (row === digitClass && column === digitClass) return Math.max(pair, digitRunCost);
  if (isUpper(next)) return pair + (isLower(unit) ? caseCosts.lowerToUpper : isUpper(unit) ? caseCosts.within : 0);
  return isUpper(unit) && isLower(next) ? pair + caseCosts.within : pair;
}

const alphabets: readonly { readonly pattern: RegExp; readonly bits: number }[] = [
  { pattern: /^[0-9a-f]+$/, bits: 4 },
  { pattern: /^[A-Z2-7]+$/, bits: 5 },
  { pattern: /^[a-z]+$/, bits: Math.log2(26) },
  { pattern: /^[0-9a-z]+$|^[0-9A-Z]+$/, bits: Math.log2(36) },
  { pattern: /^[0-9A-Za-z]+$/, bits: Math.log2(62) },
];
const largestAlphabetBits = 6;

/**
 * Bits of evidence that the most suspicious part of the string (at least 16 characters, or all of a shorter one) was drawn at random.
 * Positive: more likely random than written.
 */
export function randomEvidence(string: string): number {
  const { bits } = alphabets.find(({ pattern }) => pattern.test(string)) ?? { bits: largestAlphabetBits };
  // Sums of gains up to each character: the best run is a sum minus the lowest one at least `minLength` before it.
  const shortest = Math.min(minLength, string.length);
  let best = -Infinity;
  let lowest = Infinity;
  const sums = new Float64Array(string.length);
  for (let at = 1; at < string.length; at++) {
    sums[at] = sums[at - 1]! + writtenCost(string.charCodeAt(at - 1), string.charCodeAt(at)) - bits;
    if (at < shortest - 1) continue;
    lowest = Math.min(lowest, sums[at - shortest + 1]!);
    best = Math.max(best, sums[at]! - lowest);
  }
  return best;
}
