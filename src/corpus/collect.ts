// Walks folders and reads the texts that the corpus may take: one walk for the extension and the terminal. Names are
// judged first, so that what is secret, ignored or excluded is never opened; then the files nearest to the user are read
// until the total limit is full.
import { exclusionReasonOf, normalize } from './admit.ts';
import type { FileContent, FileTree } from './fileTree.ts';
import { generatedNameReason } from './generatedNames.ts';
import { anyGlob, type Glob } from './globs.ts';
import { ignoreFileNames, noIgnoreRules, type IgnoreRules } from './ignoreFiles.ts';
import { byPath } from './corpus.ts';
import { maskSecrets } from './maskSecrets.ts';
import { hasSecretName } from './secretNames.ts';
import type { ExcludedFile, ExclusionReason, SourceText } from './sourceText.ts';

export interface Root {
  /** Unique among the roots: the first part of every path. */
  readonly name: string;
  readonly tree: FileTree;
  /** Globs on top of those of `CollectOptions`: what the editor hides in this folder. */
  readonly hidden?: readonly Glob[];
  /** Text of open documents as it stands in the editor, by path inside the folder; read instead of the file. */
  readonly open?: ReadonlyMap<string, string>;
}

export interface CollectOptions {
  /** Only files that match one of these are read; empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxFileBytes: number;
  /** UTF-16 units. */
  readonly maxTotalCharacters: number;
  /** Only these paths (with the root's name) are looked at, by the same rules; undefined: all. */
  readonly only?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  /** Called now and then with the number of files read. */
  readonly onRead?: (files: number) => void;
  /** Called once with the texts nearest to the user, as soon as they are read, where there are more to come. */
  readonly onNearest?: (nearest: NearestTexts) => void;
}

export interface NearestTexts {
  readonly texts: readonly SourceText[];
  /** About so many characters come in all. */
  readonly expectedCharacters: number;
}

export interface Collection {
  /** The most wanted first: open ones, then by time of change, then by path. Normalised, secrets blotted out. */
  readonly texts: readonly SourceText[];
  readonly excluded: readonly ExcludedFile[];
}

export const defaultExclude: readonly string[] = [
  ...['**/.git', '**/.hg', '**/.svn', '**/node_modules', '**/bower_components', '**/.venv', '**/__pycache__'],
  ...['**/.tox', '**/.mypy_cache', '**/.pytest_cache', '**/.ruff_cache', '**/.gradle', '**/.next', '**/.nuxt'],
  ...['**/.cache', '**/.vscode-test', '**/.nyc_output'],
];
export const defaultMaxFileBytes = 2_000_000;
export const defaultMaxTotalCharacters = 20_000_000;

/** Files read at the same time. */
const concurrentReads = 16;

interface Candidate {
  readonly root: Root;
  /** Inside the root. */
  readonly inside: string;
  readonly path: string;
  readonly modifiedMs: number;
  /** Bytes, or UTF-16 units where it is open. */
  readonly size: number;
  readonly open: string | undefined;
}

/** Rejects only when the signal is aborted, with its reason. */
export async function collect(roots: readonly Root[], options: CollectOptions): Promise<Collection> {
  const leftOut: ExcludedFile[] = [];
  const candidates: Candidate[] = [];
  for (const root of roots) candidates.push(...(await list(root, options, leftOut)));
  candidates.sort(
    (a, b) =>
      Number(b.open !== undefined) - Number(a.open !== undefined) || b.modifiedMs - a.modifiedMs || byPath(a, b),
  );
  const texts = await readWithinLimit(candidates, options, leftOut);
  return { texts, excluded: leftOut.sort(byPath) };
}

async function list(root: Root, options: CollectOptions, leftOut: ExcludedFile[]): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const hidden = anyGlob([...(root.hidden ?? []), ...options.exclude.map((pattern) => ({ pattern }))]);
  const included = anyGlob(options.include.map((pattern) => ({ pattern })));
  const omit = (inside: string, rule: ExclusionReason): void =>
    void leftOut.push({ path: `${root.name}/${inside}`, included: false, rule });

  const ruleByName = (inside: string, directory: boolean, rules: IgnoreRules, siblings: ReadonlySet<string>) => {
    const marked = directory ? `${inside}/` : inside;
    if (hasSecretName(marked)) return 'secret name';
    if (hidden(inside, siblings)) return 'excluded by setting';
    if (rules.ignores(marked)) return 'ignored';
    if (directory) return undefined;
    if (options.include.length > 0 && !included(inside, siblings)) return 'excluded by setting';
    return generatedNameReason(inside);
  };

  const onTheWay = options.only && withParents(options.only);

  const walk = async (directory: string, above: IgnoreRules): Promise<void> => {
    options.signal?.throwIfAborted();
    const entries = await root.tree.list(directory).catch(() => undefined);
    if (entries === undefined) return omit(directory === '' ? '' : `${directory}/`, 'unreadable');
    const names = new Set(entries.map(({ name }) => name));
    const within = (name: string): string => (directory === '' ? name : `${directory}/${name}`);
    let rules = above;
    if (directory === '' && names.has('.git')) rules = await withFile(root.tree, rules, '', '.git/info/exclude');
    for (const name of ignoreFileNames) {
      if (names.has(name)) rules = await withFile(root.tree, rules, directory, within(name));
    }
    const files: string[] = [];
    for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = within(name);
      if (onTheWay && !onTheWay.has(`${root.name}/${inside}`)) continue;
      const rule = kind === 'other' ? undefined : ruleByName(inside, kind === 'directory', rules, names);
      if (rule !== undefined) omit(kind === 'directory' ? `${inside}/` : inside, rule);
      else if (kind === 'directory') await walk(inside, rules);
      else if (kind === 'file') files.push(inside);
    }
    await inBatches(files, async (inside) => {
      const candidate = await measure(root, inside, options.maxFileBytes);
      if (typeof candidate === 'string') omit(inside, candidate);
      else found.push(candidate);
    });
  };
  await walk('', noIgnoreRules);
  return found;
}

/** The paths and all directories on the way to them. */
function withParents(paths: ReadonlySet<string>): Set<string> {
  const found = new Set(paths);
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) found.add(path.slice(0, end));
  }
  return found;
}

async function withFile(tree: FileTree, rules: IgnoreRules, directory: string, path: string): Promise<IgnoreRules> {
  const content = await tree.read(path).catch(() => undefined);
  return content?.kind === 'text' ? rules.with(directory, content.text) : rules;
}

async function measure(root: Root, inside: string, maxBytes: number): Promise<Candidate | ExclusionReason> {
  const open = root.open?.get(inside);
  const facts = await root.tree.facts(inside).catch(() => undefined);
  if (facts === undefined && open === undefined) return 'unreadable';
  const size = open?.length ?? facts?.bytes ?? 0;
  if (size > maxBytes) return 'too large';
  return { root, inside, path: `${root.name}/${inside}`, modifiedMs: facts?.modifiedMs ?? 0, size, open };
}

async function readWithinLimit(
  candidates: readonly Candidate[],
  options: CollectOptions,
  leftOut: ExcludedFile[],
): Promise<SourceText[]> {
  const texts: SourceText[] = [];
  const omit = (path: string, rule: ExclusionReason): void => void leftOut.push({ path, included: false, rule });
  let total = 0;
  for (let next = 0; next < candidates.length; next += concurrentReads) {
    options.signal?.throwIfAborted();
    const batch = candidates.slice(next, next + concurrentReads);
    if (total >= options.maxTotalCharacters) {
      for (const { path } of batch) omit(path, 'over the total limit');
      continue;
    }
    const contents = await Promise.all(batch.map(contentOf));
    batch.forEach(({ path }, index) => {
      const content = contents[index];
      if (content?.kind !== 'text') return omit(path, content === undefined ? 'unreadable' : 'binary');
      const text = normalize(content.text);
      const rule = exclusionReasonOf({ path, text });
      if (rule !== undefined) return omit(path, rule);
      if (texts.length > 0 && total + text.length > options.maxTotalCharacters) {
        return omit(path, 'over the total limit');
      }
      total += text.length;
      texts.push({ path, text });
    });
    options.onRead?.(texts.length);
    if (next === 0 && texts.length > 0 && candidates.length > concurrentReads) {
      const size = candidates.reduce((sum, candidate) => sum + candidate.size, 0);
      options.onNearest?.({ texts: [...texts], expectedCharacters: Math.min(size, options.maxTotalCharacters) });
    }
  }
  return texts;
}

async function contentOf({ root, inside, open }: Candidate): Promise<FileContent | undefined> {
  try {
    const content: FileContent = open === undefined ? await root.tree.read(inside) : { kind: 'text', text: open };
    return content.kind === 'text' ? { kind: 'text', text: await maskSecrets(content.text) } : content;
  } catch {
    return undefined;
  }
}

async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let next = 0; next < items.length; next += concurrentReads)
    await Promise.all(items.slice(next, next + concurrentReads).map(work));
}
