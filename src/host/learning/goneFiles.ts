// Which files of the kept state are gone since an earlier window: deleted, renamed or not learned any more. Where the user has excluded
// one, what was learned with it may not even suggest until everything is learned again.
import type { Collection } from '../../corpus/collect.ts';
import type { ExclusionReason } from '../../corpus/sourceText.ts';

export interface GoneFiles {
  readonly areThere: boolean;
  /** Some are gone because the user does not want them to be learned. */
  readonly areExcluded: boolean;
}

/** Decided by settings of the user, and by names that may mean secrets. */
const byUser: ReadonlySet<ExclusionReason> = new Set(['excluded by setting', 'secret name']);

/** `kept`: paths with the names of their workspace folders. `folders`: names of the folders that are open now. */
export function goneFiles(
  kept: readonly string[],
  { texts, unchanged = [], excluded }: Collection,
  folders: readonly string[],
): GoneFiles {
  const present = new Set([...texts, ...unchanged].map(({ path }) => path));
  const gone = kept.filter((path) => !present.has(path));
  const unwanted = new Set(excluded.flatMap(({ path, rule }) => (byUser.has(rule) ? [path] : [])));
  const open = new Set(folders);
  const isExcluded = (path: string): boolean =>
    !open.has(path.slice(0, path.indexOf('/'))) || [path, ...foldersOf(path)].some((each) => unwanted.has(each));
  return { areThere: gone.length > 0, areExcluded: gone.some(isExcluded) };
}

/** All that contain the path, with a slash at the end: excluded whole, or with more files than are listed. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end + 1));
  return folders;
}
