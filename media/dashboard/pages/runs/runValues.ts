// What the tables of the Runs page tell about a run: one list of values for the table of all runs, its export and the comparison.
import { cellLabel } from '../../../../src/protocol/learner.ts';
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import { trainingSettingNames } from '../../../../src/protocol/settings.ts';
import { rounded } from '../../ui/csv.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

export interface RunValue {
  readonly title: string;
  /** On hover. */
  readonly explanation?: string;
  /** A sentence, which takes several lines in the table of all runs. */
  readonly isLong?: boolean;
  /** `isRunning`: the training of this run goes on. */
  text(run: RunSummary, isRunning: boolean): string;
  /** In exported files, where it is not the text: the value, and its title if it has another one. */
  readonly exported?: { readonly title?: string; value(run: RunSummary): string | number | undefined };
}

export function runValues(format: Formats) {
  const orDash = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? '–' : write(value);
  return {
    bitsPerChar: {
      title: t('Bits per character'),
      explanation: t('On text that the network was not trained on; lower is better'),
      text: ({ bitsPerChar }) => orDash(bitsPerChar, format.bits),
      exported: { value: ({ bitsPerChar }) => rounded(bitsPerChar, 4) },
    },
    epochs: {
      title: t('Epochs'),
      explanation: t('How many times the training has read all of its text'),
      text: (run) => format.significant(epochsOf(run)),
      exported: { value: (run) => rounded(epochsOf(run), 3) },
    },
    time: {
      title: t('Time'),
      explanation: t('Training time without pauses'),
      text: ({ elapsedMs }) => format.duration(elapsedMs),
      exported: { title: t('Time in ms'), value: ({ elapsedMs }) => Math.round(elapsedMs) },
    },
    network: {
      title: t('Network'),
      explanation: t(
        'Type of the network and number of its hidden units; number of passages × their length that a training step reads; learning rate',
      ),
      isLong: true,
      text: (run) => networkText(run, format),
      exported: { value: networkCode },
    },
    started: {
      title: t('Started'),
      text: ({ startedMs }) => format.dateTime(startedMs),
      exported: { value: ({ startedMs }) => new Date(startedMs).toISOString() },
    },
    end: { title: t('End'), text: (run, isRunning) => (isRunning ? t('running') : endText(run)) },
    peakMemory: {
      title: t('Highest memory'),
      text: ({ peakMemoryBytes }) => orDash(peakMemoryBytes, format.bytes),
    },
    meanCores: { title: t('Cores used'), text: ({ meanCores }) => orDash(meanCores, format.twoDecimals) },
    files: { title: t('Files'), text: ({ files }) => format.whole(files) },
    trainCharacters: {
      title: t('Training characters'),
      text: ({ trainCharacters }) => format.whole(trainCharacters),
    },
    engine: { title: t('Engine'), text: ({ engine }) => engine },
  } satisfies Record<string, RunValue>;
}

/** Of the comparison of runs. */
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

function epochsOf({ characters, trainCharacters }: RunSummary): number {
  return characters / Math.max(1, trainCharacters);
}

/** In words, because no other place explains the numbers. */
function networkText(
  { settings: { cell, hiddenSize, learningRate, sequenceLength, batchSize } }: RunSummary,
  format: Formats,
): string {
  return t(
    '{0} with {1} units; {2} × {3} characters per step; learning rate {4}',
    cellLabel(cell),
    hiddenSize,
    batchSize,
    sequenceLength,
    format.significant(learningRate),
  );
}

/** The same for exported files, in any language. */
function networkCode({ settings: { cell, hiddenSize, learningRate, sequenceLength, batchSize } }: RunSummary): string {
  return `${cellLabel(cell)} ${hiddenSize} · ${batchSize} × ${sequenceLength} · ${learningRate}`;
}

function endText({ endReason }: RunSummary): string {
  switch (endReason) {
    case 'finished':
      return t('Finished');
    case 'stopped':
      return t('Stopped');
    case 'stopped improving':
      return t('No further improvement');
    case undefined:
      return t('Interrupted');
  }
}
