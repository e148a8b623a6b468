// Builds a release into out/release: the extension, its bill of materials, the npm package, and SHA256SUMS.
//   npm run release -- --dry-run     all checks but those of a real release: tag, clean tree, owner
//   npm run release                  for the commit with the tag vVERSION
// Two runs on one commit give the same bytes: the times inside the archive are that of the commit.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../build/setup.mjs';
import { makeNpmPackage } from './npmPackage.mjs';
import { makePackage } from './package.mjs';
import { releaseProblems } from './releaseProblems.mjs';

const folder = join(root, 'out/release');

if (import.meta.main) {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
  await release({ isDryRun: values['dry-run'] });
}

/** Writes the files and prints them. @throws Error that lists what stands in the way of a release */
export async function release({ isDryRun }) {
  const manifest = JSON.parse(read('package.json'));
  const problems = releaseProblems({
    manifest,
    changelog: read('CHANGELOG.md'),
    citation: read('CITATION.cff'),
    lock: JSON.parse(read('package-lock.json')),
    tags: git('tag', '--points-at', 'HEAD').split('\n'),
    changedFiles: git('status', '--porcelain'),
    isDryRun,
  });
  if (problems.length > 0) throw new Error(`This is not a release:\n- ${problems.join('\n- ')}`);
  process.env.SOURCE_DATE_EPOCH = git('log', '-1', '--format=%ct');
  const vsix = await makePackage();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const built = [vsix, vsix.replace(/\.vsix$/, '.cdx.json'), await makeNpmPackage()];
  const names = ['vsix', 'cdx.json', 'tgz'].map((ending) => `hidden-state-${manifest.version}.${ending}`);
  for (const [index, name] of names.entries()) copyFileSync(built[index], join(folder, name));
  const sums = names.map((name) => `${sha256(join(folder, name))}  ${name}\n`).join('');
  writeFileSync(join(folder, 'SHA256SUMS'), sums);
  process.stdout.write(sums);
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function read(path) {
  return readFileSync(join(root, path), 'utf8');
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
