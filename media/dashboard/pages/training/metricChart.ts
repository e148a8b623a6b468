// One measure of the training as a small chart over the same part of the run as the learning curve.
import { wholeRange, type Range } from '../../charts/alignedData.ts';
import { paintMarkers } from '../../charts/annotations.ts';
import { axisNames, type Metric } from '../../state/lossCurve.ts';
import { dataButton } from '../../ui/dataDialog.ts';
import { element, setText } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import type { View } from '../../ui/header.ts';
import { runPlot } from '../../charts/runPlot.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { chartSvg } from '../../charts/svgExport.ts';
import type { Theme } from '../../ui/theme.ts';
import { axisOf } from '../../charts/horizontalAxis.ts';
import type { HostConnection } from '../../state/hostConnection.ts';
import { t } from '../../ui/localization.ts';

export interface MetricChart extends View {
  retheme(): void;
}

export interface MetricOptions {
  readonly measure: Metric;
  readonly title: string;
  readonly meaning: string;
  /** A value as it is read. */
  write(value: number): string;
}

export function metricChart(
  { measure, title, meaning, write }: MetricOptions,
  format: Formats,
  wire: HostConnection,
  theme: () => Theme,
): MetricChart {
  let story: DashboardState | undefined;
  let data: readonly [x: readonly number[], y: readonly number[]] = [[], []];
  let whole: Range = { from: 0, to: 1 };
  const value = element('span', { class: 'readout-value' });
  const where = element('span', { class: 'where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const plot = runPlot(
    {
      name: 'small-plot',
      label: `${title}: ${meaning}`,
      height: 130,
      numberWidth: 60,
      padding: [6, 12],
      series: [{}, { stroke: () => theme().train, width: 1.25, points: { show: false } }],
      range: (low, high) => [0, Math.max(high ?? 0, low ?? 0) * 1.08 || 1],
      sync: 'measures',
      tick: write,
      hooks: { draw: [(u) => story && paintMarkers(u, story, axisOf(wire.view.scale), theme())] },
    },
    { format, wire, theme, story: () => story, whole: () => whole },
    {
      rangeChanged: redraw,
      cursorMoved: showValue,
      announce: () => requestAnimationFrame(() => setText(spoken, `${where.textContent} ${value.textContent}`)),
    },
  );
  const tools = dataButton(
    {
      title,
      name: measure,
      table: () => tableOf(story, measure, title),
      canvas: plot.canvas,
      svg: () =>
        chartSvg({
          title,
          lines: [{ name: title, color: theme().train, opacity: 1, points: data[0].map((x, at) => [x, data[1][at]!]) }],
          xTick: plot.tick,
          yTick: write,
        }),
    },
    (request) => wire.send(request),
  );
  const node = element(
    'section',
    { 'aria-label': title },
    element(
      'div',
      { class: 'section-head' },
      element('h2', {}, title),
      element('span', { class: 'readout' }, value, where, spoken),
      element('span', { class: 'where meaning' }, meaning),
      element('div', { class: 'section-tools' }, tools),
    ),
    plot.node,
  );

  function showValue(): void {
    const at = plot.cursorIndex();
    const shown = data[1][at ?? data[1].length - 1];
    setText(value, shown === undefined ? '' : write(shown));
    setText(where, at === undefined ? '' : plot.describe(data[0][at] ?? 0));
  }

  function redraw(): void {
    if (!story) return;
    const { curve } = story;
    const axis = axisOf(wire.view.scale);
    const xs = curve[axis];
    whole = wholeRange(curve, story.heldOut, axis);
    const { from, to } = plot.visible();
    const first = Math.max(0, xs.firstNotBelow(from) - 1);
    const end = Math.min(curve.length, xs.firstNotBelow(to) + 2);
    const kept = curve[measure].decimate(first, end, plot.pointBudget());
    data = [kept.map((index) => xs.at(index)), kept.map((index) => curve[measure].at(index))];
    plot.show(data);
    showValue();
  }

  return {
    node,
    draw(current) {
      story = current;
      redraw();
    },
    retheme: plot.repaint,
  };
}

function tableOf(story: DashboardState | undefined, measure: Metric, title: string) {
  const columns = [t('Time in ms'), t('Characters'), t('Step'), title];
  if (!story) return { columns, rows: [] };
  const { curve } = story;
  const rowAt = (at: number) => [...axisNames.map((axis) => curve[axis].at(at)), curve[measure].at(at)];
  return { columns, rows: Array.from({ length: curve.length }, (_, at) => rowAt(at)) };
}
