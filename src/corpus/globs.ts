// Globs as the editor's `files.exclude` writes them: relative to a workspace folder, `**/` for any depth.
import picomatch from 'picomatch/posix.js';

/** A glob; with `when`, it holds only for a file that has the named sibling (`$(basename).ts`). */
export interface Glob {
  readonly pattern: string;
  readonly when?: string;
}

export type PathTest = (path: string, siblings: ReadonlySet<string>) => boolean;

/** True for a path that one of the globs matches. A pattern that cannot be parsed matches nothing. */
export function anyGlob(globs: readonly Glob[]): PathTest {
  const tests = globs.map(({ pattern, when }) => ({ matches: compile(pattern), when }));
  return (path, siblings) =>
    tests.some(({ matches, when }) => matches(path) && (when === undefined || siblings.has(sibling(path, when))));
}

/** Matches a name or path against fixed patterns; case does not matter. Compiled on first use: activation is faster. */
export function namePatterns(patterns: readonly string[]): (name: string) => boolean {
  let matches: ((name: string) => boolean) | undefined;
  return (name) => (matches ??= picomatch([...patterns], { dot: true, nocase: true }))(name);
}

function compile(pattern: string): (path: string) => boolean {
  const trimmed = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  try {
    return trimmed === '' ? () => false : picomatch(trimmed, { dot: true });
  } catch {
    return () => false;
  }
}

function sibling(path: string, when: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return when.replace('$(basename)', dot > 0 ? name.slice(0, dot) : name);
}
