// Finds a thread or process that hangs. While it works it is pinged regularly; any message counts as a sign of life.

/** Pings within the time that it may be silent. */
const ticks = 10;

export interface WatchdogOptions {
  /** Time of work without a sign of life after which it hangs. */
  readonly silentMs: number;
  /** How much of the last `elapsedMs` milliseconds the other end could work. Default: all of it. */
  workTime?(elapsedMs: number): number;
  /** Resolves when the other end answers. */
  ping(): Promise<unknown>;
  /** Called once. The watchdog is off then. */
  onHang(): void;
}

export interface Watchdog {
  /** Watches while there is work. */
  setBusy(isBusy: boolean): void;
  signOfLife(): void;
}

/**
 * Counts its own ticks instead of reading a clock: a computer that sleeps, or a host that is busy, does not look like a hang. A tick
 * counts as far as the other end could work.
 */
export function createWatchdog({ silentMs, workTime, ping, onHang }: WatchdogOptions): Watchdog {
  const tickMs = silentMs / ticks;
  let timer: NodeJS.Timeout | undefined;
  let silentTicks = 0;
  let isPinging = false;

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  function sendPing(): void {
    if (isPinging) return;
    isPinging = true;
    ping().then(
      () => (isPinging = false),
      () => (isPinging = false),
    );
  }

  function tick(): void {
    silentTicks += workTime ? workTime(tickMs) / tickMs : 1;
    if (silentTicks < ticks) return sendPing();
    stop();
    onHang();
  }

  return {
    setBusy: (isBusy) => {
      if (isBusy === (timer !== undefined)) return;
      if (!isBusy) return stop();
      silentTicks = 0;
      timer = setInterval(tick, tickMs);
      timer.unref();
    },
    signOfLife: () => {
      silentTicks = 0;
    },
  };
}
