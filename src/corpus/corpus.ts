// Divides the texts of a workspace into what is trained on and what is held out, and builds the ledger: why each file is included or excluded.
import { characterCount } from './characterCount.ts';
import type { IncludedFile, LedgerEntry, SourceText } from './sourceText.ts';
import { splitHeldOut, type HeldOutBy, type HeldOutText } from './split.ts';

export interface Corpus {
  readonly by: HeldOutBy;
  /** Both ordered by path, whatever order the texts came in. */
  readonly train: readonly SourceText[];
  readonly heldOut: readonly HeldOutText[];
  readonly ledger: readonly LedgerEntry[];
}

/** `texts`: as `collect` returns them, in any order. `before`: see `splitHeldOut`. */
export function corpusOf(texts: readonly SourceText[], before?: HeldOutBy): Corpus {
  const ordered = [...texts].sort(byPath);
  const { by, train, heldOut } = splitHeldOut(ordered, before);
  const held = new Set(heldOut.map(({ path }) => path));
  const ledger = ordered.map(({ path, text, masked, leftOut }): IncludedFile => ({
    path,
    included: true,
    characters: characterCount(text),
    heldOut: !held.has(path) ? 'none' : by === 'file' ? 'whole' : 'tail',
    ...(masked && { masked }),
    ...(leftOut && { leftOut }),
  }));
  return { by, train, heldOut, ledger };
}

/** By code units: the same everywhere, whatever the machine's language. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
