// Reads the texts that the corpus may use: one way for the editor and the terminal. Names are checked first (`walk.ts`); then
// the files nearest to the user are read, masked and checked by content, until the total limit is full.
import { isMostlyProse } from '../model/proseFile.ts';
import { createPause, type Turns } from '../model/work.ts';
import { byPath } from './corpus.ts';
import type { FileContent } from './fileTree.ts';
import type { LearnableText } from './learnableText.ts';
import { sortWithPauses } from './sortWithPauses.ts';
import type { ExcludedFile, ExclusionReason, SavedFile, SourceText } from './sourceText.ts';
import type { TypedUnit } from './typedPart.ts';
import { walk, type FileCandidate, type Root, type WalkOptions } from './walk.ts';

export interface CollectOptions extends WalkOptions {
  /** For other work of the thread. Default: the work does not pause. */
  readonly turns?: Turns;
  /** UTF-16 units. */
  readonly maxTotalCharacters: number;
  /** Checks and masks the texts. Given by the caller, because it may take any time: see `src/masker`. */
  readonly learnableText: LearnableText;
  /** What is left out where a document is being typed. Default: the last sentences. */
  readonly typedUnit?: TypedUnit;
  /** What is known of each file: where it has not changed since, it is not opened. Asked for after the walk. */
  readonly known?: () => Promise<(path: string) => KnownFile | undefined>;
  /** Called now and then with the number of files read. */
  readonly onRead?: (files: number) => void;
  /** Called twice, where there are more to come: with the texts of open files as soon as they are read, and with the next ones, too. */
  readonly onNearest?: (nearest: NearestTexts) => void;
}

/** The result of an earlier read: UTF-16 units of the text, or why it is excluded. */
export interface KnownFile extends SavedFile {
  readonly result: number | ExclusionReason;
}

export interface NearestTexts {
  readonly texts: readonly SourceText[];
  /** Approximate number of characters of all texts. */
  readonly expectedCharacters: number;
  /** Nearly all of them are for people. */
  readonly isProse: boolean;
}

export interface Collection {
  /** The most wanted first: open ones, then by time of change, then by path. Normalized, secrets masked. */
  readonly texts: readonly SourceText[];
  readonly excluded: readonly ExcludedFile[];
  /** Files that are known and have not changed. `length`: UTF-16 units. */
  readonly unchanged?: readonly { readonly path: string; readonly length: number }[];
}

/** Work between two turns of others. */
const sliceMs = 8;
/** The same content gives these again; the others depend on other files and on the machine. */
const decidedByContent: ReadonlySet<ExclusionReason> = new Set(['binary', 'empty', 'minified', 'generated']);

/** Files read at the same time. */
const concurrentReads = 16;
/** So many batches of them are given to `onNearest`. */
const nearestBatches = 2;

/** Rejects only when the signal is aborted, with its reason. */
export async function collect(roots: readonly Root[], given: CollectOptions): Promise<Collection> {
  const options = given.turns ? { ...given, pause: createPause({ sliceMs, ...given.turns }) } : given;
  const excluded: ExcludedFile[] = [];
  const candidates = await walk(roots, options, excluded);
  await sortWithPauses(
    candidates,
    (a, b) =>
      Number(b.open !== undefined) - Number(a.open !== undefined) || b.modifiedMs - a.modifiedMs || byPath(a, b),
    options.pause,
  );
  const unchanged: { path: string; length: number }[] = [];
  const known = await options.known?.();
  const others = known ? candidates.filter((each) => !isUnchanged(each, known, { unchanged, excluded })) : candidates;
  // A file that was learned before stays, also where it has grown beyond what is left of the limit.
  const wasLearned = ({ path }: FileCandidate): boolean => typeof known?.(path)?.result === 'number';
  const unlimited = { ...options, maxTotalCharacters: Infinity };
  const changed = await readWithinLimit(others.filter(wasLearned), unlimited, excluded);
  const before = [...unchanged.map(({ length }) => length), ...changed.map(({ text }) => text.length)];
  const fresh = others.filter((each) => !wasLearned(each));
  const texts = [...changed, ...(await readWithinLimit(fresh, options, excluded, before))];
  const sorted = await sortWithPauses(excluded, byPath, options.pause);
  return { texts, excluded: sorted, ...(known && { unchanged }) };
}

/** Notes the earlier result of a file that has not changed since. */
function isUnchanged(
  { path, saved }: FileCandidate,
  known: (path: string) => KnownFile | undefined,
  { unchanged, excluded }: { unchanged: { path: string; length: number }[]; excluded: ExcludedFile[] },
): boolean {
  const earlier = known(path);
  if (!earlier || !saved || saved.bytes !== earlier.bytes || saved.modifiedMs !== earlier.modifiedMs) return false;
  const { result } = earlier;
  if (typeof result === 'number') unchanged.push({ path, length: result });
  else excluded.push({ path, included: false, rule: result, saved });
  return true;
}

/** `before`: lengths of the texts that there are already. Without any, the first text is taken whatever its length. */
async function readWithinLimit(
  candidates: readonly FileCandidate[],
  options: CollectOptions,
  excluded: ExcludedFile[],
  before: readonly number[] = [],
): Promise<SourceText[]> {
  const texts: SourceText[] = [];
  const omit = (path: string, rule: ExclusionReason, saved?: SavedFile): void =>
    void excluded.push({ path, included: false, rule, ...(saved && { saved }) });
  let total = before.reduce((sum, length) => sum + length, 0);
  const isEmpty = (): boolean => before.length + texts.length === 0;
  const opened = candidates.findIndex(({ open }) => open === undefined);
  for (let next = 0, batches = 0; next < candidates.length;) {
    options.signal?.throwIfAborted();
    // The open files alone come first.
    const most = next < opened ? candidates.slice(0, opened) : candidates;
    const batch = batchWithin(most, next, options.maxTotalCharacters - total, isEmpty());
    if (batch.length === 0) {
      omit(candidates[next++]!.path, 'over the total limit');
      await options.pause?.();
      continue;
    }
    next += batch.length;
    const { length: readBefore } = texts;
    const contents = await Promise.all(batch.map((candidate) => textOf(candidate, options)));
    for (const [index, { path, saved }] of batch.entries()) {
      const content = contents[index]!;
      if (typeof content === 'string') omit(path, content, decidedByContent.has(content) ? saved : undefined);
      else if (!isEmpty() && total + content.text.length > options.maxTotalCharacters) {
        omit(path, 'over the total limit');
      } else {
        total += content.text.length;
        texts.push(content);
      }
    }
    options.onRead?.(texts.length);
    if (batches++ < nearestBatches && texts.length > readBefore && next < candidates.length) {
      const size = candidates.reduce((sum, candidate) => sum + candidate.size, 0);
      const expectedCharacters = Math.min(size, options.maxTotalCharacters);
      const isProse = isMostlyProse(candidates.map((candidate) => ({ path: candidate.path, length: candidate.size })));
      options.onNearest?.({ texts: [...texts], expectedCharacters, isProse });
    }
  }
  return texts;
}

/** The next files that fit into what is left of the limit, decided by size before they are opened. The first is always read. */
function batchWithin(
  candidates: readonly FileCandidate[],
  from: number,
  left: number,
  isFirst: boolean,
): readonly FileCandidate[] {
  const batch: FileCandidate[] = [];
  let total = 0;
  for (const candidate of candidates.slice(from, from + concurrentReads)) {
    total += candidate.size;
    if (total > left && !(isFirst && batch.length === 0)) break;
    batch.push(candidate);
  }
  return batch;
}

async function textOf(
  { root, inside, path, open, saved }: FileCandidate,
  { learnableText, maxFileBytes, typedUnit, pause }: CollectOptions,
): Promise<SourceText | ExclusionReason> {
  try {
    const content: FileContent =
      open === undefined ? await root.tree.read(inside, maxFileBytes) : { kind: 'text', text: open.text };
    if (content.kind !== 'text') return content.kind;
    await pause?.();
    const typedAt = open?.typedAt;
    const learnable = await learnableText({
      path,
      text: content.text,
      isOpen: open !== undefined,
      ...(typedAt && { typedAt }),
      ...(typedUnit && { typedUnit }),
    });
    if (typeof learnable === 'string' || !saved) return learnable;
    // A part was left out: the file is read again.
    return { ...learnable, saved: typedAt?.length ? { ...saved, modifiedMs: 0 } : saved };
  } catch {
    return 'unreadable';
  }
}
