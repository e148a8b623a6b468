// A Git repository with two branches, and switches between them.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One of this many files differs between the branches. */
const every = 8;
/** Not changed by a switch: the user types in them. */
const typedFolder = 'typed';

const git = (folder, ...args) =>
  execFileSync('git', ['-c', 'user.name=Soak', '-c', 'user.email=soak@example.com', '-c', 'gc.auto=0', ...args], {
    cwd: folder,
    stdio: 'ignore',
  });

/** Commits all files of the folder, and a second branch in which some are changed, deleted or added. */
export function createBranches(folder) {
  git(folder, 'init', '--initial-branch', 'main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--message', 'All files');
  git(folder, 'switch', '--create', 'other');
  const files = globSync('**/*.{ts,md,txt,py}', { cwd: folder })
    .filter((name) => !name.startsWith(typedFolder))
    .sort();
  for (const [index, name] of files.entries()) {
    if (index % every !== 0) continue;
    const path = join(folder, name);
    if (index % (every * 3) === 0) rmSync(path);
    else {
      const lines = readFileSync(path, 'utf8').split('\n');
      writeFileSync(path, [...lines.slice(0, 5), `Only in the other branch: ${name}`, ...lines.slice(10)].join('\n'));
    }
    writeFileSync(join(folder, `added-${index}.md`), `Added in the other branch.\n\n${name}\n`.repeat(20));
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--message', 'Some files changed');
  git(folder, 'switch', 'main');
}

/** Switches to the other one of the two branches. Changes of the user stay. */
export function switchBranch(folder, number) {
  git(folder, 'switch', '--merge', number % 2 === 0 ? 'other' : 'main');
}
