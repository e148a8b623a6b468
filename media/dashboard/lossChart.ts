// The learning curve: raw loss faint, smoothed loss on it, held-out points, over time, characters or steps. Drag or keys
// zoom; the readout above tells the values under the cursor, or the latest ones.
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import uPlot from 'uplot';
import { lossData, valueBefore, wholeRange, type LossData, type Range } from './aligned.ts';
import { axes, type Axis } from './curve.ts';
import type { Table } from './csv.ts';
import { dataButton, type ChartData } from './dataDialog.ts';
import { element, setHidden, setText } from './element.ts';
import type { Formats } from './format.ts';
import { onFrames, onResize } from './frames.ts';
import type { View } from './header.ts';
import { paintBaselines, paintMarks } from './annotations.ts';
import type { Story } from './story.ts';
import { chartSvg, type SvgLine } from './svg.ts';
import type { Theme } from './theme.ts';
import type { Wire } from './wire.ts';
import { t } from './words.ts';

/** Lengths of time that ticks may be apart. */
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200].map(
  (seconds) => seconds * 1000,
);
/** Numbers of characters or steps that ticks may be apart: 1, 2, 5, 10, 20, ... */
const roundSteps = Array.from({ length: 33 }, (_, index) => [1, 2, 5][index % 3]! * 10 ** Math.floor(index / 3));
/** Points drawn for each pixel of width: two for the lowest and highest of its column. */
const pointsPerPixel = 2;
/** Share of the visible range that one press of an arrow key moves, or plus and minus zoom. */
const keyStep = 0.02;
const zoomStep = 0.25;

export interface LossChart extends View {
  retheme(): void;
}

export function lossChart(format: Formats, wire: Wire, theme: () => Theme): LossChart {
  const names: Record<Axis, string> = {
    elapsedMs: t('over time'),
    characters: t('over characters'),
    step: t('over steps'),
  };
  const select = element('vscode-single-select', { label: t('Horizontal axis') });
  select.append(
    ...axes.map((axis) => element('vscode-option', { value: axis, selected: axis === wire.view.axis }, names[axis])),
  );
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
  const node = element(
    'section',
    { class: 'learning', 'aria-labelledby': 'learning-title' },
    element(
      'div',
      { class: 'section-head' },
      element('h2', { id: 'learning-title' }, t('Learning')),
      readout.node,
      element(
        'div',
        { class: 'section-tools' },
        reset,
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

  let story: Story | undefined;
  let data: LossData = [[], [], [], []];
  let whole: Range = { from: 0, to: 1 };
  let cursor: number | undefined;
  const plot = new uPlot(options(), [...data] as uPlot.AlignedData, plotNode);

  function options(): uPlot.Options {
    const axisLook = () => ({
      stroke: () => theme().muted,
      grid: { stroke: () => theme().grid, width: 1 },
      ticks: { show: false },
      font: theme().font,
    });
    return {
      width: 600,
      height: 300,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [visible().from, Math.max(visible().to, visible().from + 1)] },
        y: { range: (_, low, high) => padded(low, high, story) },
      },
      axes: [
        {
          ...axisLook(),
          grid: { show: false },
          size: 28,
          gap: 6,
          incrs: () => [...increments()],
          values: (_, ticks) => ticks.map(tick),
        },
        { ...axisLook(), size: 44, gap: 8, values: (_, ticks) => ticks.map((bits) => format.measure(bits)) },
      ],
      series: [
        {},
        {
          stroke: () => theme().train,
          width: 1,
          alpha: theme().highContrast ? 0.7 : 0.5,
          spanGaps: true,
          points: { show: false },
        },
        { stroke: () => theme().train, width: 2, spanGaps: true, points: { show: false } },
        {
          stroke: () => theme().heldOut,
          width: 2,
          spanGaps: true,
          points: {
            show: true,
            size: 8,
            space: 0,
            stroke: () => theme().background,
            width: 1.5,
            fill: () => theme().heldOut,
          },
        },
      ],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
        bind: { dblclick: () => () => (zoomTo(undefined), null) },
      },
      hooks: {
        draw: [
          (u) => {
            if (!story) return;
            paintBaselines(u, story.baselines, format, theme());
            paintMarks(u, story, wire.view.axis, theme());
          },
        ],
        setCursor: [
          (u) => {
            cursor = u.cursor.left !== undefined && u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : undefined;
            requestReadout();
          },
        ],
        setSelect: [
          (u) => {
            const { left, width } = u.select;
            if (width < 4) return;
            zoomTo([u.posToVal(left, 'x'), u.posToVal(left + width, 'x')]);
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    };
  }

  function increments(): readonly number[] {
    return wire.view.axis === 'elapsedMs' ? timeSteps : roundSteps;
  }
  function tick(value: number): string {
    return wire.view.axis === 'elapsedMs' ? format.duration(value) : format.compact(value);
  }

  function exported(): ChartData {
    const line = (name: string, color: string, opacity: number, values: LossData[number]): SvgLine => ({
      name,
      color,
      opacity,
      points: data[0].flatMap((x, at): [number, number][] => (typeof values[at] === 'number' ? [[x, values[at]]] : [])),
    });
    return {
      title: t('Learning: bits per character'),
      name: 'learning',
      table: () => ({
        columns: [t('Time in ms'), t('Characters'), t('Step'), t('training'), t('held-out')],
        rows: story ? lossRows(story) : [],
      }),
      canvas: () => plot.ctx.canvas,
      svg: () =>
        chartSvg({
          title: t('Learning: bits per character'),
          lines: [
            line('', theme().train, 0.35, data[1]),
            line(t('training'), theme().train, 1, data[2]),
            line(t('held-out'), theme().heldOut, 1, data[3]),
          ],
          xTick: tick,
          yTick: format.measure,
        }),
    };
  }

  function visible(): Range {
    const { zoom } = wire.view;
    return zoom ? { from: zoom[0], to: zoom[1] } : whole;
  }

  function zoomTo(zoom: readonly [number, number] | undefined): void {
    const span = whole.to - whole.from;
    const clipped = zoom && ([Math.max(whole.from, zoom[0]), Math.min(whole.to, zoom[1])] as const);
    const real = clipped && clipped[1] - clipped[0] > span / 1e5 && clipped[1] - clipped[0] < span * 0.999;
    wire.view = { ...wire.view, zoom: real ? clipped : undefined };
    redraw();
  }

  function redraw(): void {
    if (!story) return;
    const { axis } = wire.view;
    const { curve, heldOut } = story;
    whole = wholeRange(curve, heldOut, axis);
    data = lossData(curve, heldOut, axis, visible(), Math.max(100, plot.width * pointsPerPixel));
    plot.setData([...data] as uPlot.AlignedData);
    setHidden(reset, wire.view.zoom === undefined);
    showReadout();
  }

  function showReadout(): void {
    if (!story) return;
    const index = cursor === undefined ? undefined : plot.valToIdx(cursor);
    readout.show(data, index, index === undefined ? '' : whereText(data[0][index] ?? 0));
  }
  const requestReadout = onFrames(showReadout);

  function whereText(value: number): string {
    if (wire.view.axis === 'elapsedMs') return t('at {0}', format.duration(value));
    return wire.view.axis === 'characters'
      ? t('after {0} characters', format.compact(value))
      : t('at step {0}', format.whole(value));
  }

  function moveCursor(share: number): void {
    const { from, to } = visible();
    const at = Math.min(to, Math.max(from, (cursor ?? to) + share * (to - from)));
    plot.setCursor({ left: plot.valToPos(at, 'x'), top: 10 });
  }

  plotNode.addEventListener('keydown', (event) => {
    const { from, to } = visible();
    const middle = cursor ?? (from + to) / 2;
    const zoomBy = (factor: number) => zoomTo([middle - (middle - from) * factor, middle + (to - middle) * factor]);
    const answers: Record<string, () => void> = {
      ArrowLeft: () => moveCursor(-keyStep),
      ArrowRight: () => moveCursor(keyStep),
      Home: () => moveCursor(-1),
      End: () => moveCursor(1),
      '+': () => zoomBy(1 - zoomStep),
      '=': () => zoomBy(1 - zoomStep),
      '-': () => zoomBy(1 / (1 - zoomStep)),
      Escape: () => zoomTo(undefined),
    };
    const answer = answers[event.key];
    if (!answer) return;
    event.preventDefault();
    answer();
    readout.announce();
  });
  plotNode.addEventListener('blur', () => plot.setCursor({ left: -10, top: -10 }));
  reset.addEventListener('click', () => {
    zoomTo(undefined);
    plotNode.focus();
  });
  select.addEventListener('change', () => {
    wire.view = { ...wire.view, axis: axes.find((axis) => axis === select.value) ?? wire.view.axis, zoom: undefined };
    redraw();
  });
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

/** Evaluations among the steps, in order; the unit of time is the millisecond. */
function lossRows({ curve, heldOut }: Story): Table['rows'] {
  const steps = Array.from({ length: curve.length }, (_, at) => [
    Math.round(curve.elapsedMs.at(at)),
    curve.characters.at(at),
    curve.step.at(at),
    rounded(curve.lossBits.at(at)),
    undefined,
  ]);
  const evaluations = heldOut.map((point) => [
    Math.round(point.elapsedMs),
    point.characters,
    point.step,
    undefined,
    rounded(point.bitsPerChar),
  ]);
  return [...steps, ...evaluations].sort((one, other) => one[2]! - other[2]!);
}

const rounded = (bits: number): number => Number(bits.toFixed(4));

/** A little air above and below, and room for a baseline that stands close by. */
function padded(low: number | null, high: number | null, story: Story | undefined): [number, number] {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 8];
  const air = Math.max((high - low) * 0.06, 0.02);
  const near = (story?.baselines ?? [])
    .map(({ bitsPerChar }) => bitsPerChar)
    .filter((bits) => bits > low - 6 * air && bits < high + 3 * air);
  return [Math.max(0, Math.min(low, ...near) - air), Math.max(high, ...near) + air];
}

/** Which line is which, and what it says at the cursor. */
function lossReadout(format: Formats) {
  const train = readoutItem('train', t('training'));
  const held = readoutItem('held-out', t('held-out'));
  const where = element('span', { class: 'where' });
  const spoken = element('span', { class: 'for-screen-readers', 'aria-live': 'polite' });
  const node = element('div', { class: 'readout' }, train.node, held.node, where, spoken);
  return {
    node,
    show([x, , smooth, heldOut]: LossData, index: number | undefined, whereText: string) {
      const at = index ?? x.length - 1;
      const write = (item: typeof train, value: number | undefined) =>
        setText(item.value, value === undefined ? '–' : format.bits(value));
      write(train, valueBefore(smooth, at));
      write(held, valueBefore(heldOut, at));
      setText(where, whereText);
    },
    announce: () =>
      requestAnimationFrame(() =>
        setText(spoken, `${where.textContent} ${train.node.textContent}, ${held.node.textContent}`),
      ),
  };
}

function readoutItem(kind: string, label: string) {
  const value = element('span', { class: 'readout-value' });
  const swatch = element('span', { class: `swatch swatch-${kind}`, 'aria-hidden': 'true' });
  return { node: element('span', { class: 'readout-item' }, swatch, `${label} `, value), value };
}
