// Watches the event loop of this thread: every turn is measured, in wall time and in CPU time.

/** Milliseconds, rounded to tenths. */
export interface LongestTurn {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export function watchEventLoop(): { stop(): LongestTurn } {
  let [wallMs, cpuMs, isOver] = [0, 0, false];
  const cpu = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [lastWall, lastCpu] = [performance.now(), cpu()];
  const measure = (): void => {
    const [nowWall, nowCpu] = [performance.now(), cpu()];
    wallMs = Math.max(wallMs, nowWall - lastWall);
    cpuMs = Math.max(cpuMs, nowCpu - lastCpu);
    [lastWall, lastCpu] = [nowWall, nowCpu];
  };
  const next = (): void => {
    measure();
    if (!isOver) setImmediate(next);
  };
  setImmediate(next);
  return {
    stop: () => {
      isOver = true;
      measure();
      return { wallMs: tenths(wallMs), cpuMs: tenths(cpuMs) };
    },
  };
}

export const tenths = (ms: number): number => Math.round(ms * 10) / 10;
