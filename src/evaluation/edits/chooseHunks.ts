// Which pieces of a history's hunks are typed with suggestions: all of a short history, a sample of a long one. Decoding at every
// place is what takes the time. Each kind of place is sampled on its own, because real edits have few characters in mid-line.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Edit } from './edit.ts';
import type { Hunk } from './hunks.ts';
import { strata, stratumOf, textsOf, type Stratum } from './stratum.ts';

export interface Piece {
  /** UTF-16 units of the hunk's insertion. */
  readonly start: number;
  readonly end: number;
  /** How many characters of the history each of its characters stands for. Default: 1. */
  readonly weight?: number;
}

/** UTF-16 units that are typed with suggestions at most. */
const mostTyped: Readonly<Record<Stratum, number>> = {
  newFile: 3000,
  lineEnd: 5000,
  midLine: 3000,
  replacement: 4000,
};
const pieceLength = 400;

/** A function that chooses the same pieces for the same history. It takes the hunks of the history. */
export function chooseHunks(
  history: readonly { readonly edit: Edit; readonly hunks: readonly Hunk[] }[],
): (hunk: Hunk) => readonly Piece[] {
  const random = xoroshiro128plus(1);
  const stratumByHunk = new Map<Hunk, Stratum>();
  for (const { edit, hunks } of history) {
    const texts = textsOf(edit);
    for (const hunk of hunks) stratumByHunk.set(hunk, stratumOf(edit, hunk, texts));
  }
  const shares = sampledShares(stratumByHunk);
  return (hunk) => {
    const share = shares[stratumByHunk.get(hunk)!];
    const pieces: Piece[] = [];
    for (let start = 0; start < hunk.inserted.length; start += pieceLength) {
      if (uniformFloat64(random) >= share) continue;
      const end = Math.min(hunk.inserted.length, start + pieceLength);
      pieces.push({ start, end, weight: 1 / share });
    }
    return pieces;
  };
}

function sampledShares(stratumByHunk: ReadonlyMap<Hunk, Stratum>): Record<Stratum, number> {
  const lengths = { newFile: 0, lineEnd: 0, midLine: 0, replacement: 0 };
  for (const [{ inserted }, stratum] of stratumByHunk) lengths[stratum] += inserted.length;
  const shareOf = (stratum: Stratum): number => Math.min(1, mostTyped[stratum] / Math.max(1, lengths[stratum]));
  return Object.fromEntries(strata.map((stratum) => [stratum, shareOf(stratum)])) as Record<Stratum, number>;
}
