// The meaning of .gitignore files at every depth, and of our own .hiddenstateignore (the same language, read after it in each
// folder, so that it can also include again). Each file checks paths relative to its own folder; the deepest file that says
// anything about a path decides, as in git.
import ignore, { type Ignore } from 'ignore';
import type { Pause } from './pauses.ts';

/** Read in this order in each folder. */
export const ignoreFileNames = ['.gitignore', '.hiddenstateignore'] as const;

/** What the ignore files on the way to a folder say of what is in it. Immutable. */
export interface IgnoreRules {
  /** `name` is directly in the folder; a folder's name ends in a slash. */
  ignores(name: string): boolean;
  /** The rules for a folder directly in this one that is not ignored. */
  enter(name: string): IgnoreRules;
  /** These rules and, over them, the lines of an ignore file that is in the folder. */
  with(content: string, pause?: Pause): Promise<IgnoreRules>;
}

/** Lines beyond these limits are no patterns that people write; regular expressions made of them may be too large. */
const mostLines = 20_000;
const longestLine = 1000;
/** Lines that are compiled between two pauses: a few milliseconds. */
const linesBetweenPauses = 50;

/** The patterns of one ignore file. */
interface Patterns {
  readonly all: Ignore;
  /** The patterns that apply to a name in any folder, in their order. Undefined: there are none. */
  readonly ofNames: Ignore | undefined;
  /** The others can match paths of at most this many names. */
  readonly longestPath: number;
}

/** One ignore file, seen from a folder at or below its own. */
interface Level {
  readonly patterns: Patterns;
  /** Of the folder, relative to the folder of the ignore file: '' or ending in a slash. */
  readonly path: string;
  /** Number of folders in `path`. */
  readonly depth: number;
}

/** Stands for a folder that the upper file ignores and a deeper one includes again: patterns for its name must not match. */
const includedAgain = '\u0001';

function rulesOf(levels: readonly Level[]): IgnoreRules {
  const decide = (name: string): boolean => {
    for (let index = levels.length - 1; index >= 0; index--) {
      const { ignored, unignored } = verdict(levels[index]!, name);
      if (ignored || unignored) return ignored;
    }
    return false;
  };
  return {
    ignores: (name) => levels.length > 0 && decide(name),
    enter: (name) => rulesOf(levels.flatMap((level) => inFolder(level, name))),
    with: async (content, pause) => {
      const patterns = await patternsOf(content, pause);
      return rulesOf(isEmpty(patterns) ? levels : [...levels, { patterns, path: '', depth: 0 }]);
    },
  };
}

function isEmpty({ ofNames, longestPath }: Patterns): boolean {
  return ofNames === undefined && longestPath === 0;
}

/** Far below its ignore file a name is checked alone: long paths of many files would take cubic time. */
function verdict({ patterns, path, depth }: Level, name: string) {
  if (depth < patterns.longestPath) return patterns.all.test(`${path}${name}`);
  return patterns.ofNames!.test(name);
}

/** The ignore file, seen from a folder below. None if none of its patterns can match there. */
function inFolder({ patterns, path, depth }: Level, name: string): readonly Level[] {
  if (depth + 1 >= patterns.longestPath) {
    return patterns.ofNames ? [{ patterns, path: '', depth: patterns.longestPath }] : [];
  }
  const inside = `${path}${name}/`;
  const isIgnored = patterns.all.ignores(inside);
  return [{ patterns, path: isIgnored ? `${path}${includedAgain}/` : inside, depth: depth + 1 }];
}

export const noIgnoreRules: IgnoreRules = rulesOf([]);

/** Upper and lower case are the same, as where git runs on macOS and Windows: in doubt a file is excluded. */
async function patternsOf(content: string, pause: Pause | undefined): Promise<Patterns> {
  const lines = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, mostLines)
    .filter((line) => line.trim() !== '' && !line.startsWith('#') && line.length <= longestLine);
  const all = ignore();
  const ofNames = ignore();
  let hasNames = false;
  let longestPath = 0;
  for (let at = 0; at < lines.length; at += linesBetweenPauses) {
    const some = lines.slice(at, at + linesBetweenPauses);
    for (const line of areUsable(some) ? some : some.filter((each) => areUsable([each]))) {
      all.add(line);
      const length = pathLength(line);
      longestPath = Math.max(longestPath, length ?? 0);
      if (length !== undefined) continue;
      ofNames.add(line);
      hasNames = true;
    }
    await pause?.();
  }
  return { all, ofNames: hasNames ? ofNames : undefined, longestPath };
}

/** The number of names in the paths that a pattern matches. Undefined: it applies to names in any folder. */
function pathLength(line: string): number | undefined {
  const pattern = line
    .trim()
    .replace(/^!?(?:\*\*\/)?/, '')
    .replace(/\/$/, '');
  if (!pattern.includes('/')) return undefined;
  return line.includes('**') ? Infinity : pattern.replace(/^\//, '').split('/').length;
}

/** A pattern that makes no regular expression matches nothing. */
function areUsable(lines: readonly string[]): boolean {
  try {
    ignore().add(lines).ignores('a/b');
    return true;
  } catch {
    return false;
  }
}
