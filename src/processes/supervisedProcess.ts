// A thread or process that is started on demand, watched while it works, and killed if it does not stop. When it exits or hangs,
// its waiting calls are rejected and the exit is reported once. It can be started again a limited number of times.
import type { ProgramUsage } from '../protocol/programUsage.ts';
import { connect, type Connection, type EventsOf } from '../protocol/rpc.ts';
import type { Program } from './program.ts';
import { createWatchdog } from './watchdog.ts';
import { createWorkTime } from './workTime.ts';

export interface SupervisedOptions<Api> {
  /** The subject of error messages: 'The predictor'. */
  readonly name: string;
  start(): Program;
  /** The events of its interface. */
  readonly events: EventsOf<Api>;
  /** The functions that it may call in the host. */
  readonly handlers: object;
  /** Called once for each exit that was not asked for, after the waiting calls are rejected. */
  onExit(error: ExitError): void;
  /** Reports what cannot be sent, handled or understood. */
  onError(error: Error): void;
  /** Time of work without a sign of life after which the program is ended. */
  readonly silentMs?: number;
  /** Milliseconds, monotonic. */
  now?(): number;
}

/** The reason of calls that are rejected because the program exited or hung. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  /** Without its subject: 'exit code 7', 'SIGKILL'. */
  readonly reason: string;

  constructor(subject: string, reason: string) {
    super(`${subject} stopped: ${reason}`);
    this.reason = reason;
  }
}

/** After this many exits within the time it is not started again, until the user asks for it. */
const mostRestarts = 3;
const restartWindowMs = 10 * 60_000;
const silentMs = 10_000;
/** Between asking a program to end and ending it. */
const killAfterMs = 2000;

export class SupervisedProcess<Api extends object> {
  private readonly options: SupervisedOptions<Api>;
  private readonly now: () => number;
  private running: { readonly connection: Connection<Api>; readonly program: Program } | undefined;
  private exitsAt: number[] = [];

  constructor(options: SupervisedOptions<Api>) {
    this.options = options;
    this.now = options.now ?? (() => performance.now());
  }

  /** Undefined: it does not run. */
  get remote(): Api | undefined {
    return this.running?.connection.remote;
  }

  /** Of the process in which it runs. */
  get pid(): number {
    return this.running?.program.pid ?? process.pid;
  }

  /** Whether it runs, or has not exited too often to be started again by itself. */
  get isAvailable(): boolean {
    if (this.running) return true;
    const since = this.now() - restartWindowMs;
    this.exitsAt = this.exitsAt.filter((at) => at > since);
    return this.exitsAt.length <= mostRestarts;
  }

  /** Starts it, unless it runs. */
  start(): Api {
    if (this.running) return this.running.connection.remote;
    const { options } = this;
    const program = options.start();
    const watchdog = createWatchdog({
      silentMs: options.silentMs ?? silentMs,
      workTime: createWorkTime(() => program.pid ?? process.pid),
      ping: () => connection.ping(),
      onHang: () => {
        end(program);
        this.exited(connection, 'it does not respond');
      },
    });
    const connection = connect<Api>(program, options.handlers, {
      events: options.events,
      onError: (error) => options.onError(error),
      onBusy: (isBusy) => watchdog.setBusy(isBusy),
      onMessage: () => watchdog.signOfLife(),
    });
    program.onExit((reason) => this.exited(connection, reason));
    this.running = { connection, program };
    return connection.remote;
  }

  /** Memory and CPU time. Undefined: it does not run. */
  async usage(): Promise<ProgramUsage | undefined> {
    return this.running?.connection.usage().catch(() => undefined);
  }

  /** The user asks for it: earlier exits do not count any more. */
  allowRestarts(): void {
    this.exitsAt = [];
  }

  /** Ends it and rejects the waiting calls. Not reported as an exit. */
  close(reason = new Error(`${this.options.name} was closed.`)): void {
    const { running } = this;
    this.running = undefined;
    if (!running) return;
    end(running.program);
    running.connection.close(reason);
  }

  private exited(connection: Connection<Api>, reason: string): void {
    const error = new ExitError(this.options.name, reason);
    if (this.running?.connection !== connection) return;
    this.running = undefined;
    this.exitsAt.push(this.now());
    connection.close(error);
    this.options.onExit(error);
  }
}

/** Asks the program to stop, and kills it if it has not stopped in time. */
function end(program: Program): void {
  const timer = setTimeout(() => program.kill(), killAfterMs);
  program.onExit(() => clearTimeout(timer));
  program.stop();
}
