// The training from inside: gradient norm, update ratio and learning rate, small charts one below the other over the same
// axis as the learning curve, and the evaluations as a table.
import uPlot from 'uplot';
import type { SaveRequest } from '../../src/protocol/dashboard.ts';
import { axes, type Axis, type Measure } from './curve.ts';
import { dataButton, tableElement } from './dataDialog.ts';
import { element, setHidden, setText } from './element.ts';
import type { Formats } from './format.ts';
import { onResize } from './frames.ts';
import type { View } from './header.ts';
import type { Story } from './story.ts';
import { chartSvg } from './svg.ts';
import type { Theme } from './theme.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';

const pointsPerPixel = 2;
/** What the cursors of the charts share. */
const syncKey = 'measures';

export interface Measures extends View {
  retheme(): void;
}

export function measures(format: Formats, wire: Wire, theme: () => Theme): Measures {
  const save = (request: SaveRequest) => wire.send(request);
  const charts = [
    measureChart(
      'gradientNorm',
      t('Gradient norm'),
      t('how hard the loss pulls, before clipping'),
      format,
      wire,
      theme,
      save,
    ),
    measureChart(
      'updateRatio',
      t('Update ratio'),
      t('size of a step against the size of the weights; about a thousandth is healthy'),
      format,
      wire,
      theme,
      save,
    ),
    measureChart(
      'learningRate',
      t('Learning rate'),
      t('the schedule: up, then down to nothing'),
      format,
      wire,
      theme,
      save,
    ),
  ];
  const evaluations = element('div', {
    class: 'data-rows',
    tabindex: '0',
    role: 'region',
    'aria-label': t('Evaluations'),
  });
  const empty = element('p', { class: 'empty' }, t('Gradient norm, update ratio and learning rate will stand here.'));
  const body = element(
    'div',
    { class: 'measures' },
    element('div', { class: 'measure-charts' }, ...charts.map(({ node }) => node)),
    element('div', {}, element('div', { class: 'section-head' }, element('h2', {}, t('Evaluations'))), evaluations),
  );
  let listed = -1;
  return {
    node: element('div', {}, empty, body),
    draw(story) {
      setHidden(empty, story.curve.length > 0);
      setHidden(body, story.curve.length === 0);
      for (const chart of charts) chart.draw(story);
      if (listed === story.heldOut.length) return;
      listed = story.heldOut.length;
      const rows = story.heldOut
        .map((point) => [
          format.duration(point.elapsedMs),
          format.whole(point.step),
          format.compact(point.characters),
          format.bits(point.bitsPerChar),
          point.best ? t('best so far') : '',
        ])
        .reverse();
      evaluations.replaceChildren(
        tableElement({ columns: [t('Time'), t('Step'), t('Characters'), t('Bits per character'), t('Remark')], rows }),
      );
    },
    retheme: () => charts.forEach((chart) => chart.retheme()),
  };
}

function measureChart(
  measure: Measure,
  title: string,
  meaning: string,
  format: Formats,
  wire: Wire,
  theme: () => Theme,
  save: (request: SaveRequest) => void,
): Measures {
  const value = element('span', { class: 'readout-value' });
  const plotNode = element('div', { class: 'small-plot', role: 'img', 'aria-label': `${title}: ${meaning}` });
  let story: Story | undefined;
  let data: [number[], number[]] = [[], []];
  const tick = (axis: Axis, at: number): string => (axis === 'elapsedMs' ? format.duration(at) : format.compact(at));
  const tools = dataButton(
    {
      title,
      name: measure,
      table: () => ({
        columns: [t('Time'), t('Characters'), t('Step'), title],
        rows: story
          ? Array.from({ length: story.curve.length }, (_, at) => [
              ...axes.map((axis) => story!.curve[axis].at(at)),
              story!.curve[measure].at(at),
            ])
          : [],
      }),
      canvas: () => plot.ctx.canvas,
      svg: () =>
        chartSvg({
          title,
          lines: [{ name: title, color: theme().train, opacity: 1, points: data[0].map((x, at) => [x, data[1][at]!]) }],
          xTick: (at) => tick(wire.view.axis, at),
          yTick: format.measure,
        }),
    },
    save,
  );
  const node = element(
    'section',
    { 'aria-label': title },
    element(
      'div',
      { class: 'section-head' },
      element('h2', {}, title),
      value,
      element('span', { class: 'where meaning' }, meaning),
      element('div', { class: 'section-tools' }, tools),
    ),
    plotNode,
  );
  const axisLook = () => ({
    stroke: () => theme().muted,
    grid: { stroke: () => theme().grid, width: 1 },
    ticks: { show: false },
    font: theme().font,
  });
  const plot = new uPlot(
    {
      width: 600,
      height: 130,
      padding: [6, 12, 0, 0],
      legend: { show: false },
      scales: { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(high ?? 0, low ?? 0) * 1.08 || 1] } },
      axes: [
        {
          ...axisLook(),
          grid: { show: false },
          size: 26,
          gap: 6,
          values: (_, ticks) => ticks.map((at) => tick(wire.view.axis, at)),
        },
        { ...axisLook(), size: 60, gap: 8, values: (_, ticks) => ticks.map(format.measure) },
      ],
      series: [{}, { stroke: () => theme().train, width: 1.25, points: { show: false } }],
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, sync: { key: syncKey } },
      hooks: { setCursor: [() => showValue()] },
    },
    data,
    plotNode,
  );
  function showValue(): void {
    const at = plot.cursor.idx ?? data[1].length - 1;
    const shown = plot.cursor.left !== undefined && plot.cursor.left >= 0 ? data[1][at] : data[1].at(-1);
    setText(value, shown === undefined ? '' : format.measure(shown));
  }
  function redraw(): void {
    if (!story) return;
    const { curve } = story;
    const kept = curve[measure].outline(0, curve.length, Math.max(100, plot.width * pointsPerPixel));
    data = [kept.map((index) => curve[wire.view.axis].at(index)), kept.map((index) => curve[measure].at(index))];
    plot.setData(data);
    showValue();
  }
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
