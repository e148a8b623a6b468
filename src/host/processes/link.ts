// A thread or a process as a typed channel that can die: whoever holds the link hears of it once, with the reason.
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import type { Channel } from '../../protocol/channel.ts';

export interface Link<In, Out> extends Channel<In, Out> {
  /** The one listener for a death that nobody asked for. */
  onDeath(listener: (reason: string) => void): void;
  /** Ends it; that is no death. */
  close(): void;
}

/** `file`: path of the worker's bundle; `workerData`: what it is told at its start. */
export function startWorker<In, Out>(file: string, name: string, workerData?: object): Link<In, Out> {
  const worker = new Worker(file, { name, workerData, execArgv: [] });
  const life = mortal(() => void worker.terminate());
  worker.on('error', (error) => life.end(error.message));
  worker.on('messageerror', (error) => life.end(error.message));
  worker.on('exit', (code) => life.end(`exit code ${code}`));
  return {
    ...life.link,
    send: (message, transfer = []) => worker.postMessage(message, transfer),
    // Both ends come out of one build and share these types.
    receive: (listener) => void worker.on('message', (message: In) => listener(message)),
  };
}

/** The same for a bundle that runs as a process of its own. */
export function startProcess<In, Out extends object>(file: string, args: readonly string[]): Link<In, Out> {
  const child = fork(file, args, {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // The desktop editor's executable is a Node only when it is told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const life = mortal(() => void child.kill());
  child.on('error', (error) => life.end(error.message));
  child.on('exit', (code, signal) => life.end(signal ?? `exit code ${code}`));
  return {
    ...life.link,
    // The callback takes the error of a child that is gone: its exit tells.
    send: (message) => void child.send(message, () => undefined),
    receive: (listener) => void child.on('message', (message) => listener(message as In)),
  };
}

function mortal(terminate: () => void): {
  end(reason: string): void;
  readonly link: Pick<Link<never, never>, 'onDeath' | 'close'>;
} {
  let over = false;
  let died = (reason: string): void => void reason;
  return {
    end: (reason) => {
      if (over) return;
      over = true;
      died(reason);
    },
    link: {
      onDeath: (listener) => {
        died = listener;
      },
      close: () => {
        over = true;
        terminate();
      },
    },
  };
}
