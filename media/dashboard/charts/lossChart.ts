// The learning curve: raw loss faint, smoothed loss on it, held-out points, and runs of the past behind them; over time,
// characters, epochs or steps. Drag or keys zoom; the readout above tells the values under the cursor, or the latest ones.
import type uPlot from 'uplot';
import type { Baseline } from '../../../src/protocol/learner.ts';
import { alignLossData, wholeRange, type LossData, type Range } from './alignedData.ts';
import { paintBest, paintMarkers } from './annotations.ts';
import { paintBaselines, labelWidth } from './baselineLines.ts';
import { dataButton, type ChartData } from '../ui/dataDialog.ts';
import { element, setHidden } from '../ui/element.ts';
import type { Formats } from '../ui/format.ts';
import { onAnimationFrame } from '../ui/animationFrames.ts';
import type { View } from '../ui/header.ts';
import { lossLines, lossMarkers, lossTable, overlayLines } from './lossExport.ts';
import { lossLegend } from './lossLegend.ts';
import { lossReadout } from './lossReadout.ts';
import { axisSelect, smoothingSlider } from './lossControls.ts';
import { runOverlays, paintOverlays, type Overlay } from './runOverlays.ts';
import { runPlot } from './runPlot.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { chartSvg } from './svgExport.ts';
import type { Theme } from '../ui/theme.ts';
import { axisOf } from './horizontalAxis.ts';
import type { HostConnection } from '../state/hostConnection.ts';
import { t } from '../ui/localization.ts';

export interface LossChart extends View {
  retheme(): void;
}

/** `id`: of its title; there may be more than one such chart. */
export function lossChart(id: string, format: Formats, wire: HostConnection, theme: () => Theme): LossChart {
  let story: DashboardState | undefined;
  let data: LossData = [[], [], [], []];
  let whole: Range = { from: 0, to: 1 };
  let overlays: readonly Overlay[] = [];
  const scale = () => wire.view.scale;

  const reset = element('button', { class: 'quiet', type: 'button' }, t('Whole run'));
  const readout = lossReadout(format);
  const plot = runPlot(
    {
      name: 'plot',
      label: t('Loss in bits per character. Arrow keys read values, plus and minus zoom, Escape shows the whole run.'),
      height: 300,
      numberWidth: 44,
      padding: [8, (u) => 12 + labelWidth(u, story?.baselines ?? [], format, theme())],
      series: seriesOf(theme),
      range: (low, high) =>
        padded(low, high, { baselines: story?.baselines ?? [], isPart: wire.view.zoom !== undefined }, overlays),
      hooks: {
        drawClear: [(u) => paintOverlays(u, overlays)],
        draw: [
          (u) => {
            if (!story) return;
            paintBaselines(u, story.baselines, format, theme());
            paintMarkers(u, story, axisOf(scale()), theme());
            paintBest(u, story.best, axisOf(scale()), theme());
          },
        ],
      },
    },
    { format, wire, theme, story: () => story, whole: () => whole },
    { rangeChanged: redraw, cursorMoved: onAnimationFrame(showReadout), announce: readout.announce },
  );
  const key = lossLegend();
  const select = axisSelect(wire);
  const smoothing = smoothingSlider(wire, format);
  const node = element(
    'section',
    { class: 'learning', 'aria-labelledby': id },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { id }, t('Learning')),
      readout.node,
      element(
        'div',
        { class: 'section-tools' },
        reset,
        smoothing.node,
        select,
        dataButton(exported(), (request) => wire.send(request)),
      ),
    ),
    element(
      'p',
      { class: 'empty untold' },
      t('The loss will fall here: of the text it learns from, and of text that it never sees.'),
    ),
    plot.node,
    key.node,
  );

  function exported(): ChartData {
    const title = t('Learning: bits per character');
    return {
      title,
      name: 'learning',
      table: () => (story ? lossTable(story) : { columns: [], rows: [] }),
      canvas: plot.canvas,
      svg: () =>
        chartSvg({
          title,
          lines: [...overlayLines(overlays), ...lossLines(data, theme())],
          ...(story && lossMarkers(story, axisOf(scale()), wire.view.zoom, format)),
          xTick: plot.tick,
          yTick: format.significant,
        }),
    };
  }

  function redraw(): void {
    if (!story) return;
    const { curve, heldOut } = story;
    const axis = axisOf(scale());
    curve.smoothing = wire.view.smoothing;
    overlays = runOverlays(story, wire.view.runs, scale(), wire.view.smoothing, theme());
    const own = wholeRange(curve, heldOut, axis);
    whole = { from: own.from, to: Math.max(own.to, ...overlays.map(({ to }) => to)) };
    data = alignLossData(curve, heldOut, axis, plot.visible(), plot.pointBudget());
    plot.show(data);
    setHidden(reset, !plot.isZoomed());
    showReadout();
  }

  function showReadout(): void {
    if (!story) return;
    const index = plot.cursorIndex();
    readout.show(data, index, index === undefined ? '' : plot.describe(data[0][index] ?? 0));
  }

  reset.addEventListener('click', plot.resetZoom);

  return {
    node,
    draw(current) {
      story = current;
      if (select.value !== scale()) select.value = scale();
      smoothing.draw();
      key.draw(story);
      redraw();
    },
    retheme() {
      redraw();
      plot.repaint();
    },
  };
}

function seriesOf(theme: () => Theme): uPlot.Series[] {
  const train = { stroke: () => theme().train, spanGaps: true, points: { show: false } };
  const heldOut = () => theme().heldOut;
  return [
    {},
    { ...train, width: 1, alpha: theme().highContrast ? 0.7 : 0.5 },
    { ...train, width: 2 },
    {
      stroke: heldOut,
      width: 2,
      spanGaps: true,
      points: { show: true, size: 8, space: 0, stroke: () => theme().background, width: 1.5, fill: heldOut },
    },
  ];
}

/** A little air above and below, and room for the baselines: for those close by where a part of the run is shown. */
function padded(
  low: number | null,
  high: number | null,
  { baselines, isPart }: { readonly baselines: readonly Baseline[]; readonly isPart: boolean },
  overlays: readonly Overlay[],
): [number, number] {
  const least = Math.min(low ?? Infinity, ...overlays.map((overlay) => overlay.low));
  const most = Math.max(high ?? -Infinity, ...overlays.map((overlay) => overlay.high));
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 8];
  const air = Math.max((most - least) * 0.06, 0.02);
  const near = baselines
    .map(({ bitsPerChar }) => bitsPerChar)
    .filter((bits) => !isPart || (bits > least - 6 * air && bits < most + 3 * air));
  return [Math.max(0, Math.min(least, ...near) - air), Math.max(most, ...near) + air];
}
