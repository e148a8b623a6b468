// Numbers and times as messages, the status bar and the view write them, in the display language.
import { env } from 'vscode';
import { fewestWhole } from '../protocol/runScore.ts';

/** Rounded down, so that 100 % means that nothing is left. `part`: of 1; more than 1 counts as 1. */
export function wholePercent(part: number): string {
  const whole = Math.floor(Math.min(1, part) * 100 + 1e-9) / 100;
  return new Intl.NumberFormat(env.language, { style: 'percent' }).format(whole);
}

/** Bits per character, with two decimals. */
export function bitsText(bits: number): string {
  return bits.toLocaleString(env.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Between how many characters a network hesitates, as in the dashboard. */
export function choicesText(bits: number): string {
  const choices = 2 ** bits;
  const digits = choices < fewestWhole ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 };
  return choices.toLocaleString(env.language, digits);
}

/** Whole minutes; of less than two, whole seconds. Rounded up. */
export function durationText(seconds: number): string {
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : [seconds / 60, 'minute'];
  return Math.ceil(value).toLocaleString(env.language, { style: 'unit', unit, unitDisplay: 'long' });
}

/** Hour and minute. `ms`: since 1970. */
export function timeText(ms: number): string {
  return new Date(ms).toLocaleTimeString(env.language, { timeStyle: 'short' });
}
