// How somebody looks at the ledger: what of it the page remembers over a restart.
import { sortKeys, type Sorting } from './ledger.ts';

export interface LedgerLook {
  readonly find: string;
  readonly sorting: Sorting;
}

export const firstLedgerLook: LedgerLook = { find: '', sorting: { key: 'path', descending: false } };

/** Of whatever was remembered. */
export function validLedgerLook(state: unknown): LedgerLook {
  if (typeof state !== 'object' || state === null) return firstLedgerLook;
  const { find, sorting } = state as Partial<Record<keyof LedgerLook, unknown>>;
  const { key, descending } = (sorting ?? {}) as Partial<Record<keyof Sorting, unknown>>;
  return {
    find: typeof find === 'string' ? find : '',
    sorting: { key: sortKeys.find((one) => one === key) ?? 'path', descending: descending === true },
  };
}
