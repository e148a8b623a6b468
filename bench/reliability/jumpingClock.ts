// Replaces the wall clock of this process by one that jumps by up to three days, back and forth, at each call.
import { randomFrom } from './hostileFiles.ts';

const farthestMs = 3 * 86_400_000;

export function letClockJump(seed: number): void {
  const random = randomFrom(seed);
  const now = Date.now.bind(Date);
  Date.now = () => now() + random.below(2 * farthestMs) - farthestMs;
}
