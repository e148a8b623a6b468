// The learning curve: training loss (every step faint, smoothed strong), held-out loss, baselines and compared runs over time,
// characters, epochs or steps. Dragging or keys zoom. The readout shows the values under the cursor, or the latest ones.
import { html, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type uPlot from 'uplot';
import type { Baseline } from '../../../src/protocol/learner.ts';
import { isMeasuredOnMore, type DashboardState } from '../state/dashboardState.ts';
import { onAnimationFrame } from '../ui/animationFrames.ts';
import { dataButton, type ChartData } from '../ui/dataDialog.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/localization.ts';
import { emptyState, sectionHead } from '../ui/section.ts';
import type { Theme } from '../ui/theme.ts';
import type { DashboardContext, View } from '../ui/view.ts';
import { alignLossData, wholeRange, type LossData, type Range } from './alignedData.ts';
import { paintBest, paintMarkers } from './annotations.ts';
import { hasRoomForNames, labelWidth, paintBaselines } from './baselineLines.ts';
import { axisOf } from './horizontalAxis.ts';
import { axisSelect, smoothingSlider } from './lossControls.ts';
import { lossLines, lossMarkers, lossTable, overlayLines } from './lossExport.ts';
import { lossLegend } from './lossLegend.ts';
import { lossReadout, lossReadoutText } from './lossReadout.ts';
import { runOverlays, paintOverlays, type Overlay } from './runOverlays.ts';
import { runPlot } from './runPlot.ts';
import { chartSvg } from './svgExport.ts';
import './lossChart.css';

/** `emptyText`: shown until there is a curve. */
export function lossChart(context: DashboardContext, emptyText: string): View {
  const { format, connection, theme } = context;
  const title = t('Learning curve');
  let state: DashboardState | undefined;
  let data: LossData = [[], [], [], []];
  let whole: Range = { from: 0, to: 1 };
  let overlays: readonly Overlay[] = [];
  let announcement = '';
  const axis = () => axisOf(connection.view.axisUnit);

  const plot = runPlot(
    {
      name: 'plot',
      label: t('Loss in bits per character. Arrow keys read values, plus and minus zoom, Escape shows the whole run.'),
      height: 300,
      numberWidth: 44,
      padding: [8, (u) => 12 + labelWidth(u, state?.baselines ?? [], format, theme())],
      series: seriesOf(theme),
      range: (low, high) =>
        yRange(
          low,
          high,
          { baselines: state?.baselines ?? [], isZoomed: connection.view.zoom !== undefined },
          overlays,
        ),
      hooks: {
        drawClear: [(u) => paintOverlays(u, overlays)],
        draw: [
          (u) => {
            if (!state) return;
            paintBaselines(u, state.baselines, format, theme());
            paintMarkers(u, state, axis(), theme());
            paintBest(u, state.best, axis(), theme());
          },
        ],
      },
    },
    { context, state: () => state, whole: () => whole },
    {
      rangeChanged: redraw,
      cursorMoved: onAnimationFrame(renderSection),
      announce: () => requestAnimationFrame(announce),
    },
  );
  const node = element('section', { class: 'learning', 'aria-label': title });

  const chartData: ChartData = {
    title: t('Learning curve: bits per character'),
    name: 'learning',
    table: () => (state ? lossTable(state) : { columns: [], rows: [] }),
    canvas: plot.canvas,
    svg: () =>
      chartSvg({
        title: t('Learning curve: bits per character'),
        lines: [...overlayLines(overlays), ...lossLines(data, theme())],
        ...(state && lossMarkers(state, axis(), connection.view.zoom, format)),
        xTick: plot.tick,
        yTick: format.significant,
      }),
  };

  function template(current: DashboardState): TemplateResult {
    const isEmpty = current.curve.length === 0;
    plot.node.hidden = isEmpty;
    const isZoomed = plot.isZoomed();
    const { smoothing, axisUnit } = connection.view;
    // The numbers change in each draw, the controls and the legend seldom.
    const tools = guard(
      [isZoomed, smoothing, axisUnit],
      () => html`
        <button class="quiet" type="button" ?hidden=${!isZoomed} @click=${plot.resetZoom}>${t('Whole run')}</button>
        ${smoothingSlider(context)} ${axisSelect(context)} ${dataButton(context, chartData)}
      `,
    );
    const listsBaselines = !hasRoomForNames(plot.width());
    const legend = guard([current.markers, current.best, current.baselines, listsBaselines], () =>
      lossLegend(current, listsBaselines, format),
    );
    return html`
      ${sectionHead({
        title,
        explanation: t(
          'Bits per character over the training. Lower is better. If the held-out loss rises while the training loss falls, the network overfits.',
        ),
        readout: isEmpty
          ? undefined
          : lossReadout(isMeasuredOnMore(current), data, plot.cursorIndex(), plot.describe, format),
        tools: isEmpty ? undefined : tools,
      })}
      ${emptyState(emptyText, isEmpty)} ${plot.node} ${legend}
      <span class="for-screen-readers" aria-live="polite">${announcement}</span>
    `;
  }

  function renderSection(): void {
    if (state) render(template(state), node);
  }

  function announce(): void {
    announcement = lossReadoutText(data, plot.cursorIndex(), plot.describe, format);
    renderSection();
  }

  function redraw(): void {
    if (!state) return;
    const { curve, heldOut } = state;
    const { axisUnit, smoothing, runs } = connection.view;
    curve.smoothing = smoothing;
    overlays = runOverlays(state, runs, axisUnit, smoothing, theme());
    const own = wholeRange(curve, heldOut, axis());
    whole = { from: own.from, to: Math.max(own.to, ...overlays.map(({ to }) => to)) };
    data = alignLossData(curve, heldOut, axis(), plot.visible(), plot.pointBudget());
    plot.show(data);
    renderSection();
  }

  return {
    node,
    draw(current) {
      state = current;
      redraw();
    },
    themeChanged() {
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

/** The vertical range with a margin, extended to the baselines; to close ones only where a part of the run is shown. */
function yRange(
  low: number | null,
  high: number | null,
  { baselines, isZoomed }: { readonly baselines: readonly Baseline[]; readonly isZoomed: boolean },
  overlays: readonly Overlay[],
): [number, number] {
  const min = Math.min(low ?? Infinity, ...overlays.map((overlay) => overlay.low));
  const max = Math.max(high ?? -Infinity, ...overlays.map((overlay) => overlay.high));
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [0, 8];
  const margin = Math.max((max - min) * 0.06, 0.02);
  const included = baselines
    .map(({ bitsPerChar }) => bitsPerChar)
    .filter((bits) => !isZoomed || (bits > min - 6 * margin && bits < max + 3 * margin));
  return [Math.max(0, Math.min(min, ...included) - margin), Math.max(max, ...included) + margin];
}
