// The end of a program that the host has started, as a thread or as a process of its own.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
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
  /**
   * Settles when the system has taken all messages, or after a while if the host reads nothing. A large message goes in parts, one in each
   * turn of the event loop. A program that computes between two turns waits for this: else the host gets its messages many seconds late.
   */
  sent(): Promise<void>;
}

/**
 * A process ends when the host is gone, and collects its garbage after `restMs` milliseconds without a message. `sent` waits at most
 * `sendingMs`. @throws Error if the host has not started this program.
 */
export function hostPort(restMs = 5000, sendingMs = 100): HostPort {
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
      sent: async () => undefined,
    };
  }
  if (!process.send) throw new Error('The host starts this program.');
  const send = process.send.bind(process);
  const rest = setTimeout(collectGarbage, restMs).unref();
  process.once('disconnect', () => process.exit());
  let sending = 0;
  let allSent = (): void => undefined;
  const taken = (): void => {
    if (--sending === 0) allSent();
  };
  return {
    port: {
      post: (message) => {
        rest.refresh();
        sending++;
        send(message, undefined, undefined, taken);
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
    sent: async () => {
      if (sending > 0) await Promise.race([new Promise<void>((resolve) => (allSent = resolve)), sleep(sendingMs)]);
    },
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
