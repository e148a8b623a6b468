// What a run is drawn over: time, characters, epochs or steps; how far apart ticks may be, and how a place is written.
import type { Axis } from '../state/lossCurve.ts';
import type { Formats } from '../ui/format.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { t } from '../ui/localization.ts';

/** An epoch is as many characters as there are to train on. */
export type AxisUnit = Axis | 'epochs';
export const axisUnits: readonly AxisUnit[] = ['elapsedMs', 'characters', 'epochs', 'step'];

/** The column that holds the places of a scale. */
export function axisOf(scale: AxisUnit): Axis {
  return scale === 'epochs' ? 'characters' : scale;
}

export function axisUnitName(scale: AxisUnit): string {
  switch (scale) {
    case 'elapsedMs':
      return t('over time');
    case 'characters':
      return t('over characters');
    case 'epochs':
      return t('over epochs');
    case 'step':
      return t('over steps');
  }
}

/** Characters of one epoch; 1 where it is not known, so that nothing is divided by 0. */
export function charactersPerEpoch({
  corpus,
  runs,
  currentRun,
}: Pick<DashboardState, 'corpus' | 'runs' | 'currentRun'>): number {
  return corpus?.trainCharacters ?? runs.find(({ id }) => id === currentRun)?.trainCharacters ?? 1;
}

/** Lengths of time that ticks may be apart. */
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200].map(
  (seconds) => seconds * 1000,
);
/** Numbers that ticks may be apart: 1, 2, 5, 10, 20, ... */
const roundSteps = Array.from({ length: 33 }, (_, index) => [1, 2, 5][index % 3]! * 10 ** Math.floor(index / 3));
/** A run of minutes may read its text less than once. */
const epochSteps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, ...roundSteps];

/** Distances that ticks may be apart, in units of the column. */
export function tickIncrements(scale: AxisUnit, epoch: number): number[] {
  if (scale === 'elapsedMs') return timeSteps;
  return scale === 'epochs' ? epochSteps.map((epochs) => epochs * epoch) : roundSteps;
}

export function formatTick(scale: AxisUnit, value: number, epoch: number, format: Formats): string {
  if (scale === 'elapsedMs') return format.duration(value);
  return format.compact(scale === 'epochs' ? value / epoch : value);
}

/** A place in words. */
export function describePosition(scale: AxisUnit, value: number, epoch: number, format: Formats): string {
  switch (scale) {
    case 'elapsedMs':
      return t('at {0}', format.duration(value));
    case 'characters':
      return t('after {0} characters', format.compact(value));
    case 'epochs':
      return t('after {0} epochs', format.significant(value / epoch));
    case 'step':
      return t('at step {0}', format.whole(value));
  }
}
