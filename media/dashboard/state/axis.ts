// The horizontal axis of a run: its units, and the series with the values of each.
import type { TrainingPoint } from '../../../src/protocol/learner.ts';

/** A series that can be the horizontal axis. */
export type Axis = keyof TrainingPoint;
export const axisNames: readonly Axis[] = ['elapsedMs', 'characters', 'step'];

/** One epoch is the number of characters of the training text. */
export type AxisUnit = Axis | 'epochs';
export const axisUnits: readonly AxisUnit[] = ['elapsedMs', 'characters', 'epochs', 'step'];

/** The series with the values of a unit. */
export function axisOf(unit: AxisUnit): Axis {
  return unit === 'epochs' ? 'characters' : unit;
}
