// The progress of an analysis beside its “Cancel”, in words: what is done, and how much of it.
import type { Formats } from './format.ts';
import { t } from './localization.ts';

/** `label`: of the button that starts the analysis. `done`: 0 to 1. */
export function analysisProgress(label: string, done: number, format: Pick<Formats, 'percent'>): string {
  return t('{0}: {1} done', label, format.percent(done));
}
