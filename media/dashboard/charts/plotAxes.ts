// Two axes with their ticks, and where on them a value stands. Pixels of a figure, y downwards.
import { svgLabel, svgShape, type SvgShape } from './svgFigure.ts';

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

const tickRoom = 46;

export function plotAxes(width: number, height: number, xAxis: AxisScale, yAxis: AxisScale): PlotAxes {
  const frame = { left: tickRoom, right: width - 20, top: 20, bottom: height - 38 };
  const along =
    ({ from, to }: AxisScale, start: number, end: number) =>
    (value: number) =>
      Math.round(10 * (start + ((value - from) / (to - from || 1)) * (end - start))) / 10;
  const x = along(xAxis, frame.left, frame.right);
  const y = along(yAxis, frame.bottom, frame.top);
  const xTicks = niceTicks(xAxis, width < 420 ? 3 : 5);
  const yTicks = niceTicks(yAxis, 4);
  return {
    ...frame,
    x,
    y,
    shapes: [
      ...yTicks.flatMap((value) => [
        svgShape('path', { class: 'grid', d: `M${frame.left} ${y(value)}H${frame.right}` }),
        svgLabel(frame.left - 8, y(value) + 4, 'end', yAxis.tick(value)),
      ]),
      ...xTicks.map((value) => svgLabel(x(value), frame.bottom + 16, 'middle', xAxis.tick(value))),
      svgLabel(frame.right, height - 4, 'end', xAxis.title),
      svgLabel(frame.left - 8, 11, 'start', yAxis.title),
    ],
  };
}

/** Round values, about `count` of them, rising. */
export function niceTicks(axis: Pick<AxisScale, 'from' | 'to'>, count: number): readonly number[] {
  const [from, to] = [Math.min(axis.from, axis.to), Math.max(axis.from, axis.to)];
  const rough = (to - from) / count;
  if (!(rough > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.99)!;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
