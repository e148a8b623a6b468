// The learning curve as a table and as a picture to keep.
import type { LossData } from './alignedData.ts';
import { markerText } from './annotations.ts';
import { baselineName } from './baselineLines.ts';
import type { Table } from '../ui/csv.ts';
import type { Axis } from '../state/lossCurve.ts';
import type { Formats } from '../ui/format.ts';
import type { Overlay } from './runOverlays.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { SvgChart, SvgLine } from './svgExport.ts';
import type { Theme } from '../ui/theme.ts';
import { t } from '../ui/localization.ts';

/** Evaluations among the steps, in order; the unit of time is the millisecond. */
export function lossTable({ curve, heldOut }: Pick<DashboardState, 'curve' | 'heldOut'>): Table {
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

export function lossLines([x, raw, smooth, heldOut]: LossData, { train, heldOut: held }: Theme): readonly SvgLine[] {
  const line = (name: string, color: string, opacity: number, values: LossData[number]): SvgLine => ({
    name,
    color,
    opacity,
    points: x.flatMap((at, index): [number, number][] => {
      const value = values[index];
      return typeof value === 'number' ? [[at, value]] : [];
    }),
  });
  return [line('', train, 0.35, raw), line(t('training'), train, 1, smooth), line(t('held-out'), held, 1, heldOut)];
}

export function overlayLines(overlays: readonly Overlay[]): readonly SvgLine[] {
  return overlays.flatMap(({ name, color, train, heldOut }): SvgLine[] => [
    { name: '', color, opacity: 0.5, points: train },
    { name, color, opacity: 1, points: heldOut },
  ]);
}

/** The baselines, and what befell the run in the part that is shown. */
export function lossMarkers(
  { baselines, markers, best }: Pick<DashboardState, 'baselines' | 'markers' | 'best'>,
  axis: Axis,
  zoom: readonly [from: number, to: number] | undefined,
  format: Pick<Formats, 'bits'>,
): Pick<SvgChart, 'baselines' | 'markers'> {
  const [from, to] = zoom ?? [-Infinity, Infinity];
  const signs = [
    ...markers.map((mark) => ({ name: markerText(mark.kind), x: mark[axis] })),
    ...(best ? [{ name: t('best so far'), x: best[axis] }] : []),
  ];
  return {
    baselines: baselines.map(({ kind, bitsPerChar }) => ({
      name: `${baselineName(kind)} ${format.bits(bitsPerChar)}`,
      y: bitsPerChar,
    })),
    markers: signs.filter(({ x }) => x >= from && x <= to),
  };
}
