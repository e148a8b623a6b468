// The meaning of .gitignore files at every depth, and of our own .hiddenstateignore (the same language, read after it in each
// folder, so that it can also include again). Each file checks paths relative to its own folder; the deepest file that says
// anything about a path decides, as in git. Upper and lower case are the same, as where git runs on macOS and Windows: in doubt
// a file is excluded.
import type { Pause } from '../model/work.ts';
import { Automaton, type Reached, type StepLimit } from './automaton.ts';
import { anyFolders, parseGlob } from './globSyntax.ts';

/** That of the extension alone. It is not learned, because it names what should stay private. */
export const ownIgnoreFile = '.hiddenstateignore';
/** Read in this order in each folder. */
export const ignoreFileNames = ['.gitignore', ownIgnoreFile] as const;

/** What the ignore files on the way to a folder say of what is in it. Immutable. */
export interface IgnoreRules {
  /** `name` is directly in the folder; a folder's name ends in a slash. */
  ignores(name: string): boolean;
  /** The rules for a folder directly in this one that is not ignored. */
  enter(name: string): IgnoreRules;
  /** These rules and, over them, the lines of an ignore file that is in the folder. */
  with(content: string, pause?: Pause): Promise<IgnoreRules>;
}

/** A longer line is no pattern that people write. UTF-16 units. */
const longestLine = 1000;
/** Lines that are compiled between two pauses: less than a millisecond. */
const linesBetweenPauses = 50;
/** Steps to check one name: about 15 ms. One that needs more is ignored. Some hundred patterns with wildcards need a fifth. */
const mostSteps = 150_000;
/** Steps to check all names of a read against all its files: about 3 s. What is left is ignored. Five hundred rules need a hundredth. */
const mostStepsOfAll = 30_000_000;

/** People write some hundred. A file with more makes everything ignored: to begin with so many takes longer than a turn may. */
const mostPatterns = 30_000;

/** The patterns of one ignore file. */
interface Patterns {
  readonly automaton: Automaton;
  /** By the numbers of the automaton. */
  readonly kinds: readonly PatternKind[];
}

interface PatternKind {
  /** It includes again what an earlier one ignores. */
  readonly includes: boolean;
  readonly isForFolders: boolean;
}

/** Steps that all ignore files of a read have taken. */
interface Spent {
  steps: number;
}

/** One ignore file, seen from a folder at or below its own. */
interface Level {
  readonly patterns: Patterns;
  /** By the path of the folder, relative to the folder of the ignore file and with a slash at its end. */
  readonly reached: Reached;
}

function rulesOf(levels: readonly Level[], spent: Spent): IgnoreRules {
  return {
    ignores: (name) => {
      const steps = { left: mostSteps };
      for (let index = levels.length - 1; index >= 0; index--) {
        const ignored = verdict(levels[index]!, name, steps, spent);
        if (ignored !== undefined) return ignored;
      }
      return false;
    },
    enter: (name) => {
      const steps = { left: mostSteps };
      const inside = levels.flatMap((level) => {
        const next = advance(level, `${name.toLowerCase()}/`, steps, spent);
        return next?.canMatch === false ? [] : [next && { patterns: level.patterns, reached: next }];
      });
      if (inside.includes(undefined)) return everythingIgnored;
      return rulesOf(
        inside.filter((level) => level !== undefined),
        spent,
      );
    },
    with: async (content, pause) => {
      const patterns = await patternsOf(content, pause);
      if (!patterns) return everythingIgnored;
      if (patterns.kinds.length === 0) return rulesOf(levels, spent);
      const reached = patterns.automaton.start;
      // The start of many patterns takes as long as the check of a name.
      await pause?.();
      return rulesOf([...levels, { patterns, reached }], spent);
    },
  };
}

/** No rules yet. All that is derived from them belongs to one read, whose work is limited. */
export const noIgnoreRules = (): IgnoreRules => rulesOf([], { steps: 0 });

const everythingIgnored: IgnoreRules = {
  ignores: () => true,
  enter: () => everythingIgnored,
  with: async () => everythingIgnored,
};

/** Undefined: the file does not say anything about the name. */
function verdict(level: Level, name: string, steps: StepLimit, spent: Spent): boolean | undefined {
  const isFolder = name.endsWith('/');
  const after = advance(level, (isFolder ? name.slice(0, -1) : name).toLowerCase(), steps, spent);
  if (!after) return true;
  const kinds = after.matched.map((index) => level.patterns.kinds[index]!);
  const last = kinds.findLast(({ isForFolders }) => isFolder || !isForFolders);
  return last && !last.includes;
}

/** Undefined: it takes more work than the text, or all texts together, may take. */
function advance({ patterns, reached }: Level, text: string, steps: StepLimit, spent: Spent): Reached | undefined {
  if (spent.steps > mostStepsOfAll) return undefined;
  const { automaton } = patterns;
  const before = automaton.computedSteps;
  const next = automaton.advance(reached, text, steps);
  spent.steps += automaton.computedSteps - before;
  return next;
}

/** Undefined: there are too many. */
async function patternsOf(content: string, pause: Pause | undefined): Promise<Patterns | undefined> {
  const automaton = new Automaton();
  const kinds: PatternKind[] = [];
  const lines = content.replace(/^\uFEFF/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    const kind = addLine(automaton, line.endsWith('\r') ? line.slice(0, -1) : line);
    if (kind) kinds.push(kind);
    if (kinds.length > mostPatterns) return undefined;
    if (index % linesBetweenPauses === 0) await pause?.();
  }
  return { automaton, kinds };
}

/** Undefined: the line has no pattern that can match. */
function addLine(automaton: Automaton, line: string): PatternKind | undefined {
  if (line.startsWith('#') || line.length > longestLine) return undefined;
  let glob = withoutTrailingBlanks(line);
  const includes = glob.startsWith('!');
  if (includes) glob = glob.slice(1);
  const isForFolders = glob.endsWith('/');
  if (isForFolders) glob = glob.slice(0, -1);
  if (glob === '') return undefined;
  const pattern = parseGlob(glob.replace(/^\//, ''), { isEditors: false, ignoresCase: true });
  if (!pattern) return undefined;
  // A pattern without a slash applies to names in any folder.
  automaton.add(glob.includes('/') ? pattern : [anyFolders, ...pattern]);
  return { includes, isForFolders };
}

/** A blank after a backslash is part of the pattern. */
function withoutTrailingBlanks(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === ' ') continue;
    if (line[at] === '\\') at++;
    end = at + 1;
  }
  return line.slice(0, end);
}
