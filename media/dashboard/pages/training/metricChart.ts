// A small chart of one training metric over the same part of the run as the learning curve.
import { html, render } from 'lit';
import { wholeRange, type Range } from '../../charts/alignedData.ts';
import { paintMarkers } from '../../charts/annotations.ts';
import { axisOf } from '../../charts/horizontalAxis.ts';
import { runPlot } from '../../charts/runPlot.ts';
import { chartSvg } from '../../charts/svgExport.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { axisNames, type Metric } from '../../state/lossCurve.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

export interface MetricOptions {
  readonly metric: Metric;
  readonly title: string;
  /** What the metric means and which values are good. */
  readonly explanation: string;
  /** Added when the schedule of the learning rate has ended. */
  readonly endNote?: string;
  write(value: number): string;
}

export function metricChart(options: MetricOptions, context: DashboardContext): View {
  const { metric, title, explanation, endNote, write } = options;
  const { connection, theme } = context;
  const node = element('section', { 'aria-label': title });
  let state: DashboardState | undefined;
  let data: readonly [x: readonly number[], y: readonly number[]] = [[], []];
  let whole: Range = { from: 0, to: 1 };
  let announcement = '';
  const axis = () => axisOf(connection.view.axisUnit);
  const plot = runPlot(
    {
      name: 'small-plot',
      label: `${title}: ${explanation}`,
      height: 130,
      numberWidth: 60,
      padding: [6, 12],
      series: [{}, { stroke: () => theme().train, width: 1.25, points: { show: false } }],
      range: (low, high) => [0, Math.max(high ?? 0, low ?? 0) * 1.08 || 1],
      sync: 'metrics',
      tick: write,
      hooks: { draw: [(u) => state && paintMarkers(u, state, axis(), theme())] },
    },
    { context, state: () => state, whole: () => whole },
    { rangeChanged: redraw, cursorMoved: renderSection, announce: () => requestAnimationFrame(announce) },
  );
  const chartData: ChartData = {
    title,
    name: metric,
    table: () => metricTable(state, metric, title),
    canvas: plot.canvas,
    svg: () =>
      chartSvg({
        title,
        lines: [{ name: title, color: theme().train, opacity: 1, points: data[0].map((x, at) => [x, data[1][at]!]) }],
        xTick: plot.tick,
        yTick: write,
      }),
  };

  function valueAtCursor(): readonly [value: string, position: string] {
    const at = plot.cursorIndex();
    const value = data[1][at ?? data[1].length - 1];
    return [value === undefined ? '' : write(value), at === undefined ? '' : plot.describe(data[0][at] ?? 0)];
  }

  function announce(): void {
    announcement = [...valueAtCursor()].reverse().join(' ');
    renderSection();
  }

  function renderSection(): void {
    const [value, position] = valueAtCursor();
    render(
      html`
        ${sectionHead({
          title,
          explanation,
          readout: html`<span class="readout-value">${value}</span><span class="where">${position}</span>`,
          tools: dataButton(context, chartData),
        })}
        <p class="where explanation">
          ${endNote !== undefined && state && isScheduleEnded(state) ? `${explanation}; ${endNote}` : explanation}
        </p>
        ${plot.node}
        <span class="for-screen-readers" aria-live="polite">${announcement}</span>
      `,
      node,
    );
  }

  function redraw(): void {
    if (!state) return;
    const { curve, heldOut } = state;
    const xs = curve[axis()];
    whole = wholeRange(curve, heldOut, axis());
    const { from, to } = plot.visible();
    const first = Math.max(0, xs.firstNotBelow(from) - 1);
    const end = Math.min(curve.length, xs.firstNotBelow(to) + 2);
    const kept = curve[metric].decimate(first, end, plot.pointBudget());
    data = [kept.map((index) => xs.at(index)), kept.map((index) => curve[metric].at(index))];
    plot.show(data);
    renderSection();
  }

  return {
    node,
    draw(current) {
      state = current;
      redraw();
    },
    themeChanged: plot.repaint,
  };
}

/** Whether the learning rate has fallen to zero. A training that is stopped ends before. */
function isScheduleEnded({ status, endReason }: DashboardState): boolean {
  return status === 'ended' && (endReason === 'finished' || endReason === 'stopped improving');
}

function metricTable(state: DashboardState | undefined, metric: Metric, title: string): Table {
  const columns = [t('Time in ms'), t('Characters'), t('Step'), title];
  if (!state) return { columns, rows: [] };
  const { curve } = state;
  const rowAt = (at: number) => [...axisNames.map((axis) => curve[axis].at(at)), curve[metric].at(at)];
  return { columns, rows: Array.from({ length: curve.length }, (_, at) => rowAt(at)) };
}
