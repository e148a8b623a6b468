// The units of the horizontal axis of a run: time, characters, epochs or steps.
import { tickStep } from 'd3-array';
import type { RunState } from '../../../src/protocol/runState.ts';
import type { AxisUnit } from '../state/axis.ts';
import type { Formats } from '../ui/format.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { t } from '../ui/localization.ts';

export const axisUnitNames: Readonly<Record<AxisUnit, string>> = {
  elapsedMs: t('Time'),
  characters: t('Characters'),
  epochs: t('Times read'),
  step: t('Training steps'),
};

/** 1 if unknown, to avoid division by 0. */
export function charactersPerEpoch({
  run,
  runs,
  currentRun,
}: Pick<DashboardState, 'runs' | 'currentRun'> & { readonly run: Pick<RunState, 'corpus'> }): number {
  return run.corpus?.trainCharacters ?? runs.find(({ id }) => id === currentRun)?.trainCharacters ?? 1;
}

/** Tick distances of the time axis, in ms. */
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200].map(
  (seconds) => seconds * 1000,
);

/** Allowed tick distances in values of the axis, for about `count` ticks over this width. */
export function tickIncrements(unit: AxisUnit, epoch: number, width: number, count: number): number[] {
  if (unit === 'elapsedMs') return timeSteps;
  const scale = unit === 'epochs' ? epoch : 1;
  return [Math.max(1, tickStep(0, width / scale, count) * scale)];
}

export function formatTick(unit: AxisUnit, value: number, epoch: number, format: Formats): string {
  if (unit === 'elapsedMs') return format.duration(value);
  return format.compact(unit === 'epochs' ? value / epoch : value);
}

/** A position on the axis as text. */
export function describePosition(unit: AxisUnit, value: number, epoch: number, format: Formats): string {
  switch (unit) {
    case 'elapsedMs':
      return t('at {0}', format.duration(value));
    case 'characters':
      return t('after {0} characters', format.compact(value));
    case 'epochs':
      return t('after reading the text {0} times', format.significant(value / epoch));
    case 'step':
      return t('at step {0}', format.whole(value));
  }
}
