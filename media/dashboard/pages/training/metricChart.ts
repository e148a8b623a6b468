// A small chart of one training metric over the same part of the run as the learning curve.
import { html } from 'lit';
import type { RunState } from '../../../../src/protocol/runState.ts';
import { visiblePoints } from '../../charts/alignedData.ts';
import { paintMarkers } from '../../charts/annotations.ts';
import { runChart } from '../../charts/runChart.ts';
import { axisNames, axisOf } from '../../state/axis.ts';
import type { LossCurve, Metric } from '../../state/lossCurve.ts';
import type { Table } from '../../ui/csv.ts';
import { t } from '../../ui/localization.ts';
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

type MetricData = readonly [x: readonly number[], y: readonly number[]];

export function metricChart(options: MetricOptions, context: DashboardContext): View {
  const { metric, title, explanation, endNote, write } = options;
  const { connection, theme } = context;
  const axis = () => axisOf(connection.view.axisUnit);
  return runChart<MetricData>(context, {
    title,
    name: metric,
    explanation,
    plot: {
      name: 'small-plot',
      label: `${title}: ${explanation}`,
      height: 130,
      numberWidth: 60,
      padding: [6, 12],
      series: [{}, { stroke: () => theme().train, width: 1.25, points: { show: false } }],
      range: (low, high) => [0, Math.max(high ?? 0, low ?? 0) * 1.08 || 1],
      sync: 'metrics',
    },
    noData: [[], []],
    align({ curve }, visible, budget) {
      const kept = visiblePoints(curve, metric, { axis: axis(), visible, budget });
      return [kept.map((at) => curve[axis()].at(at)), kept.map((at) => curve[metric].at(at))];
    },
    paint: (u, { run }) => paintMarkers(u, run.markers, axis(), theme()),
    readout([x, y], index, _state, plot) {
      const latest = y[index ?? y.length - 1];
      const value = latest === undefined ? '' : write(latest);
      const position = index === undefined ? '' : plot.describe(x[index] ?? 0);
      return {
        shown: html`<span class="readout-value">${value}</span><span class="where">${position}</span>`,
        spoken: `${position} ${value}`,
      };
    },
    above: ({ run }) => html`
      <p class="where explanation">
        ${endNote !== undefined && isScheduleEnded(run) ? `${explanation}; ${endNote}` : explanation}
      </p>
    `,
    table: ({ curve }) => metricTable(curve, metric, title),
    svg: ([x, y]) => ({
      lines: [{ name: title, color: theme().train, opacity: 1, points: x.map((at, index) => [at, y[index]!]) }],
    }),
    tick: write,
  });
}

/** Whether the learning rate has fallen to zero. A training that is stopped ends before. */
function isScheduleEnded({ status, endReason }: RunState): boolean {
  return status === 'ended' && (endReason === 'finished' || endReason === 'stopped improving');
}

function metricTable(curve: LossCurve, metric: Metric, title: string): Table {
  const rowAt = (at: number) => [...axisNames.map((axis) => curve[axis].at(at)), curve[metric].at(at)];
  return {
    columns: [t('Time in ms'), t('Characters'), t('Step'), title],
    rows: Array.from({ length: curve.length }, (_, at) => rowAt(at)),
  };
}
