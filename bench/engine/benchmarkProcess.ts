// A measured program: a process that warms up, then works for a requested time and reports its characters per second. It stays
// alive between its turns, so that several programs can be measured in turns.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What must be installed for it. */
  readonly needs?: string;
}

/** Timeout for an answer: four times the slowest step. */
const timeoutMs = 120_000;

/** After a pause, two threads may share a core for the first tenth of a second. */
const wakeSeconds = 0.15;

/** Variables of this shell that could slow a library down. */
const removedVariables = [
  'OPENBLAS_CORETYPE',
  'OPENBLAS_L2_SIZE',
  'OPENBLAS_NUM_THREADS',
  'OMP_NUM_THREADS',
  'NODE_OPTIONS',
];

export class BenchmarkProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly needs: string | undefined;
  private errorOutput = '';

  constructor({ file, args, env, needs }: Command) {
    this.needs = needs;
    const inherited = Object.entries(process.env).filter(([name]) => !removedVariables.includes(name));
    this.child = spawn(file, args, { env: { ...Object.fromEntries(inherited), ...env } });
    this.child.stderr.on('data', (data: Buffer) => (this.errorOutput = (this.errorOutput + String(data)).slice(-2000)));
    this.child.on('error', ({ message }) => (this.errorOutput += message));
    this.child.stdin.on('error', () => undefined); // it has ended: `nextLine` reports why
    this.lines = createInterface(this.child.stdout);
  }

  /** Resolves when it has warmed up; rejects with its error message. */
  async ready(): Promise<void> {
    const line = await this.nextLine();
    if (line !== 'ready') throw new Error(line);
  }

  /** Its result after that many seconds: characters per second, or another figure. The time in which its threads wake up does not count. */
  async run(seconds: number): Promise<number> {
    await this.turn(wakeSeconds);
    return await this.turn(seconds);
  }

  private async turn(seconds: number): Promise<number> {
    this.child.stdin.write(`${seconds}\n`);
    return Number(await this.nextLine());
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.stdin.end();
    this.child.kill();
    await once(this.child, 'exit');
  }

  private async nextLine(): Promise<string> {
    const stop = new AbortController();
    const { signal } = stop;
    const timeout = setTimeout(() => this.child.kill('SIGKILL'), timeoutMs);
    try {
      const line = once(this.lines, 'line', { signal }).then(([text]) => text as string);
      const end = once(this.child, 'close', { signal }).then(() => {
        throw new Error(this.errorMessage());
      });
      end.catch(() => undefined);
      return await Promise.race([line, end]);
    } finally {
      clearTimeout(timeout);
      stop.abort();
    }
  }

  /** The line with the error (Node prints a trace and its version after it), and what must be installed. */
  private errorMessage(): string {
    const lines = this.errorOutput.split('\n').filter((line) => line.trim() !== '');
    const cause = lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1);
    const message = cause?.trim() ?? `no answer within ${timeoutMs / 1000} s, or ended without output`;
    return this.needs === undefined ? message : `${message}; it needs ${this.needs}`;
  }
}
