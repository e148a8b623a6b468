// Limits how much time recurring work beside the training takes, however slow the machine is.

export interface Throttle {
  /** Least time from one start to the next. */
  readonly minIntervalMs: number;
  /** Largest share of the time that the work takes: 0..1. */
  readonly maxShare: number;
}

/** The next start of work that ran from `startedAt` to `endedAt`, on the same clock (ms). */
export function nextDue(startedAt: number, endedAt: number, { minIntervalMs, maxShare }: Throttle): number {
  return startedAt + Math.max(minIntervalMs, (endedAt - startedAt) / maxShare);
}
