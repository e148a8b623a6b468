// The meaning of .gitignore files at every depth, and of our own .hiddenstateignore (same language, read after it in each
// directory, so it can also take back). Patterns of a nested file are rewritten to be relative to the root: one list for
// the whole path then has git's own precedence, deeper and later lines winning.
import ignore from 'ignore';

/** Read in this order in each directory. */
export const ignoreFileNames = ['.gitignore', '.hiddenstateignore'] as const;

export interface IgnoreRules {
  /** `path` relative to the root; a directory must end in a slash. */
  ignores(path: string): boolean;
  /** These rules and, over them, the lines of an ignore file that stands in `directory` ('' is the root). */
  with(directory: string, content: string): IgnoreRules;
}

/** Upper and lower case are one, as where git runs on macOS and Windows: in doubt a file is left out. */
function rules(lines: readonly string[]): IgnoreRules {
  const matcher = ignore().add(lines);
  return {
    ignores: (path) => matcher.ignores(path),
    with: (directory, content) => rules([...lines, ...fromRoot(directory, content)]),
  };
}

export const noIgnoreRules: IgnoreRules = rules([]);

function fromRoot(directory: string, content: string): string[] {
  const prefix = directory === '' ? '' : `/${directory.replace(/[\\*?[\]!# ]/g, '\\$&')}`;
  return content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const negative = line.startsWith('!') ? '!' : '';
      const pattern = line.slice(negative.length);
      if (prefix === '') return line;
      // A slash before the end anchors a pattern to its own directory; without one it holds at any depth below.
      const anchored = pattern.slice(0, -1).includes('/');
      return `${negative}${prefix}/${anchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
    });
}
