// Which pieces of a history's hunks are typed with suggestions: all of a short history, a sample of a long one. Decoding at every
// place is what takes the time.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Edit } from './edit.ts';
import type { Hunk } from './hunks.ts';

export interface Piece {
  /** UTF-16 units of the hunk's insertion. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units that are typed with suggestions at most, in new and in existing files. */
const mostTyped = { newFile: 5000, existing: 20_000 };
const pieceLength = 400;

/** A function that chooses the same pieces for the same history. */
export function chooseHunks(
  history: readonly { readonly edit: Edit; readonly hunks: readonly Hunk[] }[],
): (hunk: Hunk, edit: Edit) => readonly Piece[] {
  const random = xoroshiro128plus(1);
  const lengthOf = (isNew: boolean): number =>
    history
      .filter(({ edit }) => (edit.before === null) === isNew)
      .reduce((sum, { hunks }) => sum + hunks.reduce((length, { inserted }) => length + inserted.length, 0), 0);
  const share = {
    newFile: mostTyped.newFile / Math.max(1, lengthOf(true)),
    existing: mostTyped.existing / Math.max(1, lengthOf(false)),
  };
  return ({ inserted }, { before }) => {
    const pieces: Piece[] = [];
    for (let start = 0; start < inserted.length; start += pieceLength) {
      if (uniformFloat64(random) >= share[before === null ? 'newFile' : 'existing']) continue;
      pieces.push({ start, end: Math.min(inserted.length, start + pieceLength) });
    }
    return pieces;
  };
}
