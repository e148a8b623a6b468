// The ledger as rows: what became of each file, in words, with what was measured of it; sorted as somebody wants it.
import type { FileBits } from '../../../../src/protocol/analyzer.ts';
import type { CorpusSummary } from '../../../../src/protocol/learner.ts';
import { t } from '../../ui/localization.ts';

export type Entry = CorpusSummary['ledger'][number];
type Rule = Extract<Entry, { included: false }>['rule'];

export interface FileRow {
  readonly entry: Entry;
  /** What a character of it costs the network; undefined: not measured. */
  readonly bits: number | undefined;
  /** What has been said of it since; it holds when the next training begins. */
  readonly next: 'excluded' | 'included' | undefined;
}

export type SortKey = 'path' | 'characters' | 'bits' | 'use';
export const sortKeys: readonly SortKey[] = ['path', 'characters', 'bits', 'use'];
export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/**
 * Files that were measured and stand in no ledger (after a restart there is none) get a row too. `leftOut`: paths inside their
 * folders that are left out one by one; `takenBack`: that were.
 */
export function fileRows(
  ledger: readonly Entry[],
  measured: readonly FileBits[] = [],
  leftOut: ReadonlySet<string> = new Set(),
  takenBack: ReadonlySet<string> = new Set(),
): readonly FileRow[] {
  const nextOf = (entry: Entry): FileRow['next'] => {
    const inside = pathInFolder(entry.path);
    if (leftOut.has(inside)) return entry.included ? 'excluded' : undefined;
    return isExcluded(entry) && takenBack.has(inside) ? 'included' : undefined;
  };
  const bits = new Map(measured.map(({ path, bitsPerChar }) => [path, bitsPerChar]));
  const entries =
    ledger.length > 0
      ? ledger
      : measured.map(({ path, characters, heldOut }): Entry => ({ path, included: true, characters, heldOut }));
  return entries.map((entry) => ({ entry, bits: bits.get(entry.path), next: nextOf(entry) }));
}

/** Without the name of the workspace folder. */
export function pathInFolder(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

function isExcluded(entry: Entry): boolean {
  return !entry.included && entry.rule === 'excluded by setting';
}

/** The folder that all files are in, with its slash; '' where there are several, as in a workspace of many folders. */
export function sharedFolder(rows: readonly FileRow[]): string {
  const folderOf = ({ entry: { path } }: FileRow): string => path.slice(0, path.indexOf('/') + 1);
  const folder = rows[0] ? folderOf(rows[0]) : '';
  return rows.every((row) => folderOf(row) === folder) ? folder : '';
}

/** What has no value comes last, either way. */
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

export function fileUse({ entry, next }: Pick<FileRow, 'entry' | 'next'>): string {
  if (next) return next === 'excluded' ? t('left out from the next training on') : t('read from the next training on');
  if (!entry.included) return exclusionReason(entry.rule);
  if (entry.heldOut === 'none') return t('learned from');
  return entry.heldOut === 'whole' ? t('held out') : t('learned from, its end held out');
}

function exclusionReason(rule: Rule): string {
  switch (rule) {
    case 'secret name':
      return t('left out: may hold secrets');
    case 'ignored':
      return t('left out: an ignore file says so');
    case 'excluded by setting':
      return t('left out: a setting says so');
    case 'too large':
      return t('left out: too large');
    case 'unreadable':
      return t('left out: cannot be read');
    case 'binary':
      return t('left out: no text');
    case 'empty':
      return t('left out: empty');
    case 'minified':
      return t('left out: minified');
    case 'generated':
      return t('left out: generated');
    case 'over the total limit':
      return t('left out: over the total limit');
    default:
      return rule;
  }
}
