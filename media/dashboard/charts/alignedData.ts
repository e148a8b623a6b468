// The data of the loss chart as uPlot needs it: one ascending x for all series, with null where a series has no point,
// decimated to the width of the chart.
import { bisector, minIndex } from 'd3-array';
import type { HeldOutPoint } from '../../../src/protocol/learner.ts';
import type { RunState } from '../../../src/protocol/runState.ts';
import { itemsOf, lastOf } from '../../../src/protocol/series.ts';
import type { Axis } from '../state/axis.ts';
import type { LossCurve, Metric } from '../state/lossCurve.ts';

type Gapped = (number | null)[];
export type LossData = readonly [x: number[], raw: Gapped, smooth: Gapped, heldOut: Gapped];

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The range of the whole run. */
export function wholeRange(curve: LossCurve, { heldOut }: Pick<RunState, 'heldOut'>, axis: Axis): Range {
  const first = Math.min(curve.length > 0 ? curve[axis].at(0) : Infinity, itemsOf(heldOut)[0]?.[axis] ?? Infinity);
  const to = Math.max(curve[axis].last ?? 0, lastOf(heldOut)?.[axis] ?? 0);
  return { from: Math.min(first, to), to };
}

interface Visible {
  readonly axis: Axis;
  readonly visible: Range;
  /** About this number of points. */
  readonly budget: number;
}

/** The points of one metric inside the range, and one point beyond each end, so that the lines reach the edges. */
export function visiblePoints(curve: LossCurve, metric: Metric, { axis, visible, budget }: Visible): readonly number[] {
  const xs = curve[axis];
  const first = Math.max(0, xs.firstNotBelow(visible.from) - 1);
  const end = Math.min(curve.length, xs.firstNotBelow(visible.to) + 2);
  return curve[metric].decimate(first, end, budget);
}

/** The visible steps and evaluations in one order. Without any, the range alone: other runs may be drawn in it. */
export function alignLossData(curve: LossCurve, heldOut: readonly HeldOutPoint[], part: Visible): LossData {
  const { axis, visible } = part;
  const { from, to } = visible;
  if (curve.length === 0) {
    const gaps = [null, null];
    return [[from, to], gaps, gaps, gaps];
  }
  const xs = curve[axis];
  const kept = visiblePoints(curve, 'lossBits', part);
  const { left, right } = bisector((point: HeldOutPoint) => point[axis]);
  const held = heldOut.slice(Math.max(0, left(heldOut, from) - 1), right(heldOut, to) + 1);
  const data: LossData = [[], [], [], []];
  let nextHeld = 0;
  const push = (x: number, raw: number | null, smooth: number | null, heldBits: number | null) => {
    data[0].push(x);
    data[1].push(raw);
    data[2].push(smooth);
    data[3].push(heldBits);
  };
  for (const index of kept) {
    const x = xs.at(index);
    while (nextHeld < held.length && held[nextHeld]![axis] < x) {
      push(held[nextHeld]![axis], null, null, held[nextHeld]!.bitsPerChar);
      nextHeld++;
    }
    push(x, curve.lossBits.at(index), curve.smoothLoss.at(index), null);
  }
  for (; nextHeld < held.length; nextHeld++) push(held[nextHeld]![axis], null, null, held[nextHeld]!.bitsPerChar);
  return data;
}

/** The last value of a series at or before an index. */
export function lastValueAt(series: Gapped, index: number): number | undefined {
  for (let at = index; at >= 0; at--) {
    const value = series[at];
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}

/** The index of the value of a series that is nearest on the axis to an index. -1: it has none. */
export function nearestIndex(x: readonly number[], series: Gapped, index: number): number {
  return minIndex(x, (position, at) => (series[at] === null ? NaN : Math.abs(position - x[index]!)));
}
