// A worker thread as a typed channel that can die: whoever holds the link hears of it once, with the reason.
import { Worker } from 'node:worker_threads';
import type { Channel } from '../protocol/channel.ts';

export interface Link<In, Out> extends Channel<In, Out> {
  /** The one listener for a death that nobody asked for. */
  onDeath(listener: (reason: string) => void): void;
  /** Ends the thread; that is no death. */
  close(): void;
}

/** `file`: path of the worker's bundle. */
export function startWorker<In, Out>(file: string, name: string): Link<In, Out> {
  const worker = new Worker(file, { name, execArgv: [] });
  let over = false;
  let died = (reason: string): void => void reason;
  const end = (reason: string): void => {
    if (over) return;
    over = true;
    died(reason);
  };
  worker.on('error', (error) => end(error.message));
  worker.on('messageerror', (error) => end(error.message));
  worker.on('exit', (code) => end(`exit code ${code}`));
  return {
    send: (message, transfer = []) => worker.postMessage(message, transfer),
    // Both ends come out of one build and share these types.
    receive: (listener) => void worker.on('message', (message: In) => listener(message)),
    onDeath: (listener) => {
      died = listener;
    },
    close: () => {
      over = true;
      void worker.terminate();
    },
  };
}
