// Prints the results as text.
import type { Figure } from './measure.ts';
import type { Result } from './result.ts';

const thousands = ({ median, min, max }: Figure) =>
  `${(median / 1000).toFixed(1)} k/s (${(min / 1000).toFixed(1)}-${(max / 1000).toFixed(1)})`;

export function printResult(result: Result): string {
  const { cell, hidden, streams, length, threads, mode, charsPerSecond, peers, ofLimit } = result;
  const shape = `${cell} ${hidden}, ${streams} × ${length}, ${mode}, ${threads} thread${threads > 1 ? 's' : ''}`;
  const limit = ofLimit === undefined ? '' : `, ${(100 * ofLimit).toFixed(0)} % of the limit`;
  const against = Object.entries(peers).map(
    ([name, figure]) => `${name} ${thousands(figure)}: ${(charsPerSecond.median / figure.median).toFixed(2)} ×`,
  );
  return [`${shape}: ${thousands(charsPerSecond)}${limit}`, ...against].join('\n    ');
}

export function printSampling(figures: Readonly<Record<string, Figure>>): string {
  const lines = Object.entries(figures).map(([name, { median }]) => `${name} ${(50_000 / median).toFixed(2)} ms`);
  return `50 sampled characters, hidden 256: ${lines.join(', ')}`;
}
