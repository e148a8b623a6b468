// The grid of a sweep: a JSON object of settings by name. A list of values is varied, a single value is the same in all runs.
import type { TrainingSettings } from '../../protocol/settings.ts';
import { parseTrainingSettings } from '../../protocol/trainingSettings.ts';

export interface Grid {
  /** The settings that are varied, in the order of the file. */
  readonly varied: readonly string[];
  /** The settings of each run: every combination. The last one in the file varies fastest. */
  readonly runs: readonly Partial<TrainingSettings>[];
}

const mostRuns = 1000;

/** @throws Error that says what is wrong with the file */
export function parseGrid(json: string): Grid {
  const entries = Object.entries(objectOf(json)).map(([name, given]) => [name, valuesOf(name, given)] as const);
  const count = entries.reduce((product, [, values]) => product * values.length, 1);
  if (count > mostRuns) throw new Error(`The grid has ${count} runs, more than ${mostRuns}.`);
  const runs = entries.reduce<readonly Partial<TrainingSettings>[]>(
    (before, [name, values]) =>
      before.flatMap((run) => values.map((value) => ({ ...run, ...parseTrainingSettings({ [name]: value }) }))),
    [{}],
  );
  return { varied: entries.filter(([, values]) => values.length > 1).map(([name]) => name), runs };
}

function valuesOf(name: string, given: unknown): readonly unknown[] {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (values.length === 0) throw new Error(`The grid has no value of ${name}.`);
  if (new Set(values).size < values.length) throw new Error(`The grid has a value of ${name} twice.`);
  return values;
}

function objectOf(json: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new Error(`The grid is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw new Error('The grid is not an object of settings, such as { "hiddenSize": [64, 128], "steps": 500 }.');
}
