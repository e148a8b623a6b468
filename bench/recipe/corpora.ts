// The texts of the benchmark: the TypeScript sources of a published package, downloaded into a cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readFolder } from '../../src/cli/readFolder.ts';
import type { SourceText } from '../../src/corpus/sourceText.ts';

const packages = { rxjs: 'rxjs@7.8.2' } as const;
export type PackageName = keyof typeof packages;
export const packageNames = Object.keys(packages) as PackageName[];

const cache = join(homedir(), '.cache', 'hidden-state', 'bench-corpora');

/** @throws Error if the package is not in the cache and cannot be downloaded. */
export async function sourcesOf(name: PackageName): Promise<readonly SourceText[]> {
  const folder = join(cache, packages[name]);
  const sources = join(folder, 'node_modules', name, 'src');
  if (!existsSync(sources)) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', packages[name]];
    const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', timeout: 180_000 });
    if (status !== 0) throw new Error(`npm could not fetch ${packages[name]}: ${stderr}`);
  }
  return (await readFolder(sources)).filter(({ path }) => path.endsWith('.ts'));
}
