// Baselines as dashed lines on the loss chart. The network should get below them. Their names are drawn beside the chart if it
// is wide enough. Otherwise the legend contains them, because names inside the chart would cover the curves.
import type uPlot from 'uplot';
import type { Baseline, BaselineKind } from '../../../src/protocol/learner.ts';
import type { Formats } from '../ui/format.ts';
import type { Theme } from '../ui/theme.ts';
import { t } from '../ui/localization.ts';

const names: Readonly<Record<BaselineKind, string>> = {
  uniform: t('guess at random'),
  compressor: t('file compressor (ZIP)'),
  pretrainedStart: t('start (pretrained network)'),
  contextMixing: t('text statistics'),
  adaptiveContextMixing: t('text statistics that also learn the test text'),
};

/** CSS pixels: distance between names, and between a name and the chart. */
const [lineHeight, gap] = [14, 8];
/** CSS pixels: charts of this width show the names beside the plot. */
const minWidthForNames = 560;

export const baselineLabel = ({ kind, bitsPerChar }: Baseline, format: Pick<Formats, 'bits'>): string =>
  `${names[kind]} ${format.bits(bitsPerChar)}`;

/** `width` of the chart in CSS pixels. */
export function hasRoomForNames(width: number): boolean {
  return width >= minWidthForNames;
}

/** CSS pixels that the names need beside the plot. 0: they are not drawn. */
export function labelWidth(plot: uPlot, baselines: readonly Baseline[], format: Formats, theme: Theme): number {
  if (!hasRoomForNames(plot.width) || baselines.length === 0) return 0;
  const { ctx } = plot;
  ctx.save();
  ctx.font = theme.font;
  const widths = baselines.map((baseline) => ctx.measureText(baselineLabel(baseline, format)).width);
  ctx.restore();
  return Math.ceil(Math.max(...widths)) + gap;
}

/** Draws in device pixels, as uPlot does. */
export function paintBaselines(plot: uPlot, baselines: readonly Baseline[], format: Formats, theme: Theme): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  const lines = baselines
    .map((baseline) => ({ label: baselineLabel(baseline, format), y: plot.valToPos(baseline.bitsPerChar, 'y', true) }))
    .map(({ label, y }) => ({ label, y: Math.round(y) + 0.5 }))
    .filter(({ y }) => y >= bbox.top && y <= bbox.top + bbox.height)
    .sort((one, other) => one.y - other.y);
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.muted;
  ctx.lineWidth = ratio;
  ctx.font = theme.font.replace(/^[\d.]+/, (size) => String(Number(size) * ratio));
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  let lowest = -Infinity;
  for (const { label, y } of lines) {
    ctx.setLineDash([2 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(right, y);
    ctx.stroke();
    if (!hasRoomForNames(plot.width)) continue;
    lowest = Math.max(y, lowest + lineHeight * ratio);
    ctx.fillText(label, right + gap * ratio, lowest);
  }
  ctx.restore();
}
