// How the axes of all line charts look.
import type uPlot from 'uplot';
import type { Formats } from './format.ts';
import type { Theme } from './theme.ts';
import { increments, tick, type Scale } from './timeline.ts';

interface Over {
  scale(): Scale;
  epoch(): number;
}

interface Upwards {
  /** CSS pixels for the numbers. */
  readonly room: number;
  tick(value: number): string;
}

/** The run from left to right, the numbers upwards. */
export function axesOf(
  { scale, epoch }: Over,
  { room, tick: upwards }: Upwards,
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
      incrs: () => increments(scale(), epoch()),
      values: (_, ticks) => ticks.map((at) => tick(scale(), at, epoch(), format)),
    },
    { ...look(), size: room, gap: 8, values: (_, ticks) => ticks.map(upwards) },
  ];
}
