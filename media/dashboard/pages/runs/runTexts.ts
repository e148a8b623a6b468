// Texts about a run that several parts of the page show.
import type { RunSummary } from '../../../../src/protocol/runs.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';

export function epochsOf({ characters, trainCharacters }: RunSummary): number {
  return characters / Math.max(1, trainCharacters);
}

/** Cell and hidden units, streams × steps, learning rate. */
export function networkText(
  { settings: { cell, hidden, learningRate, sequenceLength, streams } }: RunSummary,
  format: Formats,
): string {
  const rate = format.significant(learningRate);
  return `${cell === 'tanh' ? 'RNN' : cell.toUpperCase()} ${hidden} · ${streams} × ${sequenceLength} · ${rate}`;
}

export function endText({ endReason }: RunSummary): string {
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
