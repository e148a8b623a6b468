// How much of some work is done, as all parts of the window write it.
import { env } from 'vscode';

/** `part`: 0 to 1, and not more. Rounded down: 100 % means that nothing is left. */
export function wholePercent(part: number): string {
  const whole = Math.floor(Math.min(1, part) * 100) / 100;
  return new Intl.NumberFormat(env.language, { style: 'percent' }).format(whole);
}
