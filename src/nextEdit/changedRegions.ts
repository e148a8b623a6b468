// Regions of a text that edits have changed: they move with other changes, so that an edit is known until its text is changed again.
import type { DocumentChange } from './documentChange.ts';
import type { Edit } from './tokenChanges.ts';

/** What a returned edit has changed, in the text now. */
export interface ChangedRegion {
  readonly start: number;
  readonly end: number;
  readonly old: string;
}

/** The edit that has made the region, as if it were the last one. */
export function editOf({ start, end, old }: ChangedRegion, text: string): Edit {
  const before = text.slice(0, start) + old + text.slice(end);
  return { before, after: text, start, oldEnd: start + old.length, newEnd: end };
}

/** Text that is only added beside it does not change a region. */
export function isChanging({ start, deletedLength }: DocumentChange, region: ChangedRegion): boolean {
  const end = start + deletedLength;
  return (start < region.end && end > region.start) || (start <= region.start && end >= region.end);
}

export function moved(region: ChangedRegion, changes: readonly DocumentChange[]): ChangedRegion {
  const before = changes.filter(({ start, deletedLength }) => start + deletedLength <= region.start);
  const growth = before.reduce((sum, { deletedLength, inserted }) => sum + inserted.length - deletedLength, 0);
  return { ...region, start: region.start + growth, end: region.end + growth };
}
