// From source texts to the corpus: what is trained on, what is held out, and the ledger that says of every file what
// became of it and why.
import { admit } from './admit.ts';
import type { IncludedFile, LedgerEntry, SourceText } from './sourceText.ts';
import { splitHeldOut, type HeldOutText } from './split.ts';

export interface Corpus {
  /** Both ordered by path, whatever order the texts came in. */
  readonly train: readonly SourceText[];
  readonly heldOut: readonly HeldOutText[];
  readonly ledger: readonly LedgerEntry[];
}

/** `texts`: the most wanted first. `maxTotalCharacters` in UTF-16 units. */
export function corpusOf(texts: readonly SourceText[], maxTotalCharacters = Infinity): Corpus {
  const { admitted, leftOut } = admit(texts, maxTotalCharacters);
  const { by, train, heldOut } = splitHeldOut([...admitted].sort(byPath));
  const held = new Set(heldOut.map(({ path }) => path));
  const taken = admitted.map(({ path, text }): IncludedFile => ({
    path,
    included: true,
    characters: characterCount(text),
    heldOut: !held.has(path) ? 'none' : by === 'file' ? 'whole' : 'tail',
  }));
  return { train, heldOut, ledger: [...taken, ...leftOut].sort(byPath) };
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
