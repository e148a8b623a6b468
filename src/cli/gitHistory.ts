// Reads a history of edits from a git repository: the base folder at one revision, and what each commit up to another changed.
import { execFileSync } from 'node:child_process';
import { anyGlob } from '../corpus/globs.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import type { Edit } from '../evaluation/edits/edit.ts';

export interface History {
  /** Every text file of the base revision that the globs include. */
  readonly base: readonly SourceText[];
  /** Oldest first. */
  readonly edits: readonly Edit[];
}

/** Bytes: larger files are not written by hand. */
const largestFile = 300_000;
/** Of the lists of files and commits. */
const largestList = 2 ** 30;

/**
 * @param include globs; empty: all text files
 * @throws Error that says what to do when git does not know the repository or a revision.
 */
export function readGitHistory(repository: string, from: string, to: string, include: readonly string[]): History {
  const git = (...args: string[]): Buffer => runGit(repository, args);
  const lines = (...args: string[]): string[] =>
    git(...args)
      .toString()
      .split('\n')
      .filter((line) => line !== '');
  const matches = anyGlob(include);
  const isIncluded = (path: string): boolean => include.length === 0 || matches(path, new Set());
  const textOf = (blob: string): string | undefined => {
    const bytes = blobOf(repository, blob);
    return bytes === undefined || bytes.includes(0) ? undefined : bytes.toString('utf8');
  };
  const base = lines('ls-tree', '-r', '--format=%(objecttype) %(objectname) %(path)', from).flatMap((line) => {
    const [type, blob, ...path] = line.split(' ') as [string, string, ...string[]];
    const text = type === 'blob' && isIncluded(path.join(' ')) ? textOf(blob) : undefined;
    return text === undefined ? [] : [{ path: path.join(' '), text }];
  });
  const commits = lines('rev-list', '--reverse', '--no-merges', `${from}..${to}`);
  const edits = commits.flatMap((commit) =>
    lines('diff-tree', '-r', '--no-commit-id', '--no-renames', '--diff-filter=AM', commit).flatMap((line): Edit[] => {
      const [facts, path] = line.split('\t') as [string, string];
      const [, , before, after, status] = facts.split(' ') as [string, string, string, string, string];
      const text = isIncluded(path) ? textOf(after) : undefined;
      const old = status === 'A' ? null : textOf(before);
      return text === undefined || old === undefined ? [] : [{ commit, path, before: old, after: text }];
    }),
  );
  return { base, edits };
}

/** Undefined: it is too large, or the repository lacks it, as a partial clone lacks large files. */
function blobOf(repository: string, blob: string): Buffer | undefined {
  try {
    return runGit(repository, ['cat-file', 'blob', blob], largestFile);
  } catch {
    return undefined;
  }
}

/**
 * The configuration of a repository of others may name commands. Git would run one to learn which files have changed, and another one to
 * fetch an object that a partial clone lacks. The first variable forbids that since Git 2.45, the second one in all versions.
 */
const noCommands = {
  options: ['-c', 'core.fsmonitor=false'],
  variables: { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' },
};

/** `most`: bytes of the output. More is an error. */
function runGit(repository: string, args: readonly string[], most = largestList): Buffer {
  const env = { ...process.env, ...noCommands.variables };
  const all = ['-C', repository, ...noCommands.options, ...args];
  try {
    return execFileSync('git', all, { maxBuffer: most, stdio: ['ignore', 'pipe', 'pipe'], env });
  } catch (error) {
    const message = (error as { stderr?: Buffer }).stderr?.toString().trim().split('\n')[0] ?? String(error);
    throw new Error(`git cannot read ${repository}: ${message}. Name a repository, and revisions that it knows.`);
  }
}
