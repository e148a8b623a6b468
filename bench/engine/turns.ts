// The other end of benchmarkProcess.ts for programs in TypeScript: prints `ready`, then works for the seconds of each input line.
import { createInterface } from 'node:readline';

const warmUpSeconds = 1;

/** `work` processes one batch and returns its number of characters. Each turn prints characters per second. */
export async function takeTurns(work: () => number): Promise<void> {
  await takeTurnsAsync(() => Promise.resolve(work()));
}

export async function takeTurnsAsync(work: () => Promise<number>): Promise<void> {
  await run(work, warmUpSeconds);
  console.log('ready');
  for await (const line of createInterface(process.stdin)) console.log(await run(work, Number(line)));
}

async function run(work: () => Promise<number>, seconds: number): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  let elapsed: number;
  do {
    done += await work();
    elapsed = (performance.now() - startedAt) / 1000;
  } while (elapsed < seconds);
  return done / elapsed;
}
