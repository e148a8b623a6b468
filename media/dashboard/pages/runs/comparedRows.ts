// The rows of the comparison of runs: result and settings, one value for each run.
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import { trainingSettingNames } from '../../../../src/protocol/settings.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { megabytes } from '../training/megabytes.ts';
import { endText, epochsOf } from './runTexts.ts';

export interface ComparedRow {
  readonly name: string;
  readonly kind: 'result' | 'setting';
  /** One for each run. */
  readonly values: readonly string[];
  /** Not all values are equal. */
  readonly differs: boolean;
}

export function comparedRows(runs: readonly RunSummary[], format: Formats): readonly ComparedRow[] {
  const row = (kind: ComparedRow['kind'], name: string, valueOf: (run: RunSummary) => string): ComparedRow => {
    const values = runs.map(valueOf);
    return { kind, name, values, differs: new Set(values).size > 1 };
  };
  return [
    row('result', t('Bits per character'), ({ bitsPerChar }) =>
      bitsPerChar === undefined ? '–' : format.bits(bitsPerChar),
    ),
    row('result', t('Epochs'), (run) => format.significant(epochsOf(run))),
    row('result', t('Time'), ({ elapsedMs }) => format.duration(elapsedMs)),
    row('result', t('End'), endText),
    row('result', t('Highest memory'), ({ peakMemoryBytes }) =>
      peakMemoryBytes === undefined ? '–' : megabytes(peakMemoryBytes, format),
    ),
    row('result', t('Cores used'), ({ meanCores }) => (meanCores === undefined ? '–' : format.twoDecimals(meanCores))),
    row('result', t('Files'), ({ files }) => format.whole(files)),
    row('result', t('Training characters'), ({ trainCharacters }) => format.whole(trainCharacters)),
    row('result', t('Engine'), ({ engine }) => engine),
    ...trainingSettingNames.map((name) => row('setting', name, ({ settings }) => String(settings[name]))),
  ];
}
