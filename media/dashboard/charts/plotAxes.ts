// Two linear axes with ticks for SVG charts. Coordinates are CSS pixels, y points down.
import { ticks } from 'd3-array';
import { svg } from 'lit';
import { svgLabel, type SvgShape } from './svgFigure.ts';

export interface AxisScale {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  tick(value: number): string;
}

export interface PlotAxes {
  readonly shapes: readonly SvgShape[];
  x(value: number): number;
  y(value: number): number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const tickWidth = 46;
/** Narrower charts have fewer ticks. */
const narrowWidth = 420;

export function plotAxes(width: number, height: number, xAxis: AxisScale, yAxis: AxisScale): PlotAxes {
  const frame = { left: tickWidth, right: width - 20, top: 20, bottom: height - 38 };
  const scale =
    ({ from, to }: AxisScale, start: number, end: number) =>
    (value: number) =>
      Math.round(10 * (start + ((value - from) / (to - from || 1)) * (end - start))) / 10;
  const x = scale(xAxis, frame.left, frame.right);
  const y = scale(yAxis, frame.bottom, frame.top);
  return {
    ...frame,
    x,
    y,
    shapes: [
      ...ticks(yAxis.from, yAxis.to, 4).flatMap((value) => [
        svg`<path class="grid" d="M${frame.left} ${y(value)}H${frame.right}" />`,
        svgLabel([frame.left - 8, y(value) + 4], 'end', yAxis.tick(value)),
      ]),
      ...ticks(xAxis.from, xAxis.to, width < narrowWidth ? 3 : 5).map((value) =>
        svgLabel([x(value), frame.bottom + 16], 'middle', xAxis.tick(value)),
      ),
      svgLabel([frame.right, height - 4], 'end', xAxis.title),
      svgLabel([frame.left - 8, 11], 'start', yAxis.title),
    ],
  };
}
