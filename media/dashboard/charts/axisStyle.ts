// The axes of all line charts.
import type uPlot from 'uplot';
import type { AxisUnit } from '../state/axis.ts';
import type { Formats } from '../ui/format.ts';
import type { Theme } from '../ui/theme.ts';
import { tickIncrements, formatTick } from './horizontalAxis.ts';
import { tickLabels } from './tickLabels.ts';

interface HorizontalOptions {
  axisUnit(): AxisUnit;
  epoch(): number;
}

interface VerticalOptions {
  /** Width of the numbers in CSS pixels. */
  readonly width: number;
  /** `digits`: significant digits that all numbers of the axis need. */
  tick(value: number, digits: number): string;
}

/** The horizontal axis of the run, and the vertical axis of the values. */
export function chartAxes(
  { axisUnit, epoch }: HorizontalOptions,
  { width, tick: verticalTick }: VerticalOptions,
  format: Formats,
  theme: () => Theme,
): uPlot.Axis[] {
  const style = () => ({
    stroke: () => theme().muted,
    grid: { stroke: () => theme().grid, width: 1 },
    ticks: { show: false },
    font: theme().font,
  });
  return [
    {
      ...style(),
      grid: { show: false },
      size: 28,
      gap: 6,
      // uPlot rejects distances below `space`. A step of d3 is at least 0.63 times the width divided by the count.
      incrs: (...[, , min, max, width, space]) => tickIncrements(axisUnit(), epoch(), max - min, (0.6 * width) / space),
      values: (_, ticks) => ticks.map((at) => formatTick(axisUnit(), at, epoch(), format)),
    },
    { ...style(), size: width, gap: 8, values: (_, ticks) => tickLabels(ticks, verticalTick) },
  ];
}
