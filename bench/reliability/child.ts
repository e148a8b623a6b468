// A program for the supervisor: answers calls, and hangs on demand.
import { connect } from '../../src/protocol/rpc.ts';

export interface Child {
  pid(): Promise<number>;
  /** Never replies. */
  wait(): Promise<void>;
}

connect(
  {
    post: (message) => void process.send?.(message),
    listen: (listener) => void process.on('message', listener),
  },
  { pid: async () => process.pid, wait: () => new Promise<void>(() => undefined) } satisfies Child,
  { events: {} },
);
process.on('disconnect', () => process.exit());
