// What one case came to, as it stands in the JSON.
import type { Case } from './cases.ts';
import type { Figure } from './measure.ts';

export interface Result extends Case {
  readonly threads: number;
  readonly mode: 'plain' | 'wide';
  readonly charsPerSecond: Figure;
  readonly peers: Readonly<Record<string, Figure>>;
  /**
   * Of the register-only multiply-add loop of that width, times the threads: the median of the rounds, each by what the loop
   * reached in that round, as a machine that others use too has better and worse seconds.
   */
  readonly ofLimit: number | undefined;
}
