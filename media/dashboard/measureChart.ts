// One measure of the training as a small chart over the same part of the run as the learning curve.
import uPlot from 'uplot';
import { wholeRange, type Range } from './aligned.ts';
import { axesOf } from './axisLook.ts';
import { axes, type Measure } from './curve.ts';
import { dataButton } from './dataDialog.ts';
import { element, setText } from './element.ts';
import type { Formats } from './format.ts';
import { onResize } from './frames.ts';
import type { View } from './header.ts';
import type { Story } from './story.ts';
import { chartSvg } from './svg.ts';
import type { Theme } from './theme.ts';
import { columnOf, epochOf, placeWords, tick } from './timeline.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';
import { zoomOf } from './zoom.ts';

const pointsPerPixel = 2;
/** What the cursors of the charts share. */
const syncKey = 'measures';

export interface MeasureChart extends View {
  retheme(): void;
}

export interface Named {
  readonly measure: Measure;
  readonly title: string;
  readonly meaning: string;
}

export function measureChart(
  { measure, title, meaning }: Named,
  format: Formats,
  wire: Wire,
  theme: () => Theme,
): MeasureChart {
  let story: Story | undefined;
  let data: [number[], number[]] = [[], []];
  let whole: Range = { from: 0, to: 1 };
  const scale = () => wire.view.scale;
  const epoch = () => (story ? epochOf(story) : 1);
  const value = element('span', { class: 'readout-value' });
  const where = element('span', { class: 'where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const plotNode = element('div', {
    class: 'small-plot',
    tabindex: '0',
    role: 'group',
    'aria-roledescription': t('chart'),
    'aria-label': `${title}: ${meaning}`,
  });
  const tools = dataButton(
    {
      title,
      name: measure,
      table: () => tableOf(story, measure, title),
      canvas: () => plot.ctx.canvas,
      svg: () =>
        chartSvg({
          title,
          lines: [{ name: title, color: theme().train, opacity: 1, points: data[0].map((x, at) => [x, data[1][at]!]) }],
          xTick: (at) => tick(scale(), at, epoch(), format),
          yTick: format.measure,
        }),
    },
    (request) => wire.send(request),
  );
  const node = element(
    'section',
    { 'aria-label': title },
    element(
      'div',
      { class: 'section-head' },
      element('h2', {}, title),
      element('span', { class: 'readout' }, value, where, spoken),
      element('span', { class: 'where meaning' }, meaning),
      element('div', { class: 'section-tools' }, tools),
    ),
    plotNode,
  );
  const zoom = zoomOf(
    wire,
    () => plot,
    () => whole,
    { zoomed: redraw, pointed: showValue },
  );
  const plot = new uPlot(
    {
      width: 600,
      height: 130,
      padding: [6, 12, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [zoom.visible().from, Math.max(zoom.visible().to, zoom.visible().from + 1)] },
        y: { range: (_, low, high) => [0, Math.max(high ?? 0, low ?? 0) * 1.08 || 1] },
      },
      axes: axesOf({ scale, epoch }, 60, format, theme),
      series: [{}, { stroke: () => theme().train, width: 1.25, points: { show: false } }],
      cursor: { ...zoom.options.cursor, sync: { key: syncKey } },
      hooks: zoom.options.hooks,
    },
    data,
    plotNode,
  );

  function showValue(): void {
    const cursor = zoom.cursor();
    const at = cursor === undefined ? data[1].length - 1 : plot.valToIdx(cursor);
    const shown = data[1][at];
    setText(value, shown === undefined ? '' : format.measure(shown));
    setText(where, cursor === undefined ? '' : placeWords(scale(), data[0][at] ?? 0, epoch(), format));
  }

  function redraw(): void {
    if (!story) return;
    const { curve } = story;
    const xs = curve[columnOf(scale())];
    whole = wholeRange(curve, story.heldOut, columnOf(scale()));
    const { from, to } = zoom.visible();
    const first = Math.max(0, xs.firstNotBelow(from) - 1);
    const end = Math.min(curve.length, xs.firstNotBelow(to) + 2);
    const kept = curve[measure].outline(first, end, Math.max(100, plot.width * pointsPerPixel));
    data = [kept.map((index) => xs.at(index)), kept.map((index) => curve[measure].at(index))];
    plot.setData(data);
    showValue();
  }

  plotNode.addEventListener('keydown', (event) => {
    if (!zoom.pressed(event.key)) return;
    event.preventDefault();
    requestAnimationFrame(() => setText(spoken, `${where.textContent} ${value.textContent}`));
  });
  plotNode.addEventListener('blur', zoom.blurred);
  onResize(plotNode, (width, height) => {
    plot.setSize({ width, height });
    redraw();
  });

  return {
    node,
    draw(current) {
      story = current;
      redraw();
    },
    retheme: () => plot.redraw(false, true),
  };
}

function tableOf(story: Story | undefined, measure: Measure, title: string) {
  const columns = [t('Time in ms'), t('Characters'), t('Step'), title];
  if (!story) return { columns, rows: [] };
  const { curve } = story;
  const rowAt = (at: number) => [...axes.map((axis) => curve[axis].at(at)), curve[measure].at(at)];
  return { columns, rows: Array.from({ length: curve.length }, (_, at) => rowAt(at)) };
}
