// Histograms of one tensor, or of the hidden states, over the training: one outline for each evaluation, the newest in front.
import { max, min, ticks } from 'd3-array';
import { html, render, svg } from 'lit';
import type { Histogram, HistogramPoint } from '../../../../src/protocol/learner.ts';
import { itemsOf, type Series } from '../../../../src/protocol/series.ts';
import { svgFigure, svgLabel, type SvgShape } from '../../charts/svgFigure.ts';
import type { Table } from '../../ui/csv.ts';
import { dataButton, type ChartData } from '../../ui/dataDialog.ts';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

export interface HistogramOptions {
  readonly name: Histogram['name'];
  readonly title: string;
  readonly explanation: string;
}

/** The histogram of one evaluation. */
interface Outline {
  readonly step: number;
  readonly histogram: Histogram;
}

/** CSS pixels: the height of the newest outline, the space below for the ticks, and the half of a tick that may be beyond the outlines. */
const outlineHeight = 46;
const tickSpace = 18;
const margin = 20;
/** Narrower charts have fewer ticks. */
const narrowWidth = 300;

export function histogramChart({ name, title, explanation }: HistogramOptions, context: DashboardContext): View {
  const { format } = context;
  const node = element('section', { 'aria-label': title });
  const chart = svgFigure('histograms', paint);
  let shown: Series<HistogramPoint> | undefined;
  let outlines: readonly Outline[] = [];
  const data: ChartData = {
    title,
    name: `histograms-${name}`,
    table: () => histogramTable(outlines),
    picture: chart.picture,
  };

  function paint(width: number, height: number): readonly SvgShape[] {
    const low = min(outlines, ({ histogram }) => histogram.low) ?? 0;
    const high = max(outlines, ({ histogram }) => histogram.high) ?? 0;
    if (!(high > low)) return [];
    const x = (value: number): number => round(margin + ((value - low) / (high - low)) * (width - 2 * margin));
    const front = height - tickSpace;
    const spacing = (front - outlineHeight) / Math.max(1, outlines.length - 1);
    return [
      ...outlines.map(({ histogram }, at) => {
        const base = front - (outlines.length - 1 - at) * spacing;
        return svg`<path class="histogram" d=${outlineOf(histogram, x, base)} />`;
      }),
      ...ticks(low, high, width < narrowWidth ? 3 : 4).map((value) =>
        svgLabel([x(value), height - 2], 'middle', format.significant(value)),
      ),
    ];
  }

  return {
    node,
    draw({ run: { histograms } }) {
      if (histograms === shown) return;
      shown = histograms;
      outlines = itemsOf(histograms).flatMap((point) => {
        const histogram = point.histograms.find((one) => one.name === name);
        return histogram ? [{ step: point.step, histogram }] : [];
      });
      const last = outlines.at(-1)?.histogram;
      render(
        html`
          ${sectionHead({
            title,
            explanation,
            isMinor: true,
            readout: last && html`<span class="where">${rangeText(last)}</span>`,
            tools: dataButton(context, data, !last),
          })}
          ${chart.node}
        `,
        node,
      );
      if (last) chart.repaint(`${title}: ${explanation} ${rangeText(last)}`);
    },
  };

  function rangeText({ low, high }: Histogram): string {
    return t('{0} to {1}', format.significant(low), format.significant(high));
  }
}

/** A path over the bins. The fullest bin of each histogram has the full height. */
function outlineOf({ low, high, counts }: Histogram, x: (value: number) => number, base: number): string {
  const highest = Math.max(1, ...counts);
  const width = (high - low) / counts.length;
  const corners = counts.map(
    (count, bin) => `L${x(low + (bin + 0.5) * width)} ${round(base - (count / highest) * outlineHeight)}`,
  );
  return `M${x(low)} ${round(base)}${corners.join('')}L${x(high)} ${round(base)}`;
}

const round = (value: number): number => Math.round(10 * value) / 10;

function histogramTable(outlines: readonly Outline[]): Table {
  return {
    columns: [t('Step'), t('From'), t('To'), t('Values counted')],
    rows: outlines.flatMap(({ step, histogram: { low, high, counts } }) => {
      const width = (high - low) / counts.length;
      return counts.map((count, bin) => [
        step,
        Number((low + bin * width).toPrecision(4)),
        Number((low + (bin + 1) * width).toPrecision(4)),
        count,
      ]);
    }),
  };
}
