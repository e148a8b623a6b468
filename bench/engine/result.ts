// The result of one case, as in the JSON output.
import type { Case } from './cases.ts';
import type { Figure } from './measure.ts';

export interface Result extends Case {
  readonly threads: number;
  readonly mode: 'plain' | 'wide';
  readonly charsPerSecond: Figure;
  readonly peers: Readonly<Record<string, Figure>>;
  /**
   * Share of the machine's limit (the multiply-add loop of that width, times the threads). The median over the rounds, each relative to
   * the limit in the same round, because the speed of a shared machine varies.
   */
  readonly ofLimit: number | undefined;
}
