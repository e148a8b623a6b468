// The learning curve: raw loss faint, smoothed loss on it, held-out points, and runs of the past behind them; over time,
// characters, epochs or steps. Drag or keys zoom; the readout above tells the values under the cursor, or the latest ones.
import type uPlot from 'uplot';
import type { Baseline } from '../../src/protocol/learner.ts';
import { lossData, wholeRange, type LossData, type Range } from './aligned.ts';
import { paintBest, paintMarks } from './annotations.ts';
import { paintBaselines, roomBeside } from './baselineLines.ts';
import { dataButton, type ChartData } from './dataDialog.ts';
import { element, setHidden } from './element.ts';
import type { Formats } from './format.ts';
import { onFrames } from './frames.ts';
import type { View } from './header.ts';
import { lossLines, lossSigns, lossTable, overlayLines } from './lossExport.ts';
import { lossKey } from './lossKey.ts';
import { lossReadout } from './lossReadout.ts';
import { scaleSelect, smoothingSlider } from './lossTools.ts';
import { overlaysOf, paintOverlays, type Overlay } from './overlays.ts';
import { runPlot } from './runPlot.ts';
import type { Story } from './story.ts';
import { chartSvg } from './svg.ts';
import type { Theme } from './theme.ts';
import { columnOf } from './timeline.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';

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

  const reset = element('button', { class: 'quiet', type: 'button' }, t('Whole run'));
  const readout = lossReadout(format);
  const plot = runPlot(
    {
      name: 'plot',
      label: t('Loss in bits per character. Arrow keys read values, plus and minus zoom, Escape shows the whole run.'),
      height: 300,
      numbers: 44,
      padding: [8, (u) => 12 + roomBeside(u, story?.baselines ?? [], format, theme())],
      series: seriesOf(theme),
      range: (low, high) =>
        padded(low, high, { baselines: story?.baselines ?? [], isPart: wire.view.zoom !== undefined }, overlays),
      hooks: {
        drawClear: [(u) => paintOverlays(u, overlays)],
        draw: [
          (u) => {
            if (!story) return;
            paintBaselines(u, story.baselines, format, theme());
            paintMarks(u, story, columnOf(scale()), theme());
            paintBest(u, story.best, columnOf(scale()), theme());
          },
        ],
      },
    },
    { format, wire, theme, story: () => story, whole: () => whole },
    { changed: redraw, pointed: onFrames(showReadout), spoken: readout.announce },
  );
  const key = lossKey();
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
    plot.node,
    key.node,
  );

  function exported(): ChartData {
    const title = t('Learning: bits per character');
    return {
      title,
      name: 'learning',
      table: () => (story ? lossTable(story) : { columns: [], rows: [] }),
      canvas: plot.canvas,
      svg: () =>
        chartSvg({
          title,
          lines: [...overlayLines(overlays), ...lossLines(data, theme())],
          ...(story && lossSigns(story, columnOf(scale()), wire.view.zoom, format)),
          xTick: plot.tick,
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
    data = lossData(curve, heldOut, axis, plot.visible(), plot.budget());
    plot.show(data);
    setHidden(reset, !plot.isZoomed());
    showReadout();
  }

  function showReadout(): void {
    if (!story) return;
    const index = plot.pointedAt();
    readout.show(data, index, index === undefined ? '' : plot.words(data[0][index] ?? 0));
  }

  reset.addEventListener('click', plot.showAll);

  return {
    node,
    draw(current) {
      story = current;
      if (select.value !== scale()) select.value = scale();
      smoothing.draw();
      key.draw(story);
      redraw();
    },
    retheme() {
      redraw();
      plot.repaint();
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

/** A little air above and below, and room for the baselines: for those close by where a part of the run is shown. */
function padded(
  low: number | null,
  high: number | null,
  { baselines, isPart }: { readonly baselines: readonly Baseline[]; readonly isPart: boolean },
  overlays: readonly Overlay[],
): [number, number] {
  const least = Math.min(low ?? Infinity, ...overlays.map((overlay) => overlay.low));
  const most = Math.max(high ?? -Infinity, ...overlays.map((overlay) => overlay.high));
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 8];
  const air = Math.max((most - least) * 0.06, 0.02);
  const near = baselines
    .map(({ bitsPerChar }) => bitsPerChar)
    .filter((bits) => !isPart || (bits > least - 6 * air && bits < most + 3 * air));
  return [Math.max(0, Math.min(least, ...near) - air), Math.max(most, ...near) + air];
}
