// Lines of made-up words, which no other text contains. The same for the same seed.
import { createCanary, randomRest, seededRandom } from '../../../../src/evaluation/memorization/canaries.ts';

export function prose(seed: number, lines: number): string {
  const random = seededRandom(seed);
  const word = (): string => createCanary('ordinary', 0, random).beginning.split(' ')[3]!;
  return Array.from({ length: lines }, () => `${word()} ${word()} ${word()} ${randomRest('ordinary', random)}.\n`).join(
    '',
  );
}
