// Runs the terminal program as a process of its own, in a folder of the test.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const main = join(import.meta.dirname, '../../../src/cli/main.ts');

export function runTerminal(...args: readonly string[]) {
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', maxBuffer: 1e8 });
}

/** Each test of the suite has a new folder. Returns the path of a name in it. */
export function testFolder(): (name: string) => string {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hidden-state-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  return (name) => join(folder, name);
}
