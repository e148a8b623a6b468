// A line chart over the run, or over the part of it that all charts show: its axes, its cursor, the drags and keys that zoom and
// read it, and its size.
import uPlot from 'uplot';
import { chartAxes } from './axisStyle.ts';
import type { Range } from './alignedData.ts';
import { element } from '../ui/element.ts';
import type { Formats } from '../ui/format.ts';
import { onResize } from '../ui/animationFrames.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { Theme } from '../ui/theme.ts';
import { charactersPerEpoch, describePosition, formatTick } from './horizontalAxis.ts';
import type { HostConnection } from '../state/hostConnection.ts';
import { t } from '../ui/localization.ts';
import { createZoom } from './zoom.ts';

/** Points drawn for each pixel of width: two for the lowest and highest of its column. */
const pointsPerPixel = 2;

/** Part of the whole run that stays free at its end, so that the newest point is not cut. */
const marginAtEnd = 0.012;

function xRange({ from, to }: Range, isZoomed: boolean): [number, number] {
  const width = Math.max(1, to - from);
  return [from, from + width * (isZoomed ? 1 : 1 + marginAtEnd)];
}

export interface RunPlotOptions {
  /** Its class in the page, and what it is called by who reads rather than sees. */
  readonly name: string;
  readonly label: string;
  /** CSS pixels, until its place in the page says how many. */
  readonly height: number;
  /** CSS pixels for the numbers beside it. */
  readonly numberWidth: number;
  /** CSS pixels above and on the right. */
  readonly padding: readonly [above: number, right: number | ((plot: uPlot) => number)];
  readonly series: uPlot.Series[];
  readonly range: (low: number | null, high: number | null) => [number, number];
  /** A number beside it; two digits where nothing is said. */
  readonly tick?: (value: number) => string;
  /** Charts of the same key share their cursor. */
  readonly sync?: string;
  readonly hooks?: Pick<uPlot.Hooks.Arrays, 'drawClear' | 'draw'>;
}

export interface RunPlotContext {
  readonly format: Formats;
  readonly wire: HostConnection;
  readonly theme: () => Theme;
  readonly story: () => DashboardState | undefined;
  /** All there is to show, in units of the axis. */
  readonly whole: () => Range;
}

export interface RunPlotEvents {
  /** Another part of the run, or another size: the data are to be chosen anew. */
  readonly rangeChanged: () => void;
  /** The cursor moved. */
  readonly cursorMoved: () => void;
  /** It moved by a key. */
  readonly announce: () => void;
}

export interface RunPlot {
  readonly node: HTMLElement;
  readonly canvas: () => HTMLCanvasElement;
  /** The first column: places on the axis, ascending. */
  show(data: readonly (readonly (number | null)[])[]): void;
  readonly repaint: () => void;
  readonly visible: () => Range;
  readonly isZoomed: () => boolean;
  readonly resetZoom: () => void;
  /** How many points can be told apart. */
  readonly pointBudget: () => number;
  /** Which of the data stands under the cursor; undefined where none does. */
  readonly cursorIndex: () => number | undefined;
  /** A place on the axis in words, and as short as a tick. */
  readonly describe: (place: number) => string;
  readonly tick: (place: number) => string;
}

export function runPlot(
  look: RunPlotOptions,
  { format, wire, theme, story, whole }: RunPlotContext,
  { rangeChanged, cursorMoved, announce }: RunPlotEvents,
): RunPlot {
  const scale = () => wire.view.scale;
  const epoch = () => {
    const told = story();
    return told ? charactersPerEpoch(told) : 1;
  };
  const node = element('div', {
    class: look.name,
    tabindex: '0',
    role: 'group',
    'aria-roledescription': t('chart'),
    'aria-label': look.label,
  });
  const zoom = createZoom(wire, () => plot, whole, { zoomed: rangeChanged, pointed: cursorMoved });
  const plot = new uPlot(
    {
      width: 600,
      height: look.height,
      padding: [look.padding[0], look.padding[1], 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => xRange(zoom.visible(), zoom.isZoomed()) },
        y: { range: (_, low, high) => look.range(low, high) },
      },
      axes: chartAxes(
        { scale, epoch },
        { room: look.numberWidth, tick: look.tick ?? format.significant },
        format,
        theme,
      ),
      series: look.series,
      cursor: { ...zoom.options.cursor, ...(look.sync && { sync: { key: look.sync } }) },
      hooks: { ...zoom.options.hooks, ...look.hooks },
    },
    look.series.map(() => []) as unknown as uPlot.AlignedData,
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
    pointBudget: () => Math.max(100, plot.width * pointsPerPixel),
    cursorIndex: () => {
      const cursor = zoom.cursor();
      return cursor === undefined ? undefined : plot.valToIdx(cursor);
    },
    describe: (place) => describePosition(scale(), place, epoch(), format),
    tick: (place) => formatTick(scale(), place, epoch(), format),
  };
}
