// Starts the host without an editor, and records what it tells.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { thisProcess } from '../../src/host/storage/writerLock.ts';
import { programNames, type HostMessage, type HostOptions, type HostOrder, type ProgramName } from './hostMessages.ts';
import { holdsWithin } from '../../test/holdsWithin.ts';

/** To start, to find a hang, and to end what does not end by itself, also on a busy machine. */
export const longestMs = 120_000;
/** The supervisor starts a program again after so many exits within the time. */
const [mostRestarts, restartWindowMs] = [3, 10 * 60_000];

export interface Exit {
  readonly program: ProgramName;
  readonly reason: string;
}

export interface Host {
  readonly pid: number;
  /** Of all programs that it has started. */
  readonly childPids: ReadonlySet<number>;
  readonly exits: readonly Exit[];
  /** Errors, and restarts that are not allowed. */
  readonly problems: readonly string[];
  /** The newest checkpoint that was reported as saved, and the number of such reports. */
  readonly saved: { readonly steps: number; readonly count: number };
  /** Trainings that used their budget. */
  readonly trainings: readonly { readonly budgetMs: number; readonly tookMs: number }[];
  pidOf(program: ProgramName): number | undefined;
  /** Whether it has done some work since it was started last. */
  works(program: ProgramName): boolean;
  /** From now on it does not work, until it has done some work again. */
  forgetWork(program: ProgramName): void;
  /** Whether all programs work and a checkpoint was saved. */
  isUp(): boolean;
  hasEnded(): boolean;
  send(order: HostOrder): void;
  signal(signal: NodeJS.Signals): void;
}

export function startHost(options: HostOptions): Host {
  const program = fileURLToPath(new URL('./hostProgram.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(options)], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const pids = new Map<ProgramName, number | undefined>();
  const childPids = new Set<number>();
  const atWork = new Set<ProgramName>();
  const exits: Exit[] = [];
  const problems: string[] = [];
  const trainings: { budgetMs: number; tookMs: number }[] = [];
  const exitTimes = new Map<ProgramName, number[]>(programNames.map((name) => [name, []]));
  const saved = { steps: 0, count: 0 };
  const send = (order: HostOrder): void => void (child.connected && child.send(order, () => undefined));

  const recentExits = (name: ProgramName): number =>
    exitTimes.get(name)!.filter((at) => at > performance.now() - restartWindowMs).length;

  child.on('message', (message: HostMessage) => {
    switch (message.type) {
      case 'saved':
        saved.steps = Math.max(saved.steps, message.steps);
        saved.count++;
        break;
      case 'started':
        if (recentExits(message.program) > mostRestarts) problems.push(`the ${message.program} was started too often`);
        atWork.delete(message.program);
        pids.set(message.program, message.pid);
        if (message.pid !== undefined) childPids.add(message.pid);
        break;
      case 'works':
        atWork.add(message.program);
        break;
      case 'exit':
        atWork.delete(message.program);
        exits.push(message);
        exitTimes.get(message.program)!.push(performance.now());
        break;
      case 'unavailable':
        if (recentExits(message.program) <= mostRestarts) problems.push(`the ${message.program} is not available`);
        exitTimes.set(message.program, []);
        send({ type: 'allow restarts', program: message.program });
        break;
      case 'trained':
        trainings.push(message);
        break;
      case 'error':
        problems.push(message.message);
    }
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid!,
    childPids,
    exits,
    problems,
    saved,
    trainings,
    send,
    hasEnded,
    pidOf: (name) => pids.get(name),
    works: (name) => atWork.has(name),
    forgetWork: (name) => void atWork.delete(name),
    isUp: () => programNames.every((name) => atWork.has(name)) && saved.count > 0,
    signal: (signal) => void child.kill(signal),
  };
}

/** False: it did not become true. */
export const until = (holds: () => boolean | Promise<boolean>, patienceMs = longestMs): Promise<boolean> =>
  holdsWithin(patienceMs, holds, 10);

/** False also for a process that has ended and whose parent does not know it yet. */
export const { isAlive } = thisProcess;
