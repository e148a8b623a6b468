// The rows of the comparison of runs: result and settings, one value for each run.
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import { trainingSettingNames } from '../../../../src/protocol/settings.ts';
import type { Formats } from '../../ui/format.ts';
import { runValues, type RunValue } from './runValues.ts';

export interface ComparedRow {
  readonly name: string;
  readonly kind: 'result' | 'setting';
  /** One for each run. */
  readonly values: readonly string[];
  /** Not all values are equal. */
  readonly differs: boolean;
}

/** `running`: the id of the run whose training goes on. */
export function comparedRows(
  runs: readonly RunSummary[],
  running: string | undefined,
  format: Formats,
): readonly ComparedRow[] {
  const row = (kind: ComparedRow['kind'], name: string, valueOf: (run: RunSummary) => string): ComparedRow => {
    const values = runs.map(valueOf);
    return { kind, name, values, differs: new Set(values).size > 1 };
  };
  const { bitsPerChar, epochs, time, end, peakMemory, meanCores, files, trainCharacters, engine } = runValues(format);
  const results: readonly RunValue[] = [
    ...[bitsPerChar, epochs, time, end, peakMemory, meanCores, files, trainCharacters, engine],
  ];
  return [
    ...results.map(({ title, text }) => row('result', title, (run) => text(run, run.id === running))),
    ...trainingSettingNames.map((name) => row('setting', name, ({ settings }) => String(settings[name]))),
  ];
}
