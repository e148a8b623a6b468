// The Training page: what a run has measured, as figures, charts, histograms and a table of events, and what it uses of time, memory,
// CPU and disk.
import { html, render } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { lastOf } from '../../../../src/protocol/series.ts';
import type { DashboardState } from '../../state/dashboardState.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import type { Formats } from '../../ui/format.ts';
import { t } from '../../ui/localization.ts';
import { lossChart } from '../../charts/lossChart.ts';
import { emptyState, firstTraining, sectionHead } from '../../ui/section.ts';
import { textTable } from '../../ui/table.ts';
import type { DashboardContext, View } from '../../ui/view.ts';
import { detailsSection } from './detailsSection.ts';
import { eventTable } from './eventTable.ts';
import { histogramChart, type HistogramOptions } from './histogramChart.ts';
import { metricChart, type MetricOptions } from './metricChart.ts';
import { resourcesSection } from './resourcesSection.ts';
import { timeBreakdown } from './timeBreakdown.ts';
import { usagePanel } from './usagePanel.ts';
import './trainingPage.css';

const metrics = (format: Formats): readonly MetricOptions[] => [
  {
    metric: 'gradientNorm',
    title: t('Gradient norm'),
    explanation: t('length of the gradient before clipping; a sudden jump means unstable training'),
    write: format.significant,
  },
  {
    metric: 'updateRatio',
    title: t('Update ratio'),
    // https://cs231n.github.io/neural-networks-3/#ratio: "somewhere around 1e-3".
    explanation: t(
      'size of an update relative to the weights; 0.0001 to 0.01 is common, and 0.001 the rule of thumb in the CS231n notes',
    ),
    endNote: t('falls to 0, because the learning rate does'),
    write: format.significant,
  },
  {
    metric: 'learningRate',
    title: t('Learning rate'),
    explanation: t('the schedule: warm-up, then decay to zero'),
    write: format.significant,
  },
  {
    metric: 'charsPerSecond',
    title: t('Speed'),
    explanation: t('training characters per second, averaged over one second'),
    write: format.compact,
  },
];

const histograms: readonly HistogramOptions[] = [
  {
    name: 'recurrent',
    title: t('Recurrent weights'),
    explanation: t('weights from the hidden state to itself; they widen slowly while the network learns'),
  },
  {
    name: 'inputTable',
    title: t('Input weights'),
    explanation: t('weights from the characters to the hidden state'),
  },
  {
    name: 'outputWeight',
    title: t('Output weights'),
    explanation: t('weights from the hidden state to the predicted character'),
  },
  {
    name: 'hiddenState',
    title: t('Hidden states'),
    explanation: t('values of the hidden units; many near -1 or 1 mean that units are saturated'),
  },
];

/** Rows of the table of events. The dialog has more. */
const shownEvents = 500;

export function trainingPage(context: DashboardContext): View {
  const { format } = context;
  const details = detailsSection(context);
  const loss = lossChart(context, { emptyText: '', hasBaselines: true });
  const charts = metrics(format).map((metric) => metricChart(metric, context));
  const breakdown = timeBreakdown(context);
  const usage = usagePanel(context);
  const outlines = histograms.map((options) => histogramChart(options, context));
  const histogramTitle = t('Weights and hidden states');
  const resources = resourcesSection(context);
  const node = element('div');
  let state: DashboardState | undefined;
  const events: ChartData = {
    title: t('Events'),
    name: 'events',
    table: () => (state ? eventTable(state.run, format) : { columns: [], rows: [] }),
  };
  return {
    node,
    draw(current) {
      state = current;
      const isEmpty = current.curve.length === 0;
      const hasDetailsAlone = isEmpty && current.run.networkWithoutRun !== undefined;
      render(
        html`
          ${emptyState(
            firstTraining(
              current.run,
              t('Train the network to see gradient norm, update ratio, learning rate and speed.'),
            ),
            isEmpty,
          )}
          ${hasDetailsAlone ? details.node : ''}
          <div class="training" ?hidden=${isEmpty}>
            <div class="metric-charts">
              ${hasDetailsAlone ? '' : details.node} ${loss.node} ${charts.map((chart) => chart.node)}
              <section aria-label=${histogramTitle} ?hidden=${lastOf(current.run.histograms) === undefined}>
                ${sectionHead({
                  title: histogramTitle,
                  explanation: t('Distribution of the values at each evaluation, the newest in front.'),
                })}
                <div class="histogram-charts">${outlines.map((chart) => chart.node)}</div>
              </section>
            </div>
            <div class="training-notes">
              ${breakdown.node} ${usage.node}
              <section>
                ${sectionHead({
                  title: t('Events'),
                  explanation: t(
                    'Evaluations on held-out text, where lower is better, and saved checkpoints, the newest first.',
                  ),
                  tools: dataButton(context, events),
                })}
                ${guard([current.run.heldOut, current.run.markers], () => textTable(t('Events'), events.table(), shownEvents))}
              </section>
            </div>
          </div>
          ${resources.node}
        `,
        node,
      );
      for (const view of [details, loss, ...charts, ...outlines, breakdown, usage, resources]) view.draw(current);
    },
    themeChanged: () => [loss, ...charts].forEach((chart) => chart.themeChanged?.()),
  };
}
