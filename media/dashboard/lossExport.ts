// The learning curve as a table and as a picture to keep.
import type { LossData } from './aligned.ts';
import type { Table } from './csv.ts';
import type { Overlay } from './overlays.ts';
import type { Story } from './story.ts';
import { chartSvg, type SvgLine } from './svg.ts';
import type { Theme } from './theme.ts';
import { t } from './words.ts';

/** Evaluations among the steps, in order; the unit of time is the millisecond. */
export function lossTable({ curve, heldOut }: Pick<Story, 'curve' | 'heldOut'>): Table {
  const steps = Array.from({ length: curve.length }, (_, at) => [
    Math.round(curve.elapsedMs.at(at)),
    curve.characters.at(at),
    curve.step.at(at),
    rounded(curve.lossBits.at(at)),
    undefined,
  ]);
  const evaluations = heldOut.map((point) => [
    Math.round(point.elapsedMs),
    point.characters,
    point.step,
    undefined,
    rounded(point.bitsPerChar),
  ]);
  return {
    columns: [t('Time in ms'), t('Characters'), t('Step'), t('training'), t('held-out')],
    rows: [...steps, ...evaluations].sort((one, other) => one[2]! - other[2]!),
  };
}

const rounded = (bits: number): number => Number(bits.toFixed(4));

export function lossSvg(
  title: string,
  [x, raw, smooth, heldOut]: LossData,
  { train, heldOut: held }: Theme,
  overlays: readonly Overlay[],
  ticks: { xTick(value: number): string; yTick(value: number): string },
): string {
  const line = (name: string, color: string, opacity: number, values: LossData[number]): SvgLine => ({
    name,
    color,
    opacity,
    points: x.flatMap((at, index): [number, number][] => {
      const value = values[index];
      return typeof value === 'number' ? [[at, value]] : [];
    }),
  });
  return chartSvg({
    title,
    lines: [
      ...overlays.flatMap(({ name, color, train: before, heldOut: evaluated }): SvgLine[] => [
        { name: '', color, opacity: 0.5, points: before },
        { name, color, opacity: 1, points: evaluated },
      ]),
      line('', train, 0.35, raw),
      line(t('training'), train, 1, smooth),
      line(t('held-out'), held, 1, heldOut),
    ],
    ...ticks,
  });
}
