// The part of the view state that belongs to the Files page.

export type SortKey = 'path' | 'characters' | 'bits' | 'use';
const sortKeys: readonly SortKey[] = ['path', 'characters', 'bits', 'use'];
export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

export interface FilesViewState {
  readonly find: string;
  readonly sorting: Sorting;
}

export const initialFilesView: FilesViewState = { find: '', sorting: { key: 'path', descending: false } };

/** Replaces each invalid part of the stored state by its initial value. */
export function parseFilesView(stored: unknown): FilesViewState {
  if (typeof stored !== 'object' || stored === null) return initialFilesView;
  const { find, sorting } = stored as Partial<Record<keyof FilesViewState, unknown>>;
  const { key, descending } = (sorting ?? {}) as Partial<Record<keyof Sorting, unknown>>;
  return {
    find: typeof find === 'string' ? find : '',
    sorting: { key: sortKeys.find((one) => one === key) ?? 'path', descending: descending === true },
  };
}
