// Measures how late timers run in this thread: the longest blocks of its event loop, with the CPU time that the thread used in them.
// A block with little CPU time is caused by other programs that use the processor.
import {
  createHistogram,
  monitorEventLoopDelay,
  performance,
  PerformanceObserver,
  type RecordableHistogram,
} from 'node:perf_hooks';

/** Between two turns of the timer, in milliseconds. */
const interval = 5;
/** Resolution of Node's own monitor, in milliseconds. Its values include it. */
const resolution = 10;
const longestBlocks = 15;

export interface Block {
  /** Seconds since the start of the measurement. */
  readonly at: number;
  readonly ms: number;
  /** CPU time of the thread in the block, in milliseconds. */
  readonly cpuMs: number;
  /** Garbage collection that began in the block, in milliseconds. */
  readonly gcMs: number;
}

export interface EventLoopReport {
  readonly turns: number;
  /** Lateness of a timer, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** CPU time of the thread between two turns, in milliseconds. */
  readonly cpuP99: number;
  readonly longestCpu: number;
  readonly blocksAbove50ms: number;
  readonly blocksAbove50msCpu: number;
  /** p99 and maximum of `monitorEventLoopDelay`, without its resolution. */
  readonly node: { readonly p99: number; readonly longest: number };
  /** Share of the time in which the event loop had work. */
  readonly utilization: number;
  readonly blocks: readonly Block[];
}

export interface EventLoopMeter {
  /** Ends the current phase and starts the next one. */
  report(): EventLoopReport;
  /** The next turn is not counted: the measurement itself has blocked the thread. */
  skip(): void;
  stop(): void;
}

/** `onBlock` is called for each block of more than 30 ms of CPU time, with its start and end by `performance.now()`. */
export function measureEventLoop(onBlock: (from: number, to: number) => void): EventLoopMeter {
  const began = performance.now();
  const node = monitorEventLoopDelay({ resolution });
  node.enable();
  let collections: { startTime: number; duration: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    collections.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })));
    collections = collections.slice(-200);
  });
  observer.observe({ entryTypes: ['gc'] });

  let late = createHistogram();
  let cpu = createHistogram();
  let blocks: Block[] = [];
  let [above, aboveCpu] = [0, 0];
  let utilization = performance.eventLoopUtilization();
  let last = performance.now();
  let lastCpu = cpuMs();
  let isSkipped = false;
  let timer = setTimeout(turn, interval);

  function turn(): void {
    const [now, nowCpu] = [performance.now(), cpuMs()];
    const [ms, used] = [Math.max(0, now - last - interval), nowCpu - lastCpu];
    if (!isSkipped) {
      recordMicroseconds(late, ms);
      recordMicroseconds(cpu, used);
      above += Number(ms > 50);
      aboveCpu += Number(used > 50);
      if (ms > 20) addBlock(last, now, ms, used);
      if (used > 30) onBlock(last, now);
    }
    isSkipped = false;
    [last, lastCpu] = [performance.now(), cpuMs()];
    timer = setTimeout(turn, interval);
  }

  function addBlock(from: number, to: number, ms: number, used: number): void {
    const gcMs = collections
      .filter(({ startTime }) => startTime >= from && startTime <= to)
      .reduce((sum, { duration }) => sum + duration, 0);
    blocks.push({ at: rounded((from - began) / 1000), ms: rounded(ms), cpuMs: rounded(used), gcMs: rounded(gcMs) });
    blocks.sort((a, b) => b.cpuMs - a.cpuMs);
    blocks = blocks.slice(0, longestBlocks);
  }

  return {
    report: () => {
      const now = performance.eventLoopUtilization();
      const report = {
        turns: late.count,
        p50: percentile(late, 50),
        p99: percentile(late, 99),
        longest: percentile(late, 100),
        cpuP99: percentile(cpu, 99),
        longestCpu: percentile(cpu, 100),
        blocksAbove50ms: above,
        blocksAbove50msCpu: aboveCpu,
        node: {
          p99: rounded(node.percentile(99) / 1e6 - resolution),
          longest: rounded(node.max / 1e6 - resolution),
        },
        utilization: rounded(performance.eventLoopUtilization(now, utilization).utilization),
        blocks,
      };
      [late, cpu, blocks, above, aboveCpu, utilization] = [createHistogram(), createHistogram(), [], 0, 0, now];
      node.reset();
      return report;
    },
    skip: () => void (isSkipped = true),
    stop: () => {
      clearTimeout(timer);
      node.disable();
      observer.disconnect();
    },
  };
}

/** CPU time of this thread so far. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function recordMicroseconds(histogram: RecordableHistogram, ms: number): void {
  histogram.record(Math.max(1, Math.round(ms * 1000)));
}

const percentile = (histogram: RecordableHistogram, part: number): number =>
  histogram.count === 0 ? 0 : rounded(histogram.percentile(part) / 1000);

const rounded = (value: number): number => Math.round(value * 100) / 100;
