// A line chart over the run, or over the part of it that all charts show: its axes, its cursor, the drags and keys that zoom and
// read it, and its size.
import uPlot from 'uplot';
import { axesOf } from './axisLook.ts';
import type { Range } from './aligned.ts';
import { element } from './element.ts';
import type { Formats } from './format.ts';
import { onResize } from './frames.ts';
import type { Story } from './story.ts';
import type { Theme } from './theme.ts';
import { epochOf, placeWords, tick } from './timeline.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';
import { zoomOf } from './zoom.ts';

/** Points drawn for each pixel of width: two for the lowest and highest of its column. */
const pointsPerPixel = 2;

/** Part of the whole run that stays free at its end, so that the newest point is not cut. */
const roomAtEnd = 0.012;

function edges({ from, to }: Range, isZoomed: boolean): [number, number] {
  const width = Math.max(1, to - from);
  return [from, from + width * (isZoomed ? 1 : 1 + roomAtEnd)];
}

export interface RunPlotLook {
  /** Its class in the page, and what it is called by who reads rather than sees. */
  readonly name: string;
  readonly label: string;
  /** CSS pixels, until its place in the page says how many. */
  readonly height: number;
  /** CSS pixels for the numbers beside it. */
  readonly numbers: number;
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

export interface RunPlotParts {
  readonly format: Formats;
  readonly wire: Wire;
  readonly theme: () => Theme;
  readonly story: () => Story | undefined;
  /** All there is to show, in units of the axis. */
  readonly whole: () => Range;
}

export interface RunPlotEvents {
  /** Another part of the run, or another size: the data are to be chosen anew. */
  readonly changed: () => void;
  /** The cursor moved. */
  readonly pointed: () => void;
  /** It moved by a key. */
  readonly spoken: () => void;
}

export interface RunPlot {
  readonly node: HTMLElement;
  readonly canvas: () => HTMLCanvasElement;
  /** The first column: places on the axis, ascending. */
  show(data: readonly (readonly (number | null)[])[]): void;
  readonly repaint: () => void;
  readonly visible: () => Range;
  readonly isZoomed: () => boolean;
  readonly showAll: () => void;
  /** How many points can be told apart. */
  readonly budget: () => number;
  /** Which of the data stands under the cursor; undefined where none does. */
  readonly pointedAt: () => number | undefined;
  /** A place on the axis in words, and as short as a tick. */
  readonly words: (place: number) => string;
  readonly tick: (place: number) => string;
}

export function runPlot(
  look: RunPlotLook,
  { format, wire, theme, story, whole }: RunPlotParts,
  { changed, pointed, spoken }: RunPlotEvents,
): RunPlot {
  const scale = () => wire.view.scale;
  const epoch = () => {
    const told = story();
    return told ? epochOf(told) : 1;
  };
  const node = element('div', {
    class: look.name,
    tabindex: '0',
    role: 'group',
    'aria-roledescription': t('chart'),
    'aria-label': look.label,
  });
  const zoom = zoomOf(wire, () => plot, whole, { zoomed: changed, pointed });
  const plot = new uPlot(
    {
      width: 600,
      height: look.height,
      padding: [look.padding[0], look.padding[1], 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => edges(zoom.visible(), zoom.isZoomed()) },
        y: { range: (_, low, high) => look.range(low, high) },
      },
      axes: axesOf({ scale, epoch }, { room: look.numbers, tick: look.tick ?? format.measure }, format, theme),
      series: look.series,
      cursor: { ...zoom.options.cursor, ...(look.sync && { sync: { key: look.sync } }) },
      hooks: { ...zoom.options.hooks, ...look.hooks },
    },
    look.series.map(() => []) as unknown as uPlot.AlignedData,
    node,
  );
  node.addEventListener('keydown', (event) => {
    if (!zoom.pressed(event.key)) return;
    event.preventDefault();
    spoken();
  });
  node.addEventListener('blur', zoom.blurred);
  onResize(node, (width, height) => {
    plot.setSize({ width, height });
    changed();
  });
  return {
    node,
    canvas: () => plot.ctx.canvas,
    show: (data) => plot.setData([...data] as uPlot.AlignedData),
    repaint: () => plot.redraw(false, true),
    visible: zoom.visible,
    isZoomed: zoom.isZoomed,
    showAll: () => {
      zoom.reset();
      node.focus();
    },
    budget: () => Math.max(100, plot.width * pointsPerPixel),
    pointedAt: () => {
      const cursor = zoom.cursor();
      return cursor === undefined ? undefined : plot.valToIdx(cursor);
    },
    words: (place) => placeWords(scale(), place, epoch(), format),
    tick: (place) => tick(scale(), place, epoch(), format),
  };
}
