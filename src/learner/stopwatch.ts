// A stopwatch that does not count pauses.

export interface Stopwatch {
  elapsedMs(): number;
  pause(): void;
  resume(): void;
}

/** Starts at once. `now`: milliseconds. `elapsedMs`: time that was measured before. */
export function startStopwatch(now: () => number, elapsedMs = 0): Stopwatch {
  let startedAt = now() - elapsedMs;
  let pausedAt: number | undefined;
  return {
    elapsedMs: () => (pausedAt ?? now()) - startedAt,
    pause: () => {
      pausedAt ??= now();
    },
    resume: () => {
      if (pausedAt !== undefined) startedAt += now() - pausedAt;
      pausedAt = undefined;
    },
  };
}
