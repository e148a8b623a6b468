// The meaning of .gitignore files at every depth, and of our own .hiddenstateignore (the same language, read after it in each
// folder, so that it can also include again). Each file judges paths relative to its own folder; the deepest file that says
// anything about a path decides, as in git.
import ignore, { type Ignore } from 'ignore';

/** Read in this order in each folder. */
export const ignoreFileNames = ['.gitignore', '.hiddenstateignore'] as const;

/** What the ignore files on the way to a folder say of what is in it. Immutable. */
export interface IgnoreRules {
  /** `name` is directly in the folder; a folder's name ends in a slash. */
  ignores(name: string): boolean;
  /** The rules for a folder directly in this one that is not ignored. */
  enter(name: string): IgnoreRules;
  /** These rules and, over them, the lines of an ignore file that is in the folder. */
  with(content: string): IgnoreRules;
}

/** Lines beyond these limits are no patterns that people write; regular expressions made of them may be too large. */
const mostLines = 20_000;
const longestLine = 1000;

/** One ignore file, seen from a folder at or below its own. */
interface Level {
  readonly matcher: Ignore;
  /** Of the folder, relative to the folder of the ignore file: '' or ending in a slash. */
  readonly path: string;
}

/** Stands for a folder that the upper file ignores and a deeper one includes again: patterns for its name must not match. */
const includedAgain = '\u0001';

function rulesOf(levels: readonly Level[]): IgnoreRules {
  const decide = (name: string): boolean => {
    for (let index = levels.length - 1; index >= 0; index--) {
      const { matcher, path } = levels[index]!;
      const { ignored, unignored } = matcher.test(`${path}${name}`);
      if (ignored || unignored) return ignored;
    }
    return false;
  };
  return {
    ignores: (name) => levels.length > 0 && decide(name),
    enter: (name) =>
      rulesOf(
        levels.map(({ matcher, path }) => {
          const inside = `${path}${name}/`;
          return { matcher, path: matcher.ignores(inside) ? `${path}${includedAgain}/` : inside };
        }),
      ),
    with: (content) => rulesOf([...levels, { matcher: matcherOf(content), path: '' }]),
  };
}

export const noIgnoreRules: IgnoreRules = rulesOf([]);

/** Upper and lower case are the same, as where git runs on macOS and Windows: in doubt a file is excluded. */
function matcherOf(content: string): Ignore {
  const lines = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, mostLines)
    .filter((line) => line.trim() !== '' && !line.startsWith('#') && line.length <= longestLine);
  const matcher = ignore();
  for (const line of lines) if (isUsable(line)) matcher.add(line);
  return matcher;
}

/** A pattern that makes no regular expression matches nothing. */
function isUsable(line: string): boolean {
  try {
    ignore().add(line).ignores('a/b');
    return true;
  } catch {
    return false;
  }
}
