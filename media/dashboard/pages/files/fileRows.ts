// The rows of the file table: which files the network learns from, why others are excluded, and the measured loss.
import type { FileBits } from '../../../../src/protocol/analyzer.ts';
import type { CorpusSummary } from '../../../../src/protocol/learner.ts';
import type { Sorting } from '../../state/filesViewState.ts';
import { t } from '../../ui/localization.ts';

export type Entry = CorpusSummary['ledger'][number];
type IncludedFile = Extract<Entry, { included: true }>;
type Rule = Extract<Entry, { included: false }>['rule'];

export interface FileRow {
  readonly entry: Entry;
  /** Bits per character of the file. Undefined: not measured. */
  readonly bits: number | undefined;
  /** A change by the user that takes effect in the next training. */
  readonly next: 'excluded' | 'included' | undefined;
  /** The user has excluded this one file. */
  readonly isExcludedByUser: boolean;
  /** Text statistics alone have learned the file, not the active network. */
  readonly isUntrained?: boolean;
  /** Text statistics have learned the file. The active network was imported, and may have learned it, too. */
  readonly isUnknown?: boolean;
  /** The last read of the workspace did not find the file. */
  readonly isGone?: boolean;
  /** The file has another length than when the training read it. */
  readonly isChanged?: boolean;
  /** The file is excluded, but the active network has learned it in an earlier training. */
  readonly isKnown?: boolean;
}

/** A text has more UTF-16 units than characters, but hardly by a fifth. */
const mostUnits = 1.2;

/**
 * One row per file of the ledger. After a restart there is no ledger, so the measured files are listed instead.
 * `excluded`: paths inside their folders that the user has excluded; `includedAgain`: paths that the user has included again.
 */
export function fileRows(
  ledger: readonly Entry[],
  measured: readonly FileBits[] = [],
  excluded: ReadonlySet<string> = new Set(),
  includedAgain: ReadonlySet<string> = new Set(),
): readonly FileRow[] {
  const nextOf = (entry: Entry): FileRow['next'] => {
    const path = pathInFolder(entry.path);
    if (excluded.has(path)) return entry.included ? 'excluded' : undefined;
    return isExcludedBySetting(entry) && includedAgain.has(path) ? 'included' : undefined;
  };
  const bits = new Map(measured.map(({ path, bitsPerChar }) => [path, bitsPerChar]));
  const entries =
    ledger.length > 0
      ? ledger
      : measured.map(({ path, characters, heldOut }): Entry => ({ path, included: true, characters, heldOut }));
  return entries.map((entry) => ({
    entry,
    bits: bits.get(entry.path),
    next: nextOf(entry),
    isExcludedByUser: excluded.has(pathInFolder(entry.path)),
  }));
}

/** Without what was excluded and found again: the last read of the workspace may know another reason, or none, as of a file that was empty. */
export function withoutOldReasons(ledger: readonly Entry[], found: readonly Entry[]): readonly Entry[] {
  const paths = new Set(found.map(({ path }) => path));
  return ledger.filter((entry) => entry.included || isExcludedBySetting(entry) || !paths.has(entry.path));
}

/** Marks files that are gone or have changed. `found`: what the last read of the workspace found. Empty: it is not known. */
export function markChanged(rows: readonly FileRow[], found: readonly Entry[]): readonly FileRow[] {
  if (found.length === 0) return rows;
  const now = new Map(found.map((entry) => [entry.path, entry]));
  return rows.map((row) => {
    const { entry } = row;
    const current = now.get(entry.path);
    if (!current) return { ...row, isGone: true };
    return current.included && entry.included && isOtherLength(entry, current) ? { ...row, isChanged: true } : row;
  });
}

/** Marks files that are excluded, but known to the active network. `trained`: see `rowsWithoutCorpus`. */
export function markKnown(rows: readonly FileRow[], trained: ReadonlySet<string> | undefined): readonly FileRow[] {
  return rows.map((row) => (!row.entry.included && trained?.has(row.entry.path) ? { ...row, isKnown: true } : row));
}

/**
 * Marks files of the last training that the active network has not learned, because the training did not make it better. `trained`: see
 * `rowsWithoutCorpus`. Empty: it is not known.
 */
export function markUntrained(rows: readonly FileRow[], trained: ReadonlySet<string> | undefined): readonly FileRow[] {
  if (trained?.size === 0) return rows;
  return rows.map((row) => {
    const { entry } = row;
    const isTrainingText = entry.included && entry.heldOut !== 'whole';
    return isTrainingText && trained?.has(entry.path) === false ? { ...row, isUntrained: true } : row;
  });
}

function isOtherLength(read: IncludedFile, now: IncludedFile): boolean {
  const [before, after] = [wholeLength(read), wholeLength(now)];
  return after < before || after > (now.isLength ? mostUnits * before : before);
}

/** Of the file, also where a part of it was left out. */
function wholeLength({ characters, leftOut = 0 }: IncludedFile): number {
  return characters + leftOut;
}

/**
 * One row per file that text statistics know, which the list of the training does not have: the file is new, or there is no list, because
 * only the newest runs keep theirs. `trained`: paths of the files that the active network has learned. Undefined: it was imported.
 */
export function rowsWithoutCorpus(
  learned: readonly Entry[],
  trained: ReadonlySet<string> | undefined,
  excluded: ReadonlySet<string>,
  includedAgain: ReadonlySet<string>,
): readonly FileRow[] {
  return fileRows(learned, [], excluded, includedAgain).map((row) => ({
    ...row,
    ...(trained ? { isUntrained: !trained.has(row.entry.path) } : { isUnknown: true }),
  }));
}

/** The path without the name of the workspace folder. */
function pathInFolder(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

function isExcludedBySetting(entry: Entry): boolean {
  return !entry.included && entry.rule === 'excluded by setting';
}

/** The folder that contains all files, with a final slash. '' if there are several, as in a multi-root workspace. */
export function sharedFolder(rows: readonly FileRow[]): string {
  const folderOf = ({ entry: { path } }: FileRow): string => path.slice(0, path.indexOf('/') + 1);
  const folder = rows[0] ? folderOf(rows[0]) : '';
  return rows.every((row) => folderOf(row) === folder) ? folder : '';
}

/** The rows whose path or use contains the text, in any case. */
export function matching(rows: readonly FileRow[], text: string): readonly FileRow[] {
  const wanted = text.toLowerCase();
  return rows.filter((row) => `${row.entry.path} ${fileUse(row)}`.toLowerCase().includes(wanted));
}

/** Rows without a value come last in both directions. */
export function sorted(rows: readonly FileRow[], { key, descending }: Sorting): readonly FileRow[] {
  const sign = descending ? -1 : 1;
  const value = (row: FileRow): string | number | undefined => {
    const { entry, bits } = row;
    switch (key) {
      case 'path':
        return entry.path;
      case 'characters':
        return entry.included ? entry.characters : undefined;
      case 'bits':
        return bits;
      case 'use':
        return fileUse(row);
    }
  };
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return a === b ? 0 : a < b ? -sign : sign;
  });
}

/** How many files are included, excluded, and included but gone. `untrained`: of those included, where others are trained on. */
export function countRows(
  rows: readonly FileRow[],
): Readonly<Record<'included' | 'untrained' | 'excluded' | 'gone', number>> {
  const counts = { included: 0, untrained: 0, excluded: 0, gone: 0 };
  for (const { entry, next, isGone, isUntrained } of rows) {
    const isIncluded = next === undefined ? entry.included : next === 'included';
    const kind = !isIncluded ? 'excluded' : isGone ? 'gone' : 'included';
    counts[kind]++;
    if (kind === 'included' && isUntrained) counts.untrained++;
  }
  return { ...counts, untrained: counts.untrained === counts.included ? 0 : counts.untrained };
}

/** How the training uses the file, and whether it uses all of it. */
export function fileUse(row: Omit<FileRow, 'bits'>): string {
  const { entry, next, isGone } = row;
  const isPart = entry.included && entry.leftOut !== undefined && next === undefined && !isGone;
  return isPart ? t('{0}; without what you were typing', useOf(row)) : useOf(row);
}

function useOf(row: Omit<FileRow, 'bits'>): string {
  const { entry, next, isExcludedByUser, isUntrained, isUnknown, isGone, isChanged, isKnown } = row;
  if (isUnknown && entry.included && next === undefined) return t('text for suggestions');
  if (isUntrained && (next === 'included' || (entry.included && next === undefined)))
    return t('text for suggestions; the network has not read it yet');
  if (isUntrained && entry.included) return t('excluded by you');
  if (next === 'excluded')
    return entry.included && entry.heldOut === 'whole'
      ? t('excluded; the network was only tested with it')
      : t('{0}; the network knows it until you start a new one', t('excluded by you'));
  if (next) return t('included in the next training');
  // A run that another version has stored may have a rule that this one does not know.
  if (!entry.included) {
    const reason = isExcludedByUser ? t('excluded by you') : (exclusionReasons[entry.rule] ?? entry.rule);
    return isKnown ? t('{0}; the network knows it until you start a new one', reason) : reason;
  }
  if (isGone) {
    return entry.heldOut === 'whole'
      ? t('now deleted or ignored, was only used to test the network')
      : t('now deleted or ignored, but the network still knows it');
  }
  if (isChanged && entry.heldOut !== 'whole') return t('training text, changed since the training began');
  if (entry.heldOut === 'none') return t('training text');
  return entry.heldOut === 'whole' ? t('used to test the network') : t('training text; its end is kept for the test');
}

const exclusionReasons: Readonly<Record<Rule, string>> = {
  'secret name': t('excluded: may contain passwords or keys'),
  ignored: t('excluded by an ignore file'),
  'excluded by setting': t('excluded by a pattern in the settings (files.exclude, hiddenState.files)'),
  'too large': t('excluded: too large'),
  unreadable: t('excluded: cannot be read'),
  binary: t('excluded: not text'),
  empty: t('excluded: had no text to learn when it was read'),
  minified: t('excluded: minified, or very long lines'),
  generated: t('excluded: generated by a program'),
  'not searched for secrets': t('excluded: could not be searched for passwords'),
  'over the total limit': t('excluded: over the total size limit'),
};
