// Which lines before the caret context mixing has not learned yet. Text that the caret passes once more, or that is loaded again, is
// known: in the document, a line stood next to the same line before. A single line may stand in many places.
import { LRUCache } from 'lru-cache';
import { documentHash } from './documentHash.ts';

/** Whether the document, as it was saved and learned last, has these two complete lines one after the other. */
export type HasSavedLines = (document: string, lines: string) => boolean;

export interface NewLines {
  /**
   * The part of `complete` lines from index `from` on that contains all new ones; empty, at the end, where there are none. `isCut`: the
   * first line may be the end of a line.
   */
  partOf(
    document: string,
    complete: string,
    from: number,
    isCut: boolean,
  ): { readonly start: number; readonly end: number };
  /** The lines of the document that end after index `from` of `complete` are learned. */
  add(document: string, complete: string, from: number): void;
}

const maxDocuments = 64;
/** Pairs of lines of a document. */
const maxPairs = 4000;

export function createNewLines(hasSavedLines: HasSavedLines): NewLines {
  /** Hashes of two lines, one after the other, by document. */
  const learned = new LRUCache<string, Set<number>>({ max: maxDocuments });

  function isKnown(document: string, lines: string): boolean {
    return learned.get(document)?.has(documentHash(lines)) === true || hasSavedLines(document, lines);
  }

  return {
    partOf: (document, complete, from, isCut) => {
      const starts = lineStarts(complete, from);
      const isNew = starts.slice(1).map((end, index) => {
        const start = starts[index]!;
        const before = startOfLineBefore(complete, start);
        const after = starts[index + 2];
        return !(
          (before < start && isKnown(document, complete.slice(before, end))) ||
          (after !== undefined && isKnown(document, complete.slice(start, after)))
        );
      });
      if (isCut && isNew.length > 1) isNew[0] = isNew[1]!;
      const first = isNew.indexOf(true);
      if (first < 0) return { start: complete.length, end: complete.length };
      return { start: Math.max(from, starts[first]!), end: starts[isNew.lastIndexOf(true) + 1]! };
    },
    add: (document, complete, from) => {
      const pairs = learned.get(document) ?? new Set<number>();
      const starts = lineStarts(complete, from);
      for (const [index, end] of starts.slice(1).entries()) {
        pairs.add(documentHash(complete.slice(startOfLineBefore(complete, starts[index]!), end)));
      }
      for (const pair of pairs) {
        if (pairs.size <= maxPairs) break;
        pairs.delete(pair);
      }
      learned.set(document, pairs);
    },
  };
}

/** Where the lines start that end after `from`, and where the last one ends. */
function lineStarts(complete: string, from: number): number[] {
  const starts = [startOfLine(complete, from)];
  for (let end = complete.indexOf('\n', from); end >= 0; end = complete.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** At the first line, its own start. */
function startOfLineBefore(complete: string, start: number): number {
  return startOfLine(complete, Math.max(0, start - 1));
}

function startOfLine(complete: string, at: number): number {
  return at === 0 ? 0 : complete.lastIndexOf('\n', at - 1) + 1;
}
