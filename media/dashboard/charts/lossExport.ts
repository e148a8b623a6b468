// Exports the learning curve as a table and as an SVG chart.
import { bestEvaluation } from '../../../src/protocol/runScore.ts';
import type { RunState } from '../../../src/protocol/runState.ts';
import { itemsOf } from '../../../src/protocol/series.ts';
import type { Axis } from '../state/axis.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { rounded, type Table } from '../ui/csv.ts';
import type { Formats } from '../ui/format.ts';
import { t } from '../ui/localization.ts';
import type { Theme } from '../ui/theme.ts';
import type { LossData } from './alignedData.ts';
import { markerTexts } from './annotations.ts';
import { baselineLabel } from './baselineLines.ts';
import type { Overlay } from './runOverlays.ts';
import type { SvgChart, SvgLine } from './svgExport.ts';

/** Steps and held-out evaluations in the order of steps. Times in ms. */
export function lossTable({ curve, run }: Pick<DashboardState, 'curve' | 'run'>): Table {
  const steps = Array.from({ length: curve.length }, (_, at) => [
    Math.round(curve.elapsedMs.at(at)),
    curve.characters.at(at),
    curve.step.at(at),
    rounded(curve.lossBits.at(at), 4),
    undefined,
  ]);
  const evaluations = itemsOf(run.heldOut).map((point) => [
    Math.round(point.elapsedMs),
    point.characters,
    point.step,
    undefined,
    rounded(point.bitsPerChar, 4),
  ]);
  return {
    columns: [t('Time in ms'), t('Characters'), t('Step'), t('training text'), t('text kept for the test')],
    rows: [...steps, ...evaluations].sort((one, other) => one[2]! - other[2]!),
  };
}

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
  return [
    line('', train, 0.35, raw),
    line(t('training text'), train, 1, smooth),
    line(t('held-out'), held, 1, heldOut),
  ];
}

export function overlayLines(overlays: readonly Overlay[]): readonly SvgLine[] {
  return overlays.flatMap(({ name, color, train, heldOut }): SvgLine[] => [
    { name: '', color, opacity: 0.5, points: train },
    { name, color, opacity: 1, points: heldOut },
  ]);
}

/** The baselines, and the events in the visible part of the run. */
export function lossMarkers(
  { baselines, markers, heldOut }: Pick<RunState, 'baselines' | 'markers' | 'heldOut'>,
  axis: Axis,
  zoom: readonly [from: number, to: number] | undefined,
  format: Pick<Formats, 'bits'>,
): Pick<SvgChart, 'baselines' | 'markers'> {
  const [from, to] = zoom ?? [-Infinity, Infinity];
  const best = bestEvaluation({ heldOut });
  const events = [
    ...markers.map((marker) => ({ name: markerTexts[marker.kind], x: marker[axis] })),
    ...(best ? [{ name: t('best network so far'), x: best[axis] }] : []),
  ];
  return {
    baselines: baselines.map((baseline) => ({ name: baselineLabel(baseline, format), y: baseline.bitsPerChar })),
    markers: events.filter(({ x }) => x >= from && x <= to),
  };
}
