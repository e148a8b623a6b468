// How the axes of all line charts look.
import type uPlot from 'uplot';
import type { Formats } from '../ui/format.ts';
import type { Theme } from '../ui/theme.ts';
import { tickIncrements, formatTick, type AxisUnit } from './horizontalAxis.ts';

interface HorizontalOptions {
  scale(): AxisUnit;
  epoch(): number;
}

interface VerticalOptions {
  /** CSS pixels for the numbers. */
  readonly room: number;
  tick(value: number): string;
}

/** The run from left to right, the numbers upwards. */
export function chartAxes(
  { scale, epoch }: HorizontalOptions,
  { room, tick: upwards }: VerticalOptions,
  format: Formats,
  theme: () => Theme,
): uPlot.Axis[] {
  const look = () => ({
    stroke: () => theme().muted,
    grid: { stroke: () => theme().grid, width: 1 },
    ticks: { show: false },
    font: theme().font,
  });
  return [
    {
      ...look(),
      grid: { show: false },
      size: 28,
      gap: 6,
      incrs: () => tickIncrements(scale(), epoch()),
      values: (_, ticks) => ticks.map((at) => formatTick(scale(), at, epoch(), format)),
    },
    { ...look(), size: room, gap: 8, values: (_, ticks) => ticks.map(upwards) },
  ];
}
