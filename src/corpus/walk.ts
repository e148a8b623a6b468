// Walks folders and checks every name before anything is opened: what is secret, ignored, excluded, generated or too large is
// never read. Folders near the root come first, so that a limit on the number of files leaves out the deepest ones, which are not even
// listed. Open files are always found.
import type { Pause } from '../model/work.ts';
import type { FileTree, TreeEntry } from './fileTree.ts';
import { generatedNameReason } from './generatedNames.ts';
import { anyGlob, type Glob, type Names, type PathTest } from './globs.ts';
import { ignoreFileNames, noIgnoreRules, ownIgnoreFile, type IgnoreRules } from './ignoreFiles.ts';
import { sortWithPauses } from './sortWithPauses.ts';
import { isSecretFolderPath, isSecretPath } from './secrets/names/secretNames.ts';
import type { ExcludedFile, ExclusionReason, SavedFile } from './sourceText.ts';
import type { TextPosition } from './typedPart.ts';

export interface Root {
  /** Unique among the roots: the first part of every path. */
  readonly name: string;
  readonly tree: FileTree;
  /** Globs on top of those of the options: what the editor hides in this folder. */
  readonly hidden?: readonly Glob[];
  /** By path inside the folder. */
  readonly open?: ReadonlyMap<string, OpenDocument>;
}

export interface OpenDocument {
  /** As it is in the editor; read instead of the file. Of a notebook, its cells. */
  readonly text: string;
  /** The file has another text. */
  readonly isUnsaved?: boolean;
  /** Where it is still being typed: what is around is left out. */
  readonly typedAt?: readonly TextPosition[];
}

export interface WalkOptions {
  /** Only files that match one of these are read; empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Globs of files that are read although their names say that they hold secrets. */
  readonly notSecret?: readonly string[];
  readonly maxFileBytes: number;
  /** Files that are looked at, about so many at most. Default: 50,000. */
  readonly maxCandidates?: number;
  /** Folders that are listed, at most, besides those of open files. Default: 100,000. */
  readonly maxFolders?: number;
  /** Only these paths (with the root's name) are looked at, by the same rules; undefined: all. */
  readonly only?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  /** Called often. */
  readonly pause?: Pause | undefined;
}

/** A file that may be read. */
export interface FileCandidate {
  readonly root: Root;
  /** Path inside the root. */
  readonly inside: string;
  /** With the root's name. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  /** Bytes, or UTF-16 units where it is open. */
  readonly size: number;
  readonly open: OpenDocument | undefined;
  /** Undefined: its text is not saved as it is here. */
  readonly saved: SavedFile | undefined;
}

const mostCandidates = 50_000;
/** A folder takes a tenth of a millisecond. */
const mostFolders = 100_000;
/** Excluded files that are listed one by one; beyond, their folders are listed. */
const mostListed = 10_000;
/** File facts that are asked for at the same time. */
const concurrentFacts = 64;

interface Folder {
  readonly root: Root;
  readonly inside: string;
  readonly rules: IgnoreRules;
}

interface NameRules {
  readonly hidden: PathTest;
  readonly included: PathTest | undefined;
  readonly notSecret: PathTest;
}

/** Adds to `excluded` what is not read, and why. Rejects only when the signal is aborted, with its reason. */
export async function walk(
  roots: readonly Root[],
  options: WalkOptions,
  excluded: ExcludedFile[],
): Promise<FileCandidate[]> {
  const found: FileCandidate[] = [];
  const onTheWay = options.only && withParents(options.only);
  const rules = noIgnoreRules();
  let folders: Folder[] = roots.map((root) => ({ root, inside: '', rules }));
  const nameRules = new Map(roots.map((root) => [root, nameRulesOf(root, options)]));
  const toOpenFiles = new Map(roots.map((root) => [root, withParents(new Set(root.open?.keys()))]));
  let folderCount = folders.length;
  while (folders.length > 0) {
    const next: Folder[] = [];
    for (const folder of folders) {
      options.signal?.throwIfAborted();
      const { root, inside } = folder;
      if (isFull(found, options) && inside !== '' && !toOpenFiles.get(root)!.has(inside)) {
        excluded.push({ path: `${root.name}/${inside}/`, included: false, rule: 'over the total limit' });
        await options.pause?.();
        continue;
      }
      const mayEnter = (path: string): boolean =>
        folderCount + next.length < (options.maxFolders ?? mostFolders) || toOpenFiles.get(root)!.has(path);
      await readFolder(folder, nameRules.get(root)!, { ...options, onTheWay }, { found, excluded, next, mayEnter });
    }
    folderCount += next.length;
    folders = next;
  }
  return found;
}

function isFull(found: readonly FileCandidate[], { maxCandidates = mostCandidates }: WalkOptions): boolean {
  return found.length >= maxCandidates;
}

function nameRulesOf({ hidden = [] }: Root, { exclude, include, notSecret = [] }: WalkOptions): NameRules {
  return {
    hidden: anyGlob([...hidden, ...exclude]),
    included: include.length > 0 ? anyGlob(include) : undefined,
    notSecret: anyGlob(notSecret),
  };
}

interface Results {
  readonly found: FileCandidate[];
  readonly excluded: ExcludedFile[];
  readonly next: Folder[];
  /** By path inside the root: whether this folder is among those that are listed. */
  readonly mayEnter: (path: string) => boolean;
}

async function readFolder(
  folder: Folder,
  nameRules: NameRules,
  { onTheWay, ...options }: WalkOptions & { readonly onTheWay: ReadonlySet<string> | undefined },
  { found, excluded, next, mayEnter }: Results,
): Promise<void> {
  const { root, inside } = folder;
  const within = (name: string): string => (inside === '' ? name : `${inside}/${name}`);
  const omit = lister(root, inside, excluded);
  const listed = await root.tree.list(inside).catch(() => undefined);
  if (listed === undefined) return omit(inside === '' ? '' : `${inside}/`, 'unreadable');
  await options.pause?.();
  const entries = await sortWithPauses([...listed], (a, b) => (a.name < b.name ? -1 : 1), options.pause);
  const kindOf = (name: string): TreeEntry['kind'] | undefined => kindIn(entries, name);
  const names: Names = { has: (name) => kindOf(name) !== undefined };
  const rulesHere = await withIgnoreFiles(folder, kindOf, options.pause);
  if (rulesHere === undefined) return omit(inside === '' ? '' : `${inside}/`, 'unreadable');
  const files: string[] = [];
  for (const { name, kind } of entries) {
    await options.pause?.();
    options.signal?.throwIfAborted();
    const path = within(name);
    if (onTheWay && !onTheWay.has(`${root.name}/${path}`)) continue;
    const reason = kind === 'other' ? undefined : reasonByName({ name, path, kind }, rulesHere, names, nameRules);
    if (reason !== undefined) omit(kind === 'directory' ? `${path}/` : path, reason);
    else if (kind === 'directory' && !mayEnter(path)) omit(`${path}/`, 'over the total limit');
    else if (kind === 'directory') next.push({ root, inside: path, rules: rulesHere.enter(name) });
    else if (kind === 'file') files.push(path);
  }
  for (let at = 0; at < files.length; at += concurrentFacts) {
    await options.pause?.();
    options.signal?.throwIfAborted();
    const isWanted = (path: string): boolean => !isFull(found, options) || root.open?.has(path) === true;
    const batch: string[] = [];
    for (const path of files.slice(at, at + concurrentFacts)) {
      if (isWanted(path)) batch.push(path);
      else omit(path, 'over the total limit');
    }
    const facts = await Promise.all(batch.map((path) => factsOf(root, path, options.maxFileBytes)));
    for (const [index, candidate] of facts.entries()) {
      if (typeof candidate === 'string') omit(batch[index]!, candidate);
      else found.push(candidate);
    }
  }
}

/** Lists excluded files one by one as long as there are few, and then each folder once for each reason. */
function lister(root: Root, folder: string, excluded: ExcludedFile[]): (path: string, reason: ExclusionReason) => void {
  const listed = new Set<ExclusionReason>();
  return (path, rule) => {
    const rest = `${root.name}/${folder === '' ? '' : `${folder}/`}`;
    const isFolder = path.endsWith('/') && rule !== 'over the total limit';
    if (excluded.length < mostListed || isFolder) {
      excluded.push({ path: `${root.name}/${path}`, included: false, rule });
    } else if (!listed.has(rule)) {
      listed.add(rule);
      excluded.push({ path: rest, included: false, rule });
    }
  };
}

/** Of an entry in a sorted list. Undefined: there is none of this name. A set of a million names would take a long turn of the thread. */
function kindIn(sorted: readonly TreeEntry[], name: string): TreeEntry['kind'] | undefined {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]!.name < name) from = middle + 1;
    else to = middle;
  }
  const found = sorted[from];
  return found?.name === name ? found.kind : undefined;
}

function reasonByName(
  { name, path, kind }: TreeEntry & { readonly path: string },
  rules: IgnoreRules,
  siblings: Names,
  { hidden, included, notSecret }: NameRules,
): ExclusionReason | undefined {
  const isFolder = kind === 'directory';
  const isSecret = isFolder ? isSecretFolderPath(path) : isSecretPath(path);
  if (isSecret && !notSecret(path, siblings)) return 'secret name';
  if (hidden(path, siblings)) return 'excluded by setting';
  if (name === ownIgnoreFile || rules.ignores(isFolder ? `${name}/` : name)) return 'ignored';
  if (isFolder) return undefined;
  if (included && !included(path, siblings)) return 'excluded by setting';
  return generatedNameReason(path);
}

/**
 * The rules with those of the ignore files in the folder. Undefined: one of them cannot be read, is too large or is no text, so that it is
 * not known what it ignores. Only regular files count, as in git.
 */
async function withIgnoreFiles(
  { root: { tree }, inside, rules: above }: Folder,
  kindOf: (name: string) => TreeEntry['kind'] | undefined,
  pause: Pause | undefined,
): Promise<IgnoreRules | undefined> {
  const paths = ignoreFileNames
    .filter((name) => kindOf(name) === 'file')
    .map((name) => (inside === '' ? name : `${inside}/${name}`));
  if (inside === '' && kindOf('.git') === 'directory' && (await isRegular(tree, gitExclude))) paths.unshift(gitExclude);
  let rules = above;
  for (const path of paths) {
    const content = await tree.read(path, largestIgnoreFile).catch(() => undefined);
    if (content?.kind !== 'text') return undefined;
    rules = await rules.with(content.text, pause);
  }
  return rules;
}

const gitExclude = '.git/info/exclude';

/** Whether the path is that of a regular file, in a folder that is no link. */
async function isRegular(tree: FileTree, path: string): Promise<boolean> {
  const kindOf = (of: string) =>
    tree.facts(of).then(
      ({ kind }) => kind,
      () => undefined,
    );
  const folder = path.slice(0, path.lastIndexOf('/'));
  return (await kindOf(folder)) === 'directory' && (await kindOf(path)) === 'file';
}

/** Bytes. A larger file is not an ignore file that people write. */
const largestIgnoreFile = 1_000_000;

async function factsOf(root: Root, inside: string, maxBytes: number): Promise<FileCandidate | ExclusionReason> {
  const open = root.open?.get(inside);
  const facts = await root.tree.facts(inside).catch(() => undefined);
  if (facts?.kind !== 'file' && open === undefined) return 'unreadable';
  const size = open?.text.length ?? facts?.bytes ?? 0;
  if (size > maxBytes) return 'too large';
  const saved = facts && !open?.isUnsaved ? { bytes: facts.bytes, modifiedMs: facts.modifiedMs } : undefined;
  return { root, inside, path: `${root.name}/${inside}`, modifiedMs: facts?.modifiedMs ?? 0, size, open, saved };
}

/** The paths and all folders on the way to them. */
function withParents(paths: ReadonlySet<string>): Set<string> {
  const found = new Set(paths);
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) found.add(path.slice(0, end));
  }
  return found;
}
