// The end of a program that the host has started, as a thread or as a process of its own.
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { type ProgramUsage, usageOfProcess, usageOfThread } from '../protocol/programUsage.ts';
import type { Port } from '../protocol/rpc.ts';

export interface HostPort {
  /** Keeps the messages that arrive before there is a listener. */
  readonly port: Port;
  readonly isProcess: boolean;
  /** What the host has started it with. */
  readonly options: unknown;
  /** Memory and CPU time of this program. */
  usage(): ProgramUsage;
}

/** A process ends when the host is gone, and collects its garbage after `restMs` milliseconds without a message. @throws Error if the host has not started this program. */
export function hostPort(restMs = 5000): HostPort {
  const thread = parentPort;
  if (thread) {
    return {
      port: {
        post: (message) => thread.postMessage(message),
        listen: (listener) => void thread.on('message', listener),
      },
      isProcess: false,
      options: workerData,
      usage: () => usageOfThread(process, () => performance.eventLoopUtilization().active),
    };
  }
  if (!process.send) throw new Error('The host starts this program.');
  const send = process.send.bind(process);
  const rest = setTimeout(collectGarbage, restMs).unref();
  process.once('disconnect', () => process.exit());
  return {
    port: {
      post: (message) => {
        rest.refresh();
        send(message);
      },
      listen: (listener) =>
        void process.on('message', (message) => {
          rest.refresh();
          listener(message);
        }),
    },
    isProcess: true,
    options: JSON.parse(process.argv[2] ?? '{}'),
    usage: () => usageOfProcess(process),
  };
}

/**
 * V8 collects garbage when a program allocates memory, so that one that rests keeps what it does not use any more. `last-resort` also
 * gives the pages back. The function is there because of `--expose-gc`.
 */
function collectGarbage(): void {
  const { gc } = globalThis as { gc?: (options: object) => void };
  gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
