// How much of some work is done, as the status bar, its menu and the view write it.
import { env } from 'vscode';

/** Rounded down, so that 100 % means that nothing is left. `part`: of 1; more than 1 counts as 1. */
export function wholePercent(part: number): string {
  const whole = Math.floor(Math.min(1, part) * 100 + 1e-9) / 100;
  return new Intl.NumberFormat(env.language, { style: 'percent' }).format(whole);
}
