// The learning curve: raw loss faint, smoothed loss on it, held-out points, and runs of the past behind them; over time,
// characters, epochs or steps. Drag or keys zoom; the readout above tells the values under the cursor, or the latest ones.
import uPlot from 'uplot';
import { lossData, wholeRange, type LossData, type Range } from './aligned.ts';
import { paintBaselines, paintMarks } from './annotations.ts';
import { axesOf } from './axisLook.ts';
import { dataButton, type ChartData } from './dataDialog.ts';
import { element, setHidden } from './element.ts';
import type { Formats } from './format.ts';
import { onFrames, onResize } from './frames.ts';
import type { View } from './header.ts';
import { lossSvg, lossTable } from './lossExport.ts';
import { lossReadout } from './lossReadout.ts';
import { scaleSelect, smoothingSlider } from './lossTools.ts';
import { overlaysOf, paintOverlays, type Overlay } from './overlays.ts';
import type { Story } from './story.ts';
import type { Theme } from './theme.ts';
import { columnOf, epochOf, placeWords, tick } from './timeline.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';
import { zoomOf } from './zoom.ts';

/** Points drawn for each pixel of width: two for the lowest and highest of its column. */
const pointsPerPixel = 2;

export interface LossChart extends View {
  retheme(): void;
}

/** `id`: of its title; there may be more than one such chart. */
export function lossChart(id: string, format: Formats, wire: Wire, theme: () => Theme): LossChart {
  let story: Story | undefined;
  let data: LossData = [[], [], [], []];
  let whole: Range = { from: 0, to: 1 };
  let overlays: readonly Overlay[] = [];
  const scale = () => wire.view.scale;
  const epoch = () => (story ? epochOf(story) : 1);

  const reset = element('button', { class: 'quiet', type: 'button' }, t('Whole run'));
  const readout = lossReadout(format);
  const plotNode = element('div', {
    class: 'plot',
    tabindex: '0',
    role: 'group',
    'aria-roledescription': t('chart'),
    'aria-label': t(
      'Loss in bits per character. Arrow keys read values, plus and minus zoom, Escape shows the whole run.',
    ),
  });
  const select = scaleSelect(wire);
  const smoothing = smoothingSlider(wire, format);
  const node = element(
    'section',
    { class: 'learning', 'aria-labelledby': id },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { id }, t('Learning')),
      readout.node,
      element(
        'div',
        { class: 'section-tools' },
        reset,
        smoothing.node,
        select,
        dataButton(exported(), (request) => wire.send(request)),
      ),
    ),
    element(
      'p',
      { class: 'empty untold' },
      t('The loss will fall here: of the text it learns from, and of text that it never sees.'),
    ),
    plotNode,
  );

  const requestReadout = onFrames(showReadout);
  const zoom = zoomOf(
    wire,
    () => plot,
    () => whole,
    { zoomed: redraw, pointed: requestReadout },
  );
  const plot = new uPlot(
    {
      width: 600,
      height: 300,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [zoom.visible().from, Math.max(zoom.visible().to, zoom.visible().from + 1)] },
        y: { range: (_, low, high) => padded(low, high, story, overlays) },
      },
      axes: axesOf({ scale, epoch }, 44, format, theme),
      series: seriesOf(theme),
      cursor: zoom.options.cursor!,
      hooks: {
        ...zoom.options.hooks,
        drawClear: [(u) => paintOverlays(u, overlays)],
        draw: [
          (u) => {
            if (!story) return;
            paintBaselines(u, story.baselines, format, theme());
            paintMarks(u, story, columnOf(scale()), theme());
          },
        ],
      },
    },
    [...data] as uPlot.AlignedData,
    plotNode,
  );

  function exported(): ChartData {
    const title = t('Learning: bits per character');
    return {
      title,
      name: 'learning',
      table: () => (story ? lossTable(story) : { columns: [], rows: [] }),
      canvas: () => plot.ctx.canvas,
      svg: () =>
        lossSvg(title, data, theme(), overlays, {
          xTick: (value) => tick(scale(), value, epoch(), format),
          yTick: format.measure,
        }),
    };
  }

  function redraw(): void {
    if (!story) return;
    const { curve, heldOut } = story;
    const axis = columnOf(scale());
    curve.smoothing = wire.view.smoothing;
    overlays = overlaysOf(story, wire.view.runs, scale(), wire.view.smoothing, theme());
    const own = wholeRange(curve, heldOut, axis);
    whole = { from: own.from, to: Math.max(own.to, ...overlays.map(({ to }) => to)) };
    data = lossData(curve, heldOut, axis, zoom.visible(), Math.max(100, plot.width * pointsPerPixel));
    plot.setData([...data] as uPlot.AlignedData);
    setHidden(reset, !zoom.isZoomed());
    showReadout();
  }

  function showReadout(): void {
    if (!story) return;
    const cursor = zoom.cursor();
    const index = cursor === undefined ? undefined : plot.valToIdx(cursor);
    const where = index === undefined ? '' : placeWords(scale(), data[0][index] ?? 0, epoch(), format);
    readout.show(data, index, where);
  }

  plotNode.addEventListener('keydown', (event) => {
    if (!zoom.pressed(event.key)) return;
    event.preventDefault();
    readout.announce();
  });
  plotNode.addEventListener('blur', zoom.blurred);
  reset.addEventListener('click', () => {
    zoom.reset();
    plotNode.focus();
  });
  onResize(plotNode, (width, height) => {
    plot.setSize({ width, height });
    redraw();
  });

  return {
    node,
    draw(current) {
      story = current;
      if (select.value !== scale()) select.value = scale();
      smoothing.draw();
      redraw();
    },
    retheme() {
      redraw();
      plot.redraw(false, true);
    },
  };
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

/** A little air above and below, and room for a baseline that stands close by. */
function padded(
  low: number | null,
  high: number | null,
  story: Story | undefined,
  overlays: readonly Overlay[],
): [number, number] {
  const least = Math.min(low ?? Infinity, ...overlays.map((overlay) => overlay.low));
  const most = Math.max(high ?? -Infinity, ...overlays.map((overlay) => overlay.high));
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 8];
  const air = Math.max((most - least) * 0.06, 0.02);
  const near = (story?.baselines ?? [])
    .map(({ bitsPerChar }) => bitsPerChar)
    .filter((bits) => bits > least - 6 * air && bits < most + 3 * air);
  return [Math.max(0, Math.min(least, ...near) - air), Math.max(most, ...near) + air];
}
