// One program that is measured: a process that gets ready, then trains for as long as it is told and says how many
// characters a second it read. It stays alive between its turns, so that contenders can be measured in turns.
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How to get it where it is missing. */
  readonly needs?: string;
}

/** A contender that says nothing for so long is given up: the slowest takes a quarter of that for one step. */
const patienceMs = 120_000;

/** After some seconds of sleep two threads may share a core for the first tenth of a second. */
const wakeSeconds = 0.15;

/** The pace of a library must not be held back by what this shell pins it to. */
const forgotten = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE', 'OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'NODE_OPTIONS'];

export class Contender {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly needs: string | undefined;
  private complaint = '';

  constructor({ file, args, env, needs }: Command) {
    this.needs = needs;
    const inherited = Object.entries(process.env).filter(([name]) => !forgotten.includes(name));
    this.child = spawn(file, args, { env: { ...Object.fromEntries(inherited), ...env } });
    this.child.stderr.on('data', (data: Buffer) => (this.complaint = (this.complaint + String(data)).slice(-2000)));
    this.child.on('error', ({ message }) => (this.complaint += message));
    this.child.stdin.on('error', () => undefined); // it has ended: `nextLine` says why
    this.lines = createInterface(this.child.stdout);
  }

  /** Resolves when it has warmed up; rejects with its own last words. */
  async ready(): Promise<void> {
    const line = await this.nextLine();
    if (line !== 'ready') throw new Error(line);
  }

  /**
   * Its figure after that many seconds: characters a second, or whatever it measures. It has slept while others worked: what it does while its
   * threads wake, and find a core each, does not count.
   */
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
    const patience = setTimeout(() => this.child.kill('SIGKILL'), patienceMs);
    try {
      const line = once(this.lines, 'line', { signal }).then(([text]) => text as string);
      const end = once(this.child, 'close', { signal }).then(() => {
        throw new Error(this.lastWords());
      });
      end.catch(() => undefined);
      return await Promise.race([line, end]);
    } finally {
      clearTimeout(patience);
      stop.abort();
    }
  }

  /** The line that names the error (Node ends with a trace and its version), and what would help. */
  private lastWords(): string {
    const lines = this.complaint.split('\n').filter((line) => line.trim() !== '');
    const cause = lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1);
    const words = cause?.trim() ?? `no answer within ${patienceMs / 1000} s, or ended without a word`;
    return this.needs === undefined ? words : `${words}; it needs ${this.needs}`;
  }
}
