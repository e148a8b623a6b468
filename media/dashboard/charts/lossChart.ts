// The learning curve: training loss (every step faint, smoothed strong), held-out loss, baselines and compared runs over time,
// characters, epochs or steps. Dragging or keys zoom. The readout shows the values under the cursor, or the latest ones.
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type uPlot from 'uplot';
import type { Baseline } from '../../../src/protocol/learner.ts';
import { bestEvaluation } from '../../../src/protocol/runScore.ts';
import type { RunState } from '../../../src/protocol/runState.ts';
import { itemsOf, lastOf } from '../../../src/protocol/series.ts';
import { axisOf } from '../state/axis.ts';
import { t } from '../ui/localization.ts';
import { emptyState, firstTraining } from '../ui/section.ts';
import type { Theme } from '../ui/theme.ts';
import type { DashboardContext, View } from '../ui/view.ts';
import { alignLossData, type LossData } from './alignedData.ts';
import { paintBest, paintMarkers } from './annotations.ts';
import { hasRoomForNames, labelWidth, paintBaselines } from './baselineLines.ts';
import { axisSelect, smoothingSlider } from './lossControls.ts';
import { lossLines, lossMarkers, lossTable, overlayLines } from './lossExport.ts';
import { lossLegend } from './lossLegend.ts';
import { lossReadout } from './lossReadout.ts';
import { runChart } from './runChart.ts';
import { runOverlays, paintOverlays, type Overlay } from './runOverlays.ts';
import './lossChart.css';

export interface LossChartOptions {
  /** Shown until there is a curve. */
  readonly emptyText: string;
  /** Whether it has no terms of machine learning, no controls and no other runs. Default: no. */
  readonly isPlain?: boolean;
  /** Whether it compares the network with other methods. Default: no. */
  readonly hasBaselines?: boolean;
}

const withoutCurve = t('The network in use has no learning curve here: it was imported, or its run was deleted.');

export function lossChart(
  context: DashboardContext,
  { emptyText, isPlain = false, hasBaselines = false }: LossChartOptions,
): View {
  const { format, connection, theme } = context;
  let overlays: readonly Overlay[] = [];
  const axis = () => axisOf(connection.view.axisUnit);
  const measure = isPlain
    ? t('How much each character of your text surprises the network; lower is better.')
    : t('Bits per character over the training; lower is better.');
  const baselinesOf = (run: Pick<RunState, 'baselines'>) => (hasBaselines ? run.baselines : none);
  return runChart<LossData>(context, {
    title: t('Learning curve'),
    exportTitle: t('Learning curve: bits per character'),
    name: 'learning',
    kind: 'learning',
    explanation: `${measure} ${t('The line with dots is of text that the network is not trained on. If that line rises while the other one falls, the network only memorizes its text.')}`,
    plot: {
      name: 'plot',
      label: `${measure} ${t('Arrow keys read values, plus and minus zoom, Escape shows the whole run.')}`,
      height: 300,
      numberWidth: 44,
      padding: [8, (u, { run }) => 12 + labelWidth(u, baselinesOf(run), format, theme())],
      series: seriesOf(theme),
      range: (low, high, { run }) =>
        yRange(low, high, { baselines: baselinesOf(run), isZoomed: connection.view.zoom !== undefined }, overlays),
    },
    prepare(state) {
      const { axisUnit, smoothing, runs } = connection.view;
      state.curve.smoothing = smoothing;
      overlays = isPlain ? [] : runOverlays(state, runs, { axisUnit, smoothing, theme: theme(), format });
      return Math.max(0, ...overlays.map(({ to }) => to));
    },
    noData: [[], [], [], []],
    align: ({ curve, run }, visible, budget) =>
      alignLossData(curve, itemsOf(run.heldOut), { axis: axis(), visible, budget }),
    paintBehind: (u) => paintOverlays(u, overlays),
    paint(u, { run }) {
      paintBaselines(u, baselinesOf(run), format, theme());
      paintMarkers(u, run.markers, axis(), theme());
      paintBest(u, bestEvaluation(run), axis(), theme());
    },
    readout: (data, index, { run }, { describe }) => lossReadout(data, index, { run, describe, format }),
    above: ({ curve, run }) =>
      emptyState(run.networkWithoutRun ? withoutCurve : firstTraining(run, emptyText), curve.length === 0),
    // The numbers change in each draw, the controls and the legend seldom.
    tools(plot) {
      const isZoomed = plot.isZoomed();
      const { smoothing, axisUnit } = connection.view;
      return guard(
        [isZoomed, smoothing, axisUnit],
        () => html`
          <button class="quiet" type="button" ?hidden=${!isZoomed} @click=${plot.resetZoom}>${t('Whole run')}</button>
          ${isPlain ? nothing : html`${smoothingSlider(context)} ${axisSelect(context)}`}
        `,
      );
    },
    below({ run }, plot) {
      const listsBaselines = !hasRoomForNames(plot.width());
      const baselines = baselinesOf(run);
      const overlayNames = overlays.map(({ name, color }) => `${color} ${name}`).join('\n');
      return [
        guard([run.markers, bestEvaluation(run), baselines, listsBaselines, overlayNames], () =>
          lossLegend({ ...run, baselines, overlays }, listsBaselines, format),
        ),
        hidesUnits(run) ? html`<p class="where">${harderText}</p>` : nothing,
      ];
    },
    table: lossTable,
    svg: (data, { run }) => ({
      lines: [...overlayLines(overlays), ...lossLines(data, theme())],
      ...lossMarkers({ ...run, baselines: baselinesOf(run) }, axis(), connection.view.zoom, format),
    }),
    tick: format.significant,
  });
}

const none: readonly Baseline[] = [];

const harderText = t(
  'After the first reading, a part of the network rests at each step, another one each time, so that it does not learn the text by heart. The line of the training text may rise then, and that is normal.',
);

/** Whether dropout has begun, which is only in the line of the training text. */
function hidesUnits({ settings, points, corpus }: Pick<RunState, 'settings' | 'points' | 'corpus'>): boolean {
  const read = lastOf(points)?.characters ?? 0;
  return corpus !== undefined && (settings?.dropout ?? 0) > 0 && read > corpus.trainCharacters;
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
