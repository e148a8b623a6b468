// How somebody looks at the ledger: what of it the page remembers over a restart.
import { sortKeys, type Sorting } from './fileRows.ts';

export interface FilesViewState {
  readonly find: string;
  readonly sorting: Sorting;
}

export const initialFilesView: FilesViewState = { find: '', sorting: { key: 'path', descending: false } };

/** Of whatever was remembered. */
export function parseFilesView(state: unknown): FilesViewState {
  if (typeof state !== 'object' || state === null) return initialFilesView;
  const { find, sorting } = state as Partial<Record<keyof FilesViewState, unknown>>;
  const { key, descending } = (sorting ?? {}) as Partial<Record<keyof Sorting, unknown>>;
  return {
    find: typeof find === 'string' ? find : '',
    sorting: { key: sortKeys.find((one) => one === key) ?? 'path', descending: descending === true },
  };
}
