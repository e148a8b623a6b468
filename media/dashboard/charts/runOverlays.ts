// Compared runs behind the learning curve: per run one color, a thin line for the smoothed training loss and a thicker line
// for the held-out loss.
import { extent, max } from 'd3-array';
import type uPlot from 'uplot';
import type { RunCurves, RunSummary } from '../../../src/protocol/runs.ts';
import { axisOf, type Axis, type AxisUnit } from '../state/axis.ts';
import { LossCurve } from '../state/lossCurve.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { Formats } from '../ui/format.ts';
import type { Theme } from '../ui/theme.ts';
import { charactersPerEpoch } from './horizontalAxis.ts';

type Line = readonly (readonly [x: number, y: number])[];

export interface Overlay {
  readonly name: string;
  readonly color: string;
  readonly train: Line;
  readonly heldOut: Line;
  /** The ranges that the overlay covers. */
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

type OverlayShape = Omit<Overlay, 'name' | 'color'>;

/** Points per line: two per pixel. */
const budget = 2000;

interface OverlayOptions {
  readonly axisUnit: AxisUnit;
  readonly smoothing: number;
  readonly theme: Theme;
  readonly format: Pick<Formats, 'dateTime'>;
}

/** What the user calls the run, or its date. */
export function runName(
  { name, startedMs }: Pick<RunSummary, 'name' | 'startedMs'>,
  { dateTime }: OverlayOptions['format'],
): string {
  return name || dateTime(startedMs);
}

/** The color of the compared run at this position of the selection. */
export function runColor({ runs }: Theme, index: number): string {
  return runs[index % runs.length]!;
}

/** Overlays of the selected runs whose curves have arrived. On the epoch axis each run counts the epochs of its own text. */
export function runOverlays(
  state: Pick<DashboardState, 'runs' | 'currentRun' | 'runCurves'> & Parameters<typeof charactersPerEpoch>[0],
  chosen: readonly string[],
  { axisUnit, smoothing, theme, format }: OverlayOptions,
): readonly Overlay[] {
  return chosen.flatMap((id, index) => {
    const curves = state.runCurves.get(id);
    const summary = state.runs.find((run) => run.id === id);
    if (!curves || !summary || id === state.currentRun) return [];
    const scale = axisUnit === 'epochs' ? charactersPerEpoch(state) / Math.max(1, summary.trainCharacters) : 1;
    const key = `${axisUnit} ${smoothing} ${scale}`;
    const known = shapes.get(curves);
    const shape = known?.key === key ? known.shape : shapeOf(curves, axisOf(axisUnit), scale, smoothing);
    shapes.set(curves, { key, shape });
    return { ...shape, name: runName(summary, format), color: runColor(theme, index) };
  });
}

/** The last overlay of each run. It rarely changes between two draws. */
const shapes = new WeakMap<RunCurves, { readonly key: string; readonly shape: OverlayShape }>();

function shapeOf(curves: RunCurves, axis: Axis, scale: number, smoothing: number): OverlayShape {
  const curve = new LossCurve(smoothing);
  curve.append(curves.points);
  const train = curve.lossBits
    .decimate(0, curve.length, budget)
    .map((at): [number, number] => [curve[axis].at(at) * scale, curve.smoothLoss.at(at)]);
  const heldOut = curves.heldOut.map((point): [number, number] => [point[axis] * scale, point.bitsPerChar]);
  const all = [...train, ...heldOut];
  const [low = Infinity, high = -Infinity] = extent(all, ([, y]) => y);
  return { train, heldOut, to: max(all, ([x]) => x) ?? 0, low, high };
}

/** Draws in device pixels, as uPlot does. */
export function paintOverlays(plot: uPlot, overlays: readonly Overlay[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { color, train, heldOut } of overlays) {
    ctx.strokeStyle = color;
    stroke(train, 1);
    stroke(heldOut, 2);
  }
  ctx.restore();

  function stroke(line: Line, width: number): void {
    ctx.lineWidth = width * devicePixelRatio;
    ctx.beginPath();
    for (const [x, y] of line) ctx.lineTo(plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true));
    ctx.stroke();
  }
}
