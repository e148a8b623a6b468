// The results of a sweep as an SVG picture: a dot for each run, the best on top. It shows no times, so that the same results give the
// same file.
import { ticks } from 'd3-array';
import { labelOf, sorted, type SweepResult } from './results.ts';

const rowHeight = 24;
const plotWidth = 420;
const margin = { top: 44, right: 72, bottom: 36 };
/** Pixels of a character of a label, at most. */
const characterWidth = 7.3;

export function picture(results: readonly SweepResult[], varied: readonly string[]): string {
  const rows = sorted(results).map(({ settings, bitsPerChar }) => ({ label: labelOf(settings, varied), bitsPerChar }));
  const left = 24 + characterWidth * Math.max(0, ...rows.map(({ label }) => label.length));
  const values = rows.map(({ bitsPerChar }) => bitsPerChar);
  const [low, high] = padded(Math.min(...values), Math.max(...values));
  const x = (value: number): string => (left + ((value - low) / (high - low)) * plotWidth).toFixed(1);
  const y = (row: number): number => margin.top + (row + 0.5) * rowHeight;
  const [width, height] = [left + plotWidth + margin.right, margin.top + rows.length * rowHeight + margin.bottom];
  const bottom = height - margin.bottom;
  const lines = ticks(low, high, 5).map(
    (tick) =>
      `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${margin.top}" y2="${bottom}"/>` +
      `<text class="muted" x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
  );
  const dots = rows.map(
    ({ label, bitsPerChar }, row) =>
      `<text x="${left - 12}" y="${y(row) + 4}" text-anchor="end">${escaped(label)}</text>` +
      `<circle cx="${x(bitsPerChar)}" cy="${y(row)}" r="5"/>` +
      `<text class="muted" x="${Number(x(bitsPerChar)) + 12}" y="${y(row) + 4}">${bitsPerChar.toFixed(3)}</text>`,
  );
  const size = `width="${width.toFixed(0)}" height="${height}" viewBox="0 0 ${width.toFixed(0)} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="Held-out bits per character of each run">
<style>
svg { background: #ffffff; font: 12px system-ui, sans-serif; } text { fill: #1f1f1f; } circle { fill: #1a85ff; }
.muted { fill: #616161; } .grid { stroke: #e5e5e5; }
@media (prefers-color-scheme: dark) {
svg { background: #1f1f1f; } text { fill: #cccccc; } circle { fill: #3794ff; } .muted { fill: #9d9d9d; } .grid { stroke: #3c3c3c; }
}
</style>
<text x="${left}" y="24">bits per character of held-out text; lower is better</text>
${[...lines, ...dots].join('\n')}
</svg>
`;
}

/** With a margin, and never empty. */
function padded(low: number, high: number): readonly [number, number] {
  const margins = 0.08 * (high - low) || 0.1;
  return [low - margins, high + margins];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
