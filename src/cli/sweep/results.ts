// The results of a sweep: a file with one line for each run that has ended, as a table, and as a picture.
import * as v from 'valibot';
import type { TrainingSettings } from '../../protocol/settings.ts';

/** What is stored of a run. */
export interface SweepResult {
  readonly settings: TrainingSettings;
  /** Hash of the texts: a result holds for them only. */
  readonly textHash: string;
  /** Measured on held-out text. */
  readonly bitsPerChar: number;
  readonly steps: number;
  readonly characters: number;
  readonly seconds: number;
}

const version = 1;
const number = v.pipe(v.number(), v.finite());
const lineSchema = v.object({
  version: v.literal(version),
  settings: v.record(v.string(), v.union([v.string(), number])),
  textHash: v.string(),
  bitsPerChar: number,
  steps: number,
  characters: number,
  seconds: number,
});

export function encodeResult(result: SweepResult): string {
  return `${JSON.stringify({ version, ...result })}\n`;
}

/** Lines that are not a result are left out: the last one may have been cut off. */
export function decodeResults(text: string): readonly SweepResult[] {
  return text.split('\n').flatMap((line) => {
    const parsed = v.safeParse(lineSchema, jsonOf(line));
    // The settings are compared, not used.
    return parsed.success ? [parsed.output as unknown as SweepResult] : [];
  });
}

/** The result of these settings on these texts, if there is one. */
export function resultOf(
  results: readonly SweepResult[],
  { settings, textHash }: Pick<SweepResult, 'settings' | 'textHash'>,
): SweepResult | undefined {
  const wanted = keyOf(settings);
  return results.findLast((result) => result.textHash === textHash && keyOf(result.settings) === wanted);
}

/** The best first; `varied`: the settings that tell the runs apart. */
export function formatTable(results: readonly SweepResult[], varied: readonly string[]): string {
  const rows = sorted(results).map(({ settings, bitsPerChar, steps, characters, seconds }) => [
    ...varied.map((name) => String(settings[name as keyof TrainingSettings])),
    ...[bitsPerChar.toFixed(3), String(steps), seconds.toFixed(1), String(Math.round(characters / seconds))],
  ]);
  const table = [[...varied, 'bits per character', 'steps', 'seconds', 'characters/s'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join('  ')).join('\n');
}

export function sorted(results: readonly SweepResult[]): readonly SweepResult[] {
  return [...results].sort((a, b) => a.bitsPerChar - b.bitsPerChar);
}

/** What tells a run apart, for example "gru, hiddenSize 128". */
export function labelOf(settings: TrainingSettings, varied: readonly string[]): string {
  const names = varied.length > 0 ? varied : ['cell', 'hiddenSize'];
  return names.map((name) => `${name} ${String(settings[name as keyof TrainingSettings])}`).join(', ');
}

function keyOf(settings: TrainingSettings): string {
  return JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
