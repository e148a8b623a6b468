// Divides the texts of a workspace into what is trained on and what is held out, and builds the ledger: why each file is included or excluded.
import type { IncludedFile, LedgerEntry, SourceText } from './sourceText.ts';
import { splitHeldOut, type HeldOutText } from './split.ts';

export interface Corpus {
  /** Both ordered by path, whatever order the texts came in. */
  readonly train: readonly SourceText[];
  readonly heldOut: readonly HeldOutText[];
  readonly ledger: readonly LedgerEntry[];
}

/** `texts`: as `collect` returns them, in any order. */
export function corpusOf(texts: readonly SourceText[]): Corpus {
  const ordered = [...texts].sort(byPath);
  const { by, train, heldOut } = splitHeldOut(ordered);
  const held = new Set(heldOut.map(({ path }) => path));
  const ledger = ordered.map(({ path, text, masked }): IncludedFile => ({
    path,
    included: true,
    characters: characterCount(text),
    heldOut: !held.has(path) ? 'none' : by === 'file' ? 'whole' : 'tail',
    ...(masked && { masked }),
  }));
  return { train, heldOut, ledger };
}

/** Unicode characters of well-formed text. */
export function characterCount(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) pairs++;
  }
  return text.length - pairs;
}

/** By code units: the same everywhere, whatever the machine's language. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
