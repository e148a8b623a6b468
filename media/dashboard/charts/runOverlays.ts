// Runs of the past behind the learning curve: the smoothed loss thin, the held-out loss stronger, a colour for each run.
import type uPlot from 'uplot';
import type { RunCurves } from '../../../src/protocol/runs.ts';
import { LossCurve, type Axis } from '../state/lossCurve.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { Theme } from '../ui/theme.ts';
import { axisOf, charactersPerEpoch, type AxisUnit } from './horizontalAxis.ts';

type Line = readonly (readonly [x: number, y: number])[];

export interface Overlay {
  readonly name: string;
  readonly color: string;
  readonly train: Line;
  readonly heldOut: Line;
  /** What it takes up of the chart: up to where, from which bits to which. */
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

type OverlayShape = Omit<Overlay, 'name' | 'color'>;

/** Points of a line, so many that no pixel misses one of its two. */
const budget = 2000;

/** The colour of the run that was chosen as the `index`-th. */
export function runColor({ runs }: Theme, index: number): string {
  return runs[index % runs.length]!;
}

/** Of the chosen runs whose curves have come. Epochs are compared as epochs, each of its own text. */
export function runOverlays(
  story: Pick<DashboardState, 'runs' | 'currentRun' | 'runCurves' | 'corpus'>,
  chosen: readonly string[],
  scale: AxisUnit,
  smoothing: number,
  theme: Theme,
): readonly Overlay[] {
  return chosen.flatMap((id, index) => {
    const curves = story.runCurves.get(id);
    const summary = story.runs.find((run) => run.id === id);
    if (!curves || !summary || id === story.currentRun) return [];
    const stretch = scale === 'epochs' ? charactersPerEpoch(story) / Math.max(1, summary.trainCharacters) : 1;
    const key = `${scale} ${smoothing} ${stretch}`;
    const known = shapes.get(curves);
    const shape = known?.key === key ? known.shape : shapeOf(curves, axisOf(scale), stretch, smoothing);
    shapes.set(curves, { key, shape });
    const { cell, hidden } = summary.settings;
    return { ...shape, name: summary.name || `${cell} ${hidden}`, color: runColor(theme, index) };
  });
}

/** What was drawn last of each run: between two drawings it seldom changes. */
const shapes = new WeakMap<RunCurves, { readonly key: string; readonly shape: OverlayShape }>();

function shapeOf(curves: RunCurves, axis: Axis, stretch: number, smoothing: number): OverlayShape {
  const curve = new LossCurve(smoothing);
  curve.append(curves.points);
  const train = curve.lossBits
    .decimate(0, curve.length, budget)
    .map((at): [number, number] => [curve[axis].at(at) * stretch, curve.smoothLoss.at(at)]);
  const heldOut = curves.heldOut.map((point): [number, number] => [point[axis] * stretch, point.bitsPerChar]);
  const all = [...train, ...heldOut];
  const bits = all.map(([, y]) => y);
  return {
    ...{ train, heldOut },
    to: Math.max(0, ...all.map(([x]) => x)),
    low: Math.min(...bits),
    high: Math.max(...bits),
  };
}

/** Device pixels, as uPlot's own drawing. */
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
