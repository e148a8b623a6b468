// Compares two versions of the project: the time to read a folder and to mask its secrets, in turn in one process.
//   node bench/reliability/readingCost.ts BEFORE FOLDER... [--turns N] [--json]      BEFORE: a checkout of the older version
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readFolder } from '../../src/cli/readFolder.ts';

interface Cost {
  readonly folder: string;
  /** Medians. CPU time is that of all threads of the process: other programs do not change it. */
  readonly before: { readonly ms: number; readonly cpuMs: number };
  readonly after: { readonly ms: number; readonly cpuMs: number };
  /** After over before. */
  readonly time: number;
  readonly cpuTime: number;
}

type Read = (folder: string) => Promise<unknown>;

/** The function had another name before. */
async function readerOf(checkout: string): Promise<Read> {
  const [newer, older] = ['src/cli/readFolder.ts', 'src/cli/folder.ts'].map((path) => join(resolve(checkout), path));
  const module = (await import(pathToFileURL(existsSync(newer!) ? newer! : older!).href)) as Record<string, Read>;
  return module['readFolder'] ?? module['textsOf']!;
}

async function timed(read: Read, folder: string): Promise<{ ms: number; cpuMs: number }> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await read(folder);
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const rounded = (value: number): number => Math.round(value * 100) / 100;

async function compare(before: Read, folder: string, turns: number): Promise<Cost> {
  const runs = { before: [] as { ms: number; cpuMs: number }[], after: [] as { ms: number; cpuMs: number }[] };
  // One turn of each first, to compile both.
  for (let turn = -1; turn < turns; turn++) {
    const [one, other] = [await timed(before, folder), await timed(readFolder, folder)];
    if (turn < 0) continue;
    runs.before.push(one);
    runs.after.push(other);
  }
  const of = (name: 'before' | 'after') => ({
    ms: rounded(median(runs[name].map(({ ms }) => ms))),
    cpuMs: rounded(median(runs[name].map(({ cpuMs }) => cpuMs))),
  });
  const [old, now] = [of('before'), of('after')];
  return { folder, before: old, after: now, time: rounded(now.ms / old.ms), cpuTime: rounded(now.cpuMs / old.cpuMs) };
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, turns: { type: 'string', default: '9' } },
  allowPositionals: true,
});
const [checkout, ...folders] = positionals;
if (checkout === undefined || folders.length === 0)
  throw new Error('Name a checkout of the older version, and folders to read.');
const before = await readerOf(checkout);
const results: Cost[] = [];
for (const folder of folders) results.push(await compare(before, folder, Number(values.turns)));
if (values.json) console.log(JSON.stringify(results));
else
  console.table(
    results.map(({ folder, before: old, after, time, cpuTime }) => ({
      folder,
      before: old.ms,
      after: after.ms,
      time,
      cpuTime,
    })),
  );
