// The other end of contender.ts for programs written here: says it is ready, then works for as long as each line asks.
import { createInterface } from 'node:readline';

/** `work` does one piece and returns its characters; each turn answers with characters a second. */
export async function takeTurns(work: () => number, warmUpSeconds = 1): Promise<void> {
  await takeTurnsAsync(() => Promise.resolve(work()), warmUpSeconds);
}

export async function takeTurnsAsync(work: () => Promise<number>, warmUpSeconds = 1): Promise<void> {
  await run(work, warmUpSeconds);
  console.log('ready');
  for await (const line of createInterface(process.stdin)) console.log(await run(work, Number(line)));
}

async function run(work: () => Promise<number>, seconds: number): Promise<number> {
  const began = performance.now();
  let done = 0;
  let elapsed: number;
  do {
    done += await work();
    elapsed = (performance.now() - began) / 1000;
  } while (elapsed < seconds);
  return done / elapsed;
}
