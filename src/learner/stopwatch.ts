// Time that passes only while running.

export interface Stopwatch {
  elapsedMs(): number;
  pause(): void;
  resume(): void;
}

/** Runs from the start; `now` in milliseconds. */
export function startStopwatch(now: () => number): Stopwatch {
  let begunAt = now();
  let pausedAt: number | undefined;
  return {
    elapsedMs: () => (pausedAt ?? now()) - begunAt,
    pause: () => {
      pausedAt ??= now();
    },
    resume: () => {
      if (pausedAt !== undefined) begunAt += now() - pausedAt;
      pausedAt = undefined;
    },
  };
}
