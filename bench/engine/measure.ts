// Interleaved measurement: every contender gets a short turn in each round, so that whatever else the machine does falls on
// all of them alike.
import { Contender } from './contender.ts';
import type { Command } from './contender.ts';

export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Effort {
  readonly rounds: number;
  readonly turnSeconds: number;
}

/**
 * What each reached in each round, by name; one that cannot start, or ends before its time, is named to `skip` with its reason
 * and left out.
 */
export async function measure(
  commands: Readonly<Record<string, Command>>,
  { rounds, turnSeconds }: Effort,
  skip: (name: string, reason: string) => void,
): Promise<Readonly<Record<string, readonly number[]>>> {
  let started: [string, Contender, number[]][] = [];
  try {
    for (const [name, command] of Object.entries(commands)) {
      const contender = new Contender(command);
      try {
        await contender.ready();
        started.push([name, contender, []]);
      } catch (error) {
        skip(name, (error as Error).message);
        await contender.stop();
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (const one of started) {
        const [name, contender, values] = one;
        try {
          values.push(await contender.run(turnSeconds));
        } catch (error) {
          skip(name, (error as Error).message);
          await contender.stop();
          started = started.filter((other) => other !== one);
        }
      }
    }
  } finally {
    await Promise.all(started.map(([, contender]) => contender.stop()));
  }
  return Object.fromEntries(started.map(([name, , values]) => [name, values]));
}

export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! };
}
