// A section with a chart over the run: heading with the values under the cursor, plot, and export. The learning curve and the
// charts of training metrics share it.
import { html, nothing, render } from 'lit';
import type uPlot from 'uplot';
import { axisOf } from '../state/axis.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import { onAnimationFrame } from '../ui/animationFrames.ts';
import type { Table } from '../ui/csv.ts';
import { dataButton, type ChartData } from '../ui/dataDialog.ts';
import { element } from '../ui/element.ts';
import { sectionHead } from '../ui/section.ts';
import type { DashboardContext, View } from '../ui/view.ts';
import { wholeRange, type Range } from './alignedData.ts';
import { runPlot, type RunPlot, type RunPlotOptions } from './runPlot.ts';
import { chartSvg, type SvgChart } from './svgExport.ts';

/** Ascending positions on the axis, and the values of each line. */
type LineData = readonly (readonly (number | null)[])[];

/** The values at the cursor, or the latest ones, for the heading and for screen readers. */
export interface Readout {
  readonly shown: unknown;
  readonly spoken: string;
}

export interface RunChartOptions<Data extends LineData> {
  readonly title: string;
  readonly explanation: string;
  /** File name of exports without extension, and their title if it is not that of the section. */
  readonly name: string;
  readonly exportTitle?: string;
  /** Class of the section. */
  readonly kind?: string;
  readonly plot: Omit<RunPlotOptions, 'padding' | 'range' | 'hooks' | 'tick'> & {
    /** CSS pixels at the top and on the right. */
    readonly padding: readonly [top: number, right: number | ((plot: uPlot, state: DashboardState) => number)];
    /** The vertical range for the lowest and the highest value. */
    range(low: number | null, high: number | null, state: DashboardState): [number, number];
  };
  /** Called first in each drawing. Returns how far lines of other runs reach on the axis. */
  prepare?(state: DashboardState): number;
  /** The data of the visible range, with about this number of points. */
  align(state: DashboardState, visible: Range, budget: number): Data;
  /** Before any drawing. */
  readonly noData: Data;
  paintBehind?(plot: uPlot): void;
  paint(plot: uPlot, state: DashboardState): void;
  /** `index` of the data under the cursor. Undefined: the latest values. */
  readout(data: Data, index: number | undefined, state: DashboardState, plot: RunPlot): Readout;
  /** Between the heading and the plot, and below the plot. */
  above?(state: DashboardState): unknown;
  below?(state: DashboardState, plot: RunPlot): unknown;
  /** Controls before the export button. */
  tools?(plot: RunPlot): unknown;
  table(state: DashboardState): Table;
  svg(data: Data, state: DashboardState): Omit<SvgChart, 'title' | 'xTick' | 'yTick'>;
  /** Formats a value of the vertical axis. `digits`: significant digits that all numbers of the axis need. */
  tick(value: number, digits: number): string;
}

export function runChart<Data extends LineData>(context: DashboardContext, options: RunChartOptions<Data>): View {
  const { title, explanation, exportTitle = title, tick } = options;
  const { padding, range, ...plotOptions } = options.plot;
  const [top, right] = padding;
  let state: DashboardState | undefined;
  let data = options.noData;
  let whole: Range = { from: 0, to: 1 };
  let isEmpty = true;
  let announcement = '';
  const plot = runPlot(
    {
      ...plotOptions,
      tick,
      padding: [top, typeof right === 'number' ? right : (u) => (state ? right(u, state) : 0)],
      range: (low, high) => (state ? range(low, high, state) : [0, 1]),
      hooks: {
        drawClear: [(u) => options.paintBehind?.(u)],
        draw: [(u) => state && options.paint(u, state)],
      },
    },
    { context, state: () => state, whole: () => whole },
    {
      rangeChanged: redraw,
      cursorMoved: onAnimationFrame(renderSection),
      announce: () => requestAnimationFrame(announce),
    },
  );
  const node = element('section', { class: options.kind ?? false, 'aria-label': title });
  const exported: ChartData = {
    title: exportTitle,
    name: options.name,
    table: () => (state ? options.table(state) : { columns: [], rows: [] }),
    picture: {
      canvas: plot.canvas,
      svg: () =>
        chartSvg({
          title: exportTitle,
          xTick: plot.tick,
          yTick: tick,
          ...(state ? options.svg(data, state) : { lines: [] }),
        }),
    },
  };

  function renderSection(): void {
    if (!state) return;
    plot.node.hidden = isEmpty;
    const readout = state.curve.length === 0 ? undefined : options.readout(data, plot.cursorIndex(), state, plot).shown;
    render(
      html`
        ${sectionHead({
          title,
          explanation,
          ...(!isEmpty && { readout, tools: html`${options.tools?.(plot)} ${dataButton(context, exported)}` }),
        })}
        ${options.above?.(state)} ${plot.node} ${isEmpty ? nothing : options.below?.(state, plot)}
        <span class="for-screen-readers" aria-live="polite">${announcement}</span>
      `,
      node,
    );
  }

  function announce(): void {
    if (!state) return;
    announcement = options.readout(data, plot.cursorIndex(), state, plot).spoken;
    renderSection();
  }

  function redraw(): void {
    if (!state) return;
    const othersTo = options.prepare?.(state) ?? 0;
    isEmpty = state.curve.length === 0 && othersTo === 0;
    const own = wholeRange(state.curve, state.run, axisOf(context.connection.view.axisUnit));
    whole = { from: own.from, to: Math.max(own.to, othersTo) };
    data = options.align(state, plot.visible(), plot.pointBudget());
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
