// What is drawn on the learning curve besides its lines: the baselines that the network has to get below, and what befell
// the run.
import type uPlot from 'uplot';
import type { Mark } from '../../src/protocol/dashboard.ts';
import type { Baseline, BaselineKind, HeldOutPoint } from '../../src/protocol/learner.ts';
import type { Axis } from './curve.ts';
import type { Formats } from './format.ts';
import type { Story } from './story.ts';
import type { Theme } from './theme.ts';
import { t } from './words.ts';

export function baselineWords(kind: BaselineKind): string {
  switch (kind) {
    case 'uniform':
      return t('any character alike');
    case 'compressor':
      return t('compressor (deflate)');
    case 'counts':
      return t('counts alone');
    case 'counts and cache':
      return t('counts and cache');
  }
}

/** CSS pixels: names of lines closer than this stand side by side, so far apart. */
const [lineHeight, wordGap] = [14, 14];

/** Dashed lines with their names at the right end. Device pixels, as uPlot's own drawing. */
export function paintBaselines(plot: uPlot, baselines: readonly Baseline[], format: Formats, theme: Theme): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.muted;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 4 * ratio]);
  ctx.font = theme.font.replace(/^[\d.]+/, (size) => String(Number(size) * ratio));
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  const placed: { readonly y: number; readonly left: number }[] = [];
  for (const { kind, bitsPerChar } of baselines) {
    const y = Math.round(plot.valToPos(bitsPerChar, 'y', true)) + 0.5;
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const words = `${baselineWords(kind)} ${format.bits(bitsPerChar)}`;
    const beside = placed.filter((other) => Math.abs(other.y - y) < lineHeight * ratio).map(({ left }) => left);
    const right = Math.min(bbox.left + bbox.width, ...beside.map((left) => left - wordGap * ratio));
    haloed(ctx, words, right, y - 2 * ratio, theme.background);
    placed.push({ y, left: right - ctx.measureText(words).width });
  }
  ctx.restore();
}

/** Text that can be read over lines. */
function haloed(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, ground: string): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = ground;
  ctx.strokeText(text, x, y);
  ctx.restore();
  ctx.fillText(text, x, y);
}

/** Checkpoints as small triangles on the axis; a thin dotted line for a pause, a red one for a roll-back. */
export function paintMarks(plot: uPlot, { marks }: Story, axis: Axis, theme: Theme): void {
  const { ctx, bbox } = plot;
  const bottom = bbox.top + bbox.height;
  const size = markSize * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const mark of marks) {
    const x = Math.round(plot.valToPos(mark[axis], 'x', true)) + 0.5;
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ctx.fillStyle = mark.kind === 'rolledBack' ? theme.error : theme.muted;
    ctx.beginPath();
    if (mark.kind === 'checkpoint') {
      ctx.moveTo(x - size, bottom);
      ctx.lineTo(x, bottom - 1.6 * size);
      ctx.lineTo(x + size, bottom);
      ctx.fill();
      continue;
    }
    ctx.setLineDash(mark.kind === 'rolledBack' ? [] : [devicePixelRatio, 3 * devicePixelRatio]);
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
  }
  ctx.restore();
}

/** CSS pixels. */
const markSize = 4;
const ringRadius = 8;

/** A ring around the evaluation whose weights are kept: the best. */
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

export function markWords(kind: Mark['kind']): string {
  switch (kind) {
    case 'checkpoint':
      return t('checkpoint kept');
    case 'paused':
      return t('paused');
    case 'rolledBack':
      return t('exploded, rolled back');
  }
}
