// What the benchmark says about many times in milliseconds.
import { quantile } from 'simple-statistics';
import { bootstrap } from '../../src/evaluation/bootstrap.ts';

const median = (values: readonly number[]): number => (values.length > 0 ? quantile([...values], 0.5) : 0);

export function spread(values: readonly number[]) {
  if (values.length === 0) return { count: 0 };
  return { count: values.length, p50: median(values), p95: quantile([...values], 0.95) };
}

type Samples = readonly { readonly ms: number; readonly isOther: boolean }[];

/** Of the medians, with its 95 % interval. */
export function differenceOf(some: readonly number[], others: readonly number[]) {
  const samples: Samples = [
    ...some.map((ms) => ({ ms, isOther: false })),
    ...others.map((ms) => ({ ms, isOther: true })),
  ];
  const medianOf = (among: Samples, isOther: boolean) =>
    median(among.filter((sample) => sample.isOther === isOther).map(({ ms }) => ms));
  const difference = (among: Samples) => medianOf(among, false) - medianOf(among, true);
  return { difference: difference(samples), differenceInterval: bootstrap(samples, difference) };
}
