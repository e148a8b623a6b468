// The order of runs by their start. A run that began in the future was dated by a wrong clock: it counts as older than all others, so that
// it takes the place of no newer one.

/** Compares starts, in milliseconds since 1970. */
export function newestFirst(now = Date.now()): (oneMs: number, otherMs: number) => number {
  return (oneMs, otherMs) => Number(oneMs > now) - Number(otherMs > now) || otherMs - oneMs;
}
