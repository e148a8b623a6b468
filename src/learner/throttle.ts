// What is done beside the training, again and again, rests in between: a slow machine would do hardly anything else.

export interface Throttle {
  /** From one beginning to the next, at least. */
  readonly everyMs: number;
  /** It takes at most this part of the time, however slow the machine is: 0..1. */
  readonly part: number;
}

/** When it falls due again, on the clock by which it began and ended. */
export function nextDue(beganAt: number, endedAt: number, { everyMs, part }: Throttle): number {
  return beganAt + Math.max(everyMs, (endedAt - beganAt) / part);
}
