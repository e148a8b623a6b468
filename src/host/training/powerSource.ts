// Whether the computer runs on its battery: from the files of the Linux kernel, or from a program of macOS. Elsewhere it is not known.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export type PowerSource = 'battery' | 'mains';

export interface PowerSystem {
  readonly platform: NodeJS.Platform;
  /** Names in a folder. */
  list(folder: string): Promise<readonly string[]>;
  read(file: string): Promise<string>;
  /** The standard output of a program. */
  run(program: string, args: readonly string[]): Promise<string>;
}

/** Milliseconds for a program to answer. */
const timeout = 5000;

export const thisSystem: PowerSystem = {
  platform: process.platform,
  list: (folder) => readdir(folder),
  read: (file) => readFile(file, 'utf8'),
  run: async (program, args) => (await promisify(execFile)(program, [...args], { timeout })).stdout,
};

const supplies = '/sys/class/power_supply';

/** Undefined: it cannot be known, or the computer has no battery. Never rejects. */
export async function powerSource(system: PowerSystem): Promise<PowerSource | undefined> {
  try {
    if (system.platform === 'linux') return await fromKernel(system);
    if (system.platform === 'darwin') return fromPmset(await system.run('pmset', ['-g', 'ps']));
  } catch {
    // A system without these files or this program.
  }
  return undefined;
}

/** Batteries of mice and keyboards have the scope `Device`. */
async function fromKernel({ list, read }: PowerSystem): Promise<PowerSource | undefined> {
  const value = (name: string, key: string): Promise<string> =>
    read(`${supplies}/${name}/${key}`).then(
      (text) => text.trim(),
      () => '',
    );
  const names = await list(supplies);
  const rows = await Promise.all(
    names.map((name) => Promise.all([value(name, 'type'), value(name, 'scope'), value(name, 'status')])),
  );
  const batteries = rows.filter(([type, scope]) => type === 'Battery' && scope !== 'Device');
  if (batteries.length === 0) return undefined;
  return batteries.some(([, , status]) => status === 'Discharging') ? 'battery' : 'mains';
}

/** Its first line is, for example, "Now drawing from 'Battery Power'". */
function fromPmset(output: string): PowerSource | undefined {
  const [first = ''] = output.split('\n');
  if (first.includes("'Battery Power'")) return 'battery';
  return first.includes("'AC Power'") ? 'mains' : undefined;
}
