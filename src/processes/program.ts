// Starts a bundle as a worker thread or as a process of its own, with one interface for both.
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import type { Port } from '../protocol/rpc.ts';

/** A running thread or process. */
export interface Program extends Port {
  /** Undefined: a thread of this process, or a process that could not be started. */
  readonly pid?: number | undefined;
  /** Sets the only listener for its end, which is called once, with the reason. */
  onExit(listener: (reason: string) => void): void;
  /** Asks it to end. A process may ignore it. */
  stop(): void;
  /** Ends it, whatever it does. */
  kill(): void;
}

/** V8's heap only: texts and objects. The memory of kernels comes on top of it. */
export const heapLimitMb = 4096;
/** V8 collects garbage the later, the higher its limits are, and keeps the pages of a heap that has shrunk: threads in the host stay. */
const threadHeapMb = { old: 1024, young: 8 };
/** V8 has two or three such spaces for new objects. They grow to 16 MB each by default, and stay so. */
const semiSpaceMb = 2;
/** For a program that gets this much text: each UTF-16 unit may take two bytes, and the text may come again before it is learned. */
export const heapMbForText = (units: number): number => 256 + Math.ceil((4 * units) / 2 ** 20);

/** `file`: path of the bundle. */
export function startThread(file: string, name: string, options?: object, heapMb = threadHeapMb.old): Program {
  const resourceLimits = { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: threadHeapMb.young };
  const worker = new Worker(file, { name, workerData: options, execArgv: [], resourceLimits });
  const exit = once();
  worker.on('error', (error) => exit.report(error.message));
  worker.on('messageerror', (error) => exit.report(error.message));
  worker.on('exit', (code) => exit.report(`exit code ${code}`));
  // V8 interrupts a thread between any two loop iterations: there is nothing to ask it first.
  const terminate = (): void => void worker.terminate();
  return {
    post: (message) => worker.postMessage(message),
    listen: (listener) => void worker.on('message', listener),
    onExit: exit.listen,
    stop: terminate,
    kill: terminate,
  };
}

/** `options`: values that JSON has. */
export function startProcess(file: string, options: object = {}, heapMb = heapLimitMb): Program {
  const child = fork(file, [JSON.stringify(options)], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heapMb}`, `--max-semi-space-size=${semiSpaceMb}`, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: cleanEnvironment(process.env),
  });
  const exit = once();
  const kill = (): void => void child.kill('SIGKILL');
  // A process that hangs does not notice that the host is gone.
  process.once('exit', kill);
  const end = (reason: string): void => {
    process.off('exit', kill);
    exit.report(reason);
  };
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`));
  return {
    pid: child.pid,
    // The callback takes the error of a process that is gone: its exit is reported anyway.
    post: (message) => void (child.connected && child.send(message as object, () => undefined)),
    listen: (listener) => void child.on('message', listener),
    onExit: exit.listen,
    stop: () => void child.kill('SIGTERM'),
    kill,
  };
}

/**
 * The first program; if it ends before its first message, the second, which gets all messages of the first. Some machines
 * do not let the editor start processes.
 */
export function startWithFallback(first: () => Program, second: () => Program): Program {
  let sent: unknown[] | undefined = [];
  let onMessage = (message: unknown): void => void message;
  const exit = once();
  let program = first();
  const listen = (): void => {
    program.listen((message) => {
      sent = undefined;
      onMessage(message);
    });
  };
  listen();
  let isStopped = false;
  program.onExit((reason) => {
    if (sent === undefined || isStopped) return exit.report(reason);
    const waiting = sent;
    sent = undefined;
    program = second();
    listen();
    program.onExit(exit.report);
    for (const message of waiting) program.post(message);
  });
  return {
    get pid() {
      return program.pid;
    },
    post: (message) => {
      sent?.push(message);
      program.post(message);
    },
    listen: (listener) => (onMessage = listener),
    onExit: exit.listen,
    stop: () => {
      isStopped = true;
      program.stop();
    },
    kill: () => {
      isStopped = true;
      program.kill();
    },
  };
}

/**
 * What the process of a bundle needs. Left out is above all what changes Node's behavior (NODE_OPTIONS) and what other
 * extensions set for their own processes.
 */
const passedOn = [
  'HOME',
  'LANG',
  'LD_LIBRARY_PATH',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
  'WINDIR',
];

/** glibc gives large arrays back when they are freed. It raises this limit by itself, up to 32 MB, unless it is set (mallopt(3)). */
const mallocSettings = { MALLOC_MMAP_THRESHOLD_: '262144' };

export function cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => passedOn.includes(name.toUpperCase()));
  // The desktop editor's executable is Node only with this variable.
  return { ...Object.fromEntries(kept), ...mallocSettings, ELECTRON_RUN_AS_NODE: '1' };
}

/** Passes on the first report only. */
function once(): { report(reason: string): void; listen(listener: (reason: string) => void): void } {
  let isOver = false;
  let onReport = (reason: string): void => void reason;
  return {
    report: (reason) => {
      if (isOver) return;
      isOver = true;
      onReport(reason);
    },
    listen: (listener) => (onReport = listener),
  };
}
