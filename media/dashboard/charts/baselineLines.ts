// Baselines as dashed lines on the loss chart. The network should get below them. Their names are drawn beside the chart if it
// is wide enough, otherwise above the lines.
import type uPlot from 'uplot';
import type { Baseline, BaselineKind } from '../../../src/protocol/learner.ts';
import type { Formats } from '../ui/format.ts';
import type { Theme } from '../ui/theme.ts';
import { t } from '../ui/localization.ts';

export function baselineName(kind: BaselineKind): string {
  switch (kind) {
    case 'uniform':
      return t('uniform guess');
    case 'compressor':
      return t('compressor (deflate)');
    case 'contextMixing':
      return t('text statistics');
    case 'adaptiveContextMixing':
      return t('text statistics and cache');
  }
}

/** CSS pixels: distance between names, and between a name and the chart. */
const [lineHeight, gap] = [14, 8];
/** CSS pixels: charts of this width show the names beside the plot. */
const minWidthForNames = 560;

const labelOf = ({ kind, bitsPerChar }: Baseline, format: Formats): string =>
  `${baselineName(kind)} ${format.bits(bitsPerChar)}`;

/** CSS pixels that the names need beside the plot. 0: they are drawn inside. */
export function labelWidth(plot: uPlot, baselines: readonly Baseline[], format: Formats, theme: Theme): number {
  if (plot.width < minWidthForNames || baselines.length === 0) return 0;
  const { ctx } = plot;
  ctx.save();
  ctx.font = theme.font;
  const widths = baselines.map((baseline) => ctx.measureText(labelOf(baseline, format)).width);
  ctx.restore();
  return Math.ceil(Math.max(...widths)) + gap;
}

/** Draws in device pixels, as uPlot does. */
export function paintBaselines(plot: uPlot, baselines: readonly Baseline[], format: Formats, theme: Theme): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  const isBeside = labelWidth(plot, baselines, format, theme) > 0;
  const lines = baselines
    .map((baseline) => ({ label: labelOf(baseline, format), y: plot.valToPos(baseline.bitsPerChar, 'y', true) }))
    .map(({ label, y }) => ({ label, y: Math.round(y) + 0.5 }))
    .filter(({ y }) => y >= bbox.top && y <= bbox.top + bbox.height)
    .sort((one, other) => one.y - other.y);
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.muted;
  ctx.lineWidth = ratio;
  ctx.font = theme.font.replace(/^[\d.]+/, (size) => String(Number(size) * ratio));
  ctx.textAlign = isBeside ? 'left' : 'right';
  let lowest = -Infinity;
  for (const { label, y } of lines) {
    ctx.setLineDash([2 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(right, y);
    ctx.stroke();
    if (isBeside) {
      lowest = Math.max(y, lowest + lineHeight * ratio);
      ctx.textBaseline = 'middle';
      ctx.fillText(label, right + gap * ratio, lowest);
    } else {
      // Below the line if another name is too close above.
      const isCrowded = y - lowest < lineHeight * ratio;
      ctx.textBaseline = isCrowded ? 'top' : 'bottom';
      outlinedText(ctx, label, right, y + (isCrowded ? 3 : -2) * ratio, theme.background);
      lowest = isCrowded ? y + lineHeight * ratio : y;
    }
  }
  ctx.restore();
}

/** Text with an outline in the background color, so that it is readable over lines. */
function outlinedText(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, background: string): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = background;
  ctx.strokeText(text, x, y);
  ctx.restore();
  ctx.fillText(text, x, y);
}
