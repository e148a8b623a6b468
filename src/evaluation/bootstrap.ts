// Bootstrap intervals: how much a figure depends on the choice of files. Resamples the files with replacement.
// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, percentile intervals.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantile } from 'simple-statistics';

export type Interval = readonly [low: number, high: number];

const draws = 1000;

/** 95 % interval of `figure` over `items`, with a fixed seed. */
export function bootstrap<Item>(items: readonly Item[], figure: (resampled: readonly Item[]) => number): Interval {
  if (items.length === 0) return [0, 0];
  const random = xoroshiro128plus(1);
  const figures = Array.from({ length: draws }, () =>
    figure(items.map(() => items[uniformInt(random, 0, items.length - 1)]!)),
  );
  return [quantile(figures, 0.025), quantile(figures, 0.975)];
}
