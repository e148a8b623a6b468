// The list of all files of a collection: what is included, and why others are not. There may be 50,000 files with 100 MB of text, so it
// is made in slices.
import { createPause, type Turns } from '../model/work.ts';
import type { Collection } from './collect.ts';
import { characterCount } from './characterCount.ts';
import { byPath } from './corpus.ts';
import { sortWithPauses } from './sortWithPauses.ts';
import type { LedgerEntry } from './sourceText.ts';

/** Work between two turns of others. */
const sliceMs = 8;

export async function ledgerOf(
  { texts, excluded, unchanged = [] }: Collection,
  turns: Turns,
): Promise<readonly LedgerEntry[]> {
  const pause = createPause({ sliceMs, ...turns });
  const learned = { included: true, heldOut: 'none' } as const;
  const entries: LedgerEntry[] = unchanged.map(({ path, length }) => ({
    path,
    ...learned,
    characters: length,
    isLength: true,
  }));
  for (const { path, text, masked, leftOut } of texts) {
    const characters = characterCount(text);
    entries.push({ path, ...learned, characters, ...(masked && { masked }), ...(leftOut && { leftOut }) });
    await pause();
  }
  for (const each of excluded) entries.push(each);
  return sortWithPauses(entries, byPath, pause);
}
