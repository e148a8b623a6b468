// Interleaved measurement: every program gets a short turn in each round, so that other load on the machine affects all of them.
import { BenchmarkProcess, type Command } from './benchmarkProcess.ts';

export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Effort {
  readonly rounds: number;
  readonly turnSeconds: number;
}

/** The results of each program in each round, by name. A program that cannot start, or ends early, is reported to `skip` and left out. */
export async function measure(
  commands: Readonly<Record<string, Command>>,
  { rounds, turnSeconds }: Effort,
  skip: (name: string, reason: string) => void,
): Promise<Readonly<Record<string, readonly number[]>>> {
  let started: [string, BenchmarkProcess, number[]][] = [];
  try {
    for (const [name, command] of Object.entries(commands)) {
      const program = new BenchmarkProcess(command);
      try {
        await program.ready();
        started.push([name, program, []]);
      } catch (error) {
        skip(name, (error as Error).message);
        await program.stop();
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (const one of started) {
        const [name, program, values] = one;
        try {
          values.push(await program.run(turnSeconds));
        } catch (error) {
          skip(name, (error as Error).message);
          await program.stop();
          started = started.filter((other) => other !== one);
        }
      }
    }
  } finally {
    await Promise.all(started.map(([, program]) => program.stop()));
  }
  return Object.fromEntries(started.map(([name, , values]) => [name, values]));
}

export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! };
}
