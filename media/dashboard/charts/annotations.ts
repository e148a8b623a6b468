// Annotations on the charts of a run: markers of its events, and its best evaluation.
import type uPlot from 'uplot';
import type { Marker } from '../../../src/protocol/runs.ts';
import type { HeldOutPoint } from '../../../src/protocol/learner.ts';
import type { Axis } from '../state/axis.ts';
import type { Theme } from '../ui/theme.ts';
import { t } from '../ui/localization.ts';

/** Draws checkpoints as triangles on the axis, pauses and cool-downs as dotted and broken lines, and rollbacks as red lines. */
export function paintMarkers(plot: uPlot, markers: readonly Marker[], axis: Axis, theme: Theme): void {
  const { ctx, bbox } = plot;
  const bottom = bbox.top + bbox.height;
  const size = markerSize * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const marker of markers) {
    const x = Math.round(plot.valToPos(marker[axis], 'x', true)) + 0.5;
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ctx.fillStyle = marker.kind === 'rolledBack' ? theme.error : theme.muted;
    ctx.beginPath();
    if (marker.kind === 'checkpoint') {
      ctx.moveTo(x - size, bottom);
      ctx.lineTo(x, bottom - 1.6 * size);
      ctx.lineTo(x + size, bottom);
      ctx.fill();
      continue;
    }
    ctx.setLineDash(dashes[marker.kind].map((length) => length * devicePixelRatio));
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
  }
  ctx.restore();
}

/** CSS pixels: lengths of the dashes of a line and of the gaps between them. */
const dashes: Readonly<Record<Exclude<Marker['kind'], 'checkpoint'>, readonly number[]>> = {
  paused: [1, 3],
  coolDown: [5, 3],
  rolledBack: [],
};
/** CSS pixels. */
const markerSize = 4;
const ringRadius = 8;

/** Draws a ring around the best evaluation, whose weights are saved. */
export function paintBest(plot: uPlot, best: HeldOutPoint | undefined, axis: Axis, theme: Theme): void {
  if (!best) return;
  const { ctx, bbox } = plot;
  const [x, y] = [plot.valToPos(best[axis], 'x', true), plot.valToPos(best.bitsPerChar, 'y', true)];
  if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) return;
  ctx.save();
  ctx.strokeStyle = theme.foreground;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  ctx.arc(x, y, ringRadius * devicePixelRatio, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.restore();
}

export const markerTexts: Readonly<Record<Marker['kind'], string>> = {
  checkpoint: t('network saved'),
  paused: t('paused'),
  coolDown: t('stopped improving: the last part begins, from the best state'),
  rolledBack: t('went wrong: back to the last saved state'),
};
