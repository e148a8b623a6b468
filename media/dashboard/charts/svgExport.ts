// Exports a line chart as an SVG document for print: dark text on a transparent background.
import { extent, ticks } from 'd3-array';
import { tickLabels } from './tickLabels.ts';

export interface SvgLine {
  readonly name: string;
  readonly color: string;
  readonly opacity: number;
  /** Without gaps. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface SvgChart {
  readonly title: string;
  readonly lines: readonly SvgLine[];
  /** Dashed horizontal lines with names. */
  readonly baselines?: readonly { readonly name: string; readonly y: number }[];
  /** Events as ticks on the axis, with the name as a tooltip. */
  readonly markers?: readonly { readonly name: string; readonly x: number }[];
  readonly xTick: (value: number) => string;
  /** `digits`: significant digits that all numbers of the axis need. */
  readonly yTick: (value: number, digits: number) => string;
}

const [width, height] = [960, 480];
const frame = { left: 64, top: 40, right: 936, bottom: 432 };
const tickCount = 6;

export function chartSvg({ title, lines, baselines = [], markers = [], xTick, yTick }: SvgChart): string {
  const all = lines.flatMap(({ points }) => points);
  const [fromX, toX] = domain(all.map(([x]) => x));
  const [fromY, toY] = domain([...all.map(([, y]) => y), ...baselines.map((rule) => rule.y)]);
  const x = (value: number) => frame.left + ((value - fromX) / (toX - fromX)) * (frame.right - frame.left);
  const y = (value: number) => frame.bottom - ((value - fromY) / (toY - fromY)) * (frame.bottom - frame.top);
  const label = (left: number, top: number, anchor: string, text: string) =>
    `<text x="${left}" y="${top}" text-anchor="${anchor}" fill="#444">${escape(text)}</text>`;
  const rules = ticks(fromY, toY, tickCount);
  const ruleLabels = tickLabels(rules, yTick);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escape(title)}</title>`,
    `<text x="${frame.left}" y="22" font-size="15">${escape(title)}</text>`,
    ...rules.map(
      (value, index) =>
        `<path d="M${frame.left} ${round(y(value))}H${frame.right}" stroke="#ddd"/>` +
        label(frame.left - 8, round(y(value)) + 4, 'end', ruleLabels[index]!),
    ),
    ...ticks(fromX, toX, tickCount).map((value) => label(round(x(value)), frame.bottom + 20, 'middle', xTick(value))),
    ...lines.map(
      ({ color, opacity, points }) =>
        `<polyline fill="none" stroke="${escape(color)}" stroke-opacity="${opacity}" stroke-width="1.5" points="${points.map(([px, py]) => `${round(x(px))},${round(y(py))}`).join(' ')}"/>`,
    ),
    ...baselines.map(
      (rule) =>
        `<path d="M${frame.left} ${round(y(rule.y))}H${frame.right}" stroke="#888" stroke-dasharray="2 4"/>` +
        label(frame.right, round(y(rule.y)) - 4, 'end', rule.name),
    ),
    ...markers.map(
      ({ name, x: at }) =>
        `<path d="M${round(x(at))} ${frame.bottom}v-8" stroke="#444"><title>${escape(name)}</title></path>`,
    ),
    ...lines
      .filter(({ name }) => name !== '')
      .map(
        ({ name, color }, at) =>
          `<text x="${frame.right}" y="${22 + 16 * at}" text-anchor="end" fill="${escape(color)}">${escape(name)}</text>`,
      ),
    '</svg>\n',
  ].join('\n');
}

function domain(values: readonly number[]): [number, number] {
  const [low = 0, high = 1] = extent(values);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

const round = (value: number): number => Math.round(value * 10) / 10;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
