// A list of bounded length that covers all of a training evenly. Plain data: it can be sent to another process, and goes on
// there in the same way.

export interface Series<T> {
  readonly items: readonly T[];
  /** The number of added items that one of `items` stands for; doubles whenever the list is full. */
  readonly stride: number;
  /** The newest items, fewer than `stride`, merged into one; undefined where there are none. */
  readonly pending: { readonly item: T; readonly count: number } | undefined;
}

export interface SeriesRule<T> {
  /** `items` never holds as many as this. */
  readonly capacity: number;
  /** Merges two neighbors into one item; `weight` is the number of items of the later one's kind that the earlier one stands for. */
  readonly merge: (earlier: T, later: T, weight: number) => T;
}

export const emptySeries: Series<never> = { items: [], stride: 1, pending: undefined };

/** When the list is full, each two neighbors become one; later items are merged by the same stride. */
export function appendTo<T>(series: Series<T>, added: readonly T[], { capacity, merge }: SeriesRule<T>): Series<T> {
  let items = [...series.items];
  let { stride, pending } = series;
  for (const item of added) {
    pending = pending
      ? { item: merge(pending.item, item, pending.count), count: pending.count + 1 }
      : { item, count: 1 };
    if (pending.count < stride) continue;
    items.push(pending.item);
    pending = undefined;
    if (items.length < capacity) continue;
    items = halved(items, merge);
    stride *= 2;
  }
  return { items, stride, pending };
}

function halved<T>(items: readonly T[], merge: SeriesRule<T>['merge']): T[] {
  const pairs = Math.floor(items.length / 2);
  return Array.from({ length: pairs }, (_, pair) => merge(items[2 * pair]!, items[2 * pair + 1]!, 1));
}

/** A series that begins with these items, or with the newest of them where they are too many. */
export function seriesOf<T>(items: readonly T[], { capacity }: SeriesRule<T>): Series<T> {
  return { ...emptySeries, items: items.slice(-capacity + 1) };
}

export function itemsOf<T>({ items, pending }: Series<T>): readonly T[] {
  return pending ? [...items, pending.item] : items;
}

export function lastOf<T>({ items, pending }: Series<T>): T | undefined {
  return pending ? pending.item : items.at(-1);
}

/** Only the items for which `holds` is true. */
export function filterSeries<T>(series: Series<T>, holds: (item: T) => boolean): Series<T> {
  return { items: itemsOf(series).filter(holds), stride: series.stride, pending: undefined };
}
