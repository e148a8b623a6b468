// What the tables of the Runs page tell about a run: one list of values for the table of all runs, its export and the comparison.
import { cellLabel } from '../../../../src/protocol/learner.ts';
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import { trainingSettingNames, type TrainingSettings } from '../../../../src/protocol/settings.ts';
import type { RunWithProgress } from '../../state/runsWithProgress.ts';
import { rounded } from '../../ui/csv.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

export interface RunValue {
  readonly title: string;
  /** On hover. */
  readonly explanation?: string;
  text(run: RunWithProgress): string;
  /** In exported files, where it is not the text: the value, and its title if it has another one. */
  readonly exported?: { readonly title?: string; value(run: RunSummary): string | number | undefined };
}

export function runValues(format: Formats) {
  const orDash = <Value>(value: Value | undefined, write: (value: Value) => string) =>
    value === undefined ? '–' : write(value);
  return {
    bitsPerChar: {
      title: t('Bits per character'),
      explanation: t('On text that the network was not trained on; lower is better'),
      text: ({ bitsPerChar }) => orDash(bitsPerChar, format.bits),
      exported: { value: ({ bitsPerChar }) => rounded(bitsPerChar, 4) },
    },
    epochs: {
      title: t('Text read'),
      explanation: t('How often the training has read its text, without the text that tests the network'),
      text: (run) => orDash(epochsOf(run), (times) => t('{0} times', format.significant(times))),
      exported: { title: t('Times read'), value: (run) => rounded(epochsOf(run), 3) },
    },
    time: {
      title: t('Time'),
      explanation: t('Training time without pauses'),
      text: (run) => orDash(ofTraining(run, run.elapsedMs), format.duration),
      exported: { title: t('Time in ms'), value: (run) => ofTraining(run, Math.round(run.elapsedMs)) },
    },
    network: {
      title: t('Kind and size'),
      explanation: t('Kind of the network, and how many numbers it remembers with'),
      text: ({ settings: { cell, hiddenSize } }) => `${cellLabel(cell)}, ${hiddenSize}`,
      exported: { title: t('Network'), value: networkCode },
    },
    started: {
      title: t('Date'),
      explanation: t('When the training began, or the network was imported'),
      text: ({ startedMs }) => format.dateTime(startedMs),
      exported: { value: ({ startedMs }) => new Date(startedMs).toISOString() },
    },
    end: {
      title: t('End'),
      text: (run) => (run.training ? trainingText(run.training) : orDash(ofTraining(run, endText(run)), String)),
    },
    peakMemory: {
      title: t('Highest memory'),
      text: ({ peakMemoryBytes }) => orDash(peakMemoryBytes, format.bytes),
    },
    meanCores: { title: t('Cores used'), text: ({ meanCores }) => orDash(meanCores, format.twoDecimals) },
    files: { title: t('Files'), text: (run) => orDash(ofTraining(run, run.files), format.whole) },
    trainCharacters: {
      title: t('Training characters'),
      text: (run) => orDash(ofTraining(run, run.trainCharacters), format.whole),
    },
    engine: { title: t('Engine'), text: (run) => orDash(ofTraining(run, run.engine), String) },
  } satisfies Record<string, RunValue>;
}

type SettingName = (typeof trainingSettingNames)[number];

/** Of the comparison of runs. */
export interface ComparedRow {
  readonly name: string;
  /** Undefined: a result. */
  readonly setting: SettingName | undefined;
  /** One for each run. */
  readonly values: readonly string[];
  /** Not all values are equal. */
  readonly differs: boolean;
}

export function comparedRows(runs: readonly RunWithProgress[], format: Formats): readonly ComparedRow[] {
  const row = (name: string, valueOf: (run: RunWithProgress) => string, setting?: SettingName): ComparedRow => {
    const values = runs.map(valueOf);
    return { setting, name, values, differs: new Set(values).size > 1 };
  };
  const { bitsPerChar, epochs, time, end, peakMemory, meanCores, files, trainCharacters, engine } = runValues(format);
  const results: readonly RunValue[] = [
    ...[bitsPerChar, epochs, time, end, peakMemory, meanCores, files, trainCharacters, engine],
  ];
  return [
    ...results.map(({ title, text }) => row(title, text)),
    ...trainingSettingNames.map((name) => row(name, (run) => settingText(run, name), name)),
  ];
}

/** Of a network from a file, or one whose run was deleted, only the type, the size and what the file states are known. */
function ofTraining<Value>({ engine }: Pick<RunSummary, 'engine'>, value: Value): Value | undefined {
  return engine === '' && (value === 0 || typeof value === 'string') ? undefined : value;
}

function isKnown({ engine, statedSettings = [] }: RunSummary, name: keyof TrainingSettings): boolean {
  return engine !== '' || name === 'cell' || name === 'hiddenSize' || statedSettings.includes(name);
}

function settingText(run: RunSummary, name: keyof TrainingSettings): string {
  return isKnown(run, name) ? String(run.settings[name]) : '–';
}

function epochsOf(run: RunSummary): number | undefined {
  return run.trainCharacters === 0 ? undefined : ofTraining(run, run.characters / run.trainCharacters);
}

/** With the number of passages × their length that a training step reads, and the learning rate, where they are known. */
function networkCode(run: RunSummary): string {
  const { cell, hiddenSize, learningRate, sequenceLength, batchSize } = run.settings;
  const isRecipeKnown = (['learningRate', 'sequenceLength', 'batchSize'] as const).every((name) => isKnown(run, name));
  const recipe = isRecipeKnown ? ` · ${batchSize} × ${sequenceLength} · ${learningRate}` : '';
  return `${cellLabel(cell)} ${hiddenSize}${recipe}`;
}

function trainingText(training: 'running' | 'paused'): string {
  return training === 'paused' ? t('paused') : t('running');
}

function endText({ endReason }: RunSummary): string {
  switch (endReason) {
    case 'finished':
      return t('Finished');
    case 'stopped':
      return t('Stopped');
    case 'stopped improving':
      return t('No longer improving');
    case undefined:
      return t('Interrupted');
  }
}
