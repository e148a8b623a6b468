// Names the functions that used the CPU time of blocks: a sampling profile of this thread that is read after every part of a minute.
import { Session, type Profiler } from 'node:inspector';

const partMs = 20_000;
const samplingIntervalUs = 1000;

export interface BlockProfile {
  addBlock(from: number, to: number): void;
  /** CPU time in blocks by function, in milliseconds, the longest first. */
  report(): readonly { readonly ms: number; readonly stack: string }[];
  stop(): void;
}

/** `onRead` is called before the profile of a part is read, which blocks the thread. */
export function profileBlocks(onRead: () => void): BlockProfile {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: samplingIntervalUs });
  session.post('Profiler.start');
  const found = new Map<string, number>();
  let blocks: { from: number; to: number }[] = [];
  const timer = setInterval(() => {
    if (blocks.length > 0) onRead();
    session.post('Profiler.stop', (_, { profile }) => read(profile));
    session.post('Profiler.start');
    onRead();
  }, partMs);

  function read({ nodes, samples = [], timeDeltas = [], startTime, endTime }: Profiler.Profile): void {
    const now = performance.now() * 1000;
    const inBlocks = blocks;
    blocks = [];
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
    let at = startTime;
    samples.forEach((id, index) => {
      at += timeDeltas[index] ?? 0;
      const ms = (now - (endTime - at)) / 1000;
      if (!inBlocks.some(({ from, to }) => ms >= from && ms <= to)) return;
      const frames: string[] = [];
      for (let node = byId.get(id); node && frames.length < 12; node = byId.get(parents.get(node.id) ?? -1)) {
        const { functionName, url, lineNumber } = node.callFrame;
        frames.push(`${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}`);
      }
      const stack = frames.join(' < ');
      found.set(stack, (found.get(stack) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
    });
  }

  return {
    addBlock: (from, to) => void blocks.push({ from, to }),
    report: () =>
      Array.from(found, ([stack, ms]) => ({ ms: Math.round(ms), stack }))
        .sort((a, b) => b.ms - a.ms)
        .slice(0, 40),
    stop: () => {
      clearInterval(timer);
      session.disconnect();
    },
  };
}
