// Globs as the editor's `files.exclude` writes them: relative to a workspace folder, `**/` for any depth.
import { LRUCache } from 'lru-cache';
import { Automaton } from './automaton.ts';
import { parseGlob, type GlobSyntax } from './globSyntax.ts';

/** A glob; with `when`, it holds only for a file that has the named sibling (`$(basename).ts`). */
export interface Glob {
  readonly pattern: string;
  readonly when?: string;
}

/** The names in a folder. */
export type Names = Pick<ReadonlySet<string>, 'has'>;

/** `siblings`: names in the folder of the path, for globs with `when`. */
export type PathTest = (path: string, siblings?: Names) => boolean;

/** Longer globs match nothing. UTF-16 units. */
const longestGlob = 10_000;
/**
 * Steps to check one path, and the length of all globs together (UTF-16 units; five without wildcards count as one, because they are
 * compiled as fast). A path that needs more steps is matched, and with more globs every path: globs exclude, apart from those that only
 * the user may set. At the limits, a check and the compilation take about 20 ms each.
 */
const mostSteps = 200_000;
const mostUnits = 50_000;
const unitsOf = ({ pattern }: Glob): number => (/[*?[{]/.test(pattern) ? pattern.length : pattern.length / 5);

/** Globs are matched again for each key that the user types: the same list, or one that is equal. */
const compiled = new LRUCache<string, PathTest>({ max: 20 });
const compiledLists = new WeakMap<readonly unknown[], PathTest>();

/** True for a path that one of the globs or patterns matches. A pattern that cannot be parsed matches nothing. */
export function anyGlob(given: readonly (Glob | string)[]): PathTest {
  const known = compiledLists.get(given);
  if (known) return known;
  const globs = given.map((glob) => (typeof glob === 'string' ? { pattern: glob } : glob));
  const key = JSON.stringify(globs);
  const test = compiled.get(key) ?? compile(globs);
  compiled.set(key, test);
  compiledLists.set(given, test);
  return test;
}

function compile(globs: readonly Glob[]): PathTest {
  if (globs.reduce((sum, glob) => sum + unitsOf(glob), 0) > mostUnits) return () => true;
  const valid: Glob[] = [];
  const automaton = new Automaton();
  for (const glob of globs) {
    const trimmed = glob.pattern.replace(/^\.?\//, '').replace(/\/$/, '');
    if (add(automaton, trimmed, { isEditors: true, ignoresCase: false })) valid.push(glob);
  }
  if (valid.length === 0) return () => false;
  return (path, siblings) => {
    const reached = automaton.advance(automaton.start, path, { left: mostSteps });
    if (!reached) return true;
    return reached.matched.some((index) => {
      const { when } = valid[index]!;
      return when === undefined || siblings?.has(sibling(path, when)) === true;
    });
  };
}

/** Matches a name or path against fixed patterns; case does not matter. Compiled on first use: activation is faster. */
export function namePatterns(patterns: readonly string[]): (name: string) => boolean {
  let automaton: Automaton | undefined;
  const compile = (): Automaton => {
    const compiled = new Automaton();
    for (const pattern of patterns) add(compiled, pattern, { isEditors: true, ignoresCase: true });
    return compiled;
  };
  return (name) => {
    automaton ??= compile();
    const reached = automaton.advance(automaton.start, name.toLowerCase(), { left: mostSteps });
    return !reached || reached.matched.length > 0;
  };
}

/** False: the glob matches nothing. */
function add(automaton: Automaton, glob: string, syntax: GlobSyntax): boolean {
  const pattern = glob === '' || glob.length > longestGlob ? undefined : parseGlob(glob, syntax);
  if (pattern) automaton.add(pattern);
  return pattern !== undefined;
}

function sibling(path: string, when: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return when.replace('$(basename)', dot > 0 ? name.slice(0, dot) : name);
}
