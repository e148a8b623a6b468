// Gives texts to a masker, one at a time. A text that takes too long, whatever the expression, ends the program, and another
// goes on with the next text.
import { createQueue } from '../processes/queue.ts';
import { createWatchdog } from '../processes/watchdog.ts';
import { createWorkTime } from '../processes/workTime.ts';
import { ExitError, SupervisedProcess } from '../processes/supervisedProcess.ts';
import type { Program } from '../processes/program.ts';
import { maskerEvents, type MaskerApi } from '../protocol/masker.ts';
import type { ProgramUsage } from '../protocol/programUsage.ts';
import { RemoteError } from '../protocol/rpc.ts';

/** Milliseconds in which the masker could work: on a busy machine, its share of the processors (Linux). */
export interface TimeLimits {
  /** To load the rules. */
  readonly startMs: number;
  /** For a text of any length. Ordinary text of 10,000 characters takes a millisecond. */
  readonly textMs: number;
  /** On top of it, for each UTF-16 unit. */
  readonly unitMs: number;
}

const defaultLimits: TimeLimits = { startMs: 30_000, textMs: 2000, unitMs: 0.01 };
/** The limit of a text falls with the number of texts that have exceeded it lately, down to this. */
const leastTextMs = 100;
const lostWithinMs = 10 * 60_000;
/** The limits of the texts end one that hangs. */
const silentMs = 24 * 60 * 60_000;

export interface MaskingProgramOptions {
  start(): Program;
  /** Reports a program that was ended or has exited, without content. */
  warn(message: string): void;
  /** The program ends when it had nothing to do for this time. Default: never. */
  readonly idleMs?: number;
  readonly limits?: Partial<TimeLimits>;
}

type Outcome<Result> = { readonly kind: 'done'; readonly result: Result } | { readonly kind: Failure | 'exited' };
type Failure = keyof typeof reasons;
const reasons = { slow: 'it takes too long', failed: 'a rule failed', closed: 'the masker was closed' };

export class MaskingProgram {
  private readonly process: SupervisedProcess<MaskerApi>;
  private readonly options: MaskingProgramOptions;
  private readonly limits: TimeLimits;
  private readonly inOrder = createQueue();
  private waiting = 0;
  /** How often it was closed from outside: the texts that waited then are not wanted any more. */
  private closings = 0;
  private isPrepared = false;
  private isDisposed = false;
  private idleTimer: NodeJS.Timeout | undefined;
  /** When texts exceeded their limits. */
  private lostAt: number[] = [];

  constructor(options: MaskingProgramOptions) {
    this.options = options;
    this.limits = { ...defaultLimits, ...options.limits };
    this.process = new SupervisedProcess<MaskerApi>({
      name: 'The masker',
      start: options.start,
      events: maskerEvents,
      handlers: {},
      silentMs,
      onExit: ({ message }) => options.warn(message),
      onError: ({ message }) => options.warn(message),
    });
  }

  get isRunning(): boolean {
    return this.process.remote !== undefined;
  }

  /** Memory and CPU time, when it has masked its current text. Undefined: it does not run. */
  usage(): Promise<ProgramUsage | undefined> {
    return this.process.usage();
  }

  /** Starts the program before the first text comes. */
  prepare(): void {
    void this.run(0, () => Promise.resolve());
  }

  /**
   * Calls the masker when it has answered all earlier calls. `length`: of the text, UTF-16 units. Undefined: it took too long, the
   * program exited twice, or was closed meanwhile.
   */
  run<Result>(length: number, call: (masker: MaskerApi) => Promise<Result>): Promise<Result | undefined> {
    clearTimeout(this.idleTimer);
    this.waiting++;
    const { closings } = this;
    const isWanted = (): boolean => closings === this.closings && !this.isDisposed;
    return this.inOrder(() => this.attempt(length, call, isWanted)).finally(() => {
      if (--this.waiting === 0) this.endWhenIdle();
    });
  }

  /** Ends the program. The next text starts it again. */
  close(): void {
    this.closings++;
    this.end();
  }

  dispose(): void {
    this.isDisposed = true;
    this.close();
  }

  private end(): void {
    clearTimeout(this.idleTimer);
    this.isPrepared = false;
    this.process.close();
  }

  private async attempt<Result>(
    length: number,
    call: (masker: MaskerApi) => Promise<Result>,
    isWanted: () => boolean,
  ): Promise<Result | undefined> {
    // An exit may have had another reason than the text: out of memory, for example.
    for (let attempts = 0; attempts < 2 && isWanted(); attempts++) {
      if (!(await this.prepared())) continue;
      const outcome = await this.within(this.limitOf(length), call);
      if (outcome.kind === 'exited') continue;
      if (outcome.kind === 'slow') this.lostAt.push(performance.now());
      if (outcome.kind !== 'done') {
        this.options.warn(`A text of ${length} characters was not searched for secrets: ${reasons[outcome.kind]}.`);
        return undefined;
      }
      this.process.allowRestarts();
      return outcome.result;
    }
    return undefined;
  }

  private async prepared(): Promise<boolean> {
    if (this.isPrepared && this.process.remote) return true;
    if (!this.process.isAvailable) return false;
    const { kind } = await this.within(this.limits.startMs, (masker) => masker.prepare());
    this.isPrepared = kind === 'done';
    if (kind === 'slow' || kind === 'failed') this.options.warn('The masker cannot start.');
    return this.isPrepared;
  }

  private async within<Result>(ms: number, call: (masker: MaskerApi) => Promise<Result>): Promise<Outcome<Result>> {
    let isSlow = false;
    const watchdog = createWatchdog({
      silentMs: ms,
      workTime: createWorkTime(() => this.process.pid),
      ping: () => Promise.resolve(),
      onHang: () => {
        isSlow = true;
        this.end();
      },
    });
    watchdog.setBusy(true);
    try {
      return { kind: 'done', result: await call(this.process.start()) };
    } catch (error) {
      if (error instanceof ExitError) return { kind: 'exited' };
      if (isSlow) return { kind: 'slow' };
      return { kind: error instanceof RemoteError ? 'failed' : 'closed' };
    } finally {
      watchdog.setBusy(false);
    }
  }

  private limitOf(length: number): number {
    const { textMs, unitMs } = this.limits;
    const since = performance.now() - lostWithinMs;
    this.lostAt = this.lostAt.filter((at) => at > since);
    return Math.max(leastTextMs, textMs / (1 + this.lostAt.length)) + unitMs * length;
  }

  private endWhenIdle(): void {
    const { idleMs } = this.options;
    if (idleMs === undefined || !this.isRunning) return;
    this.idleTimer = setTimeout(() => this.end(), idleMs);
    this.idleTimer.unref();
  }
}
