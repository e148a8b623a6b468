// A uPlot line chart over the run: axes, cursor, zoom by dragging and keys, and size.
import uPlot from 'uplot';
import type { DashboardState } from '../state/dashboardState.ts';
import { onResize } from '../ui/animationFrames.ts';
import { element } from '../ui/element.ts';
import { t } from '../ui/localization.ts';
import type { DashboardContext } from '../ui/view.ts';
import type { Range } from './alignedData.ts';
import { chartAxes } from './axisStyle.ts';
import { charactersPerEpoch, describePosition, formatTick } from './horizontalAxis.ts';
import { createZoom } from './zoom.ts';

/** The minimum and the maximum of the points below one pixel. */
const pointsPerPixel = 2;

/** Part of the whole run that stays empty at the end, so that the newest point is not clipped. */
const marginAtEnd = 0.012;

function xRange({ from, to }: Range, isZoomed: boolean): [number, number] {
  const width = Math.max(1, to - from);
  return [from, from + width * (isZoomed ? 1 : 1 + marginAtEnd)];
}

export interface RunPlotOptions {
  /** Class for the stylesheet. */
  readonly name: string;
  /** Label for screen readers. */
  readonly label: string;
  /** CSS pixels before the first layout. */
  readonly height: number;
  /** Width of the numbers of the vertical axis in CSS pixels. */
  readonly numberWidth: number;
  /** CSS pixels at the top and on the right. */
  readonly padding: readonly [top: number, right: number | ((plot: uPlot) => number)];
  readonly series: uPlot.Series[];
  readonly range: (low: number | null, high: number | null) => [number, number];
  /** Formats a value of the vertical axis. `digits`: significant digits that all numbers of the axis need. */
  readonly tick: (value: number, digits: number) => string;
  /** Charts with the same key share their cursor. */
  readonly sync?: string;
  readonly hooks: Pick<uPlot.Hooks.Arrays, 'drawClear' | 'draw'>;
}

export interface RunPlotData {
  readonly context: DashboardContext;
  readonly state: () => DashboardState | undefined;
  /** The range of all data, in values of the axis. */
  readonly whole: () => Range;
}

export interface RunPlotEvents {
  /** The visible range or the size has changed: the data must be decimated again. */
  readonly rangeChanged: () => void;
  readonly cursorMoved: () => void;
  /** A key has moved the cursor: screen readers should read the values. */
  readonly announce: () => void;
}

export interface RunPlot {
  readonly node: HTMLElement;
  readonly canvas: () => HTMLCanvasElement;
  /** The first series contains ascending positions on the axis. */
  show(data: readonly (readonly (number | null)[])[]): void;
  readonly repaint: () => void;
  readonly visible: () => Range;
  readonly isZoomed: () => boolean;
  readonly resetZoom: () => void;
  /** CSS pixels. */
  readonly width: () => number;
  /** The number of points that the width can show. */
  readonly pointBudget: () => number;
  /** Index of the data under the cursor. Undefined without a cursor. */
  readonly cursorIndex: () => number | undefined;
  /** A position on the axis as text, and as a tick. */
  readonly describe: (position: number) => string;
  readonly tick: (position: number) => string;
}

export function runPlot(
  options: RunPlotOptions,
  { context: { format, connection, theme }, state, whole }: RunPlotData,
  { rangeChanged, cursorMoved, announce }: RunPlotEvents,
): RunPlot {
  const axisUnit = () => connection.view.axisUnit;
  const epoch = () => {
    const current = state();
    return current ? charactersPerEpoch(current) : 1;
  };
  const node = element('div', {
    class: options.name,
    tabindex: '0',
    role: 'group',
    'aria-roledescription': t('chart'),
    'aria-label': options.label,
  });
  const zoom = createZoom(connection, () => plot, whole, { zoomed: rangeChanged, cursorMoved });
  const plot = new uPlot(
    {
      width: 600,
      height: options.height,
      padding: [options.padding[0], options.padding[1], 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => xRange(zoom.visible(), zoom.isZoomed()) },
        y: { range: (_, low, high) => options.range(low, high) },
      },
      axes: chartAxes({ axisUnit, epoch }, { width: options.numberWidth, tick: options.tick }, format, theme),
      series: options.series,
      cursor: { ...zoom.options.cursor, ...(options.sync && { sync: { key: options.sync } }) },
      hooks: { ...zoom.options.hooks, ...options.hooks },
    },
    options.series.map(() => []) as unknown as uPlot.AlignedData,
    node,
  );
  node.addEventListener('keydown', (event) => {
    if (!zoom.handleKey(event.key)) return;
    event.preventDefault();
    announce();
  });
  node.addEventListener('blur', zoom.hideCursor);
  onResize(node, (width, height) => {
    plot.setSize({ width, height });
    rangeChanged();
  });
  return {
    node,
    canvas: () => plot.ctx.canvas,
    show: (data) => plot.setData([...data] as uPlot.AlignedData),
    repaint: () => plot.redraw(false, true),
    visible: zoom.visible,
    isZoomed: zoom.isZoomed,
    resetZoom: () => {
      zoom.reset();
      node.focus();
    },
    width: () => plot.width,
    pointBudget: () => Math.max(100, plot.width * pointsPerPixel),
    cursorIndex: () => {
      const cursor = zoom.cursor();
      return cursor === undefined ? undefined : plot.valToIdx(cursor);
    },
    describe: (position) => describePosition(axisUnit(), position, epoch(), format),
    tick: (position) => formatTick(axisUnit(), position, epoch(), format),
  };
}
