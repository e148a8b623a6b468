// The places of a text where a change could be repeated: the same old text between whole tokens, or for an insertion the same tokens
// on both sides. Each place knows how many tokens around it are those of an example.
import { anyWord, equalTokens, withAnyWord } from './anyWord.ts';
import type { Pair } from './caseVariants.ts';
import { lineStartAt } from '../model/lineStart.ts';
import {
  blanksAfter,
  blanksBefore,
  calleeAt,
  contextAt,
  deletesLine,
  isLikeOneOf,
  namesArgument,
  type Context,
  type Piece,
} from './tokenChanges.ts';
import { isTokenBoundary, isWord, lineEdge, reach } from './tokens.ts';

export interface Place extends Pair {
  /** UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Tokens on each side that are equal to those of the most similar example. */
  readonly left: number;
  readonly right: number;
  /** How many of them are words. */
  readonly equalWords: number;
  /** An insertion in a call of another function than in the examples, or in its declaration, or the name of an argument where no example is one. */
  readonly isOtherArgument: boolean;
}

/** Searching stops after so many occurrences of the text. */
const mostOccurrences = 5000;

/** Those after `from`, then those before it, each in order. `mostPlaces`: at most. */
export function findPlaces(text: string, sought: Piece, mostPlaces: number, from = 0): Place[] {
  const find = sought.pair.old === '' ? findGaps : findTexts;
  return find(text, sought, mostPlaces, from);
}

function findTexts(text: string, { pair, contexts }: Piece, mostPlaces: number, from: number): Place[] {
  const places: Place[] = [];
  const isArgument = contexts.some((context) => context.namesArgument);
  for (const at of occurrencesOf(pair.old, text, from)) {
    const end = at + pair.old.length;
    if (deletesLine(pair)) {
      const start = lineStartAt(text, at);
      const old = text.slice(start, end);
      if (old.trimStart() !== pair.old) continue;
      places.push({ old, new: '', start, end, isOtherArgument: false, ...similarity(text, start, end, contexts) });
    } else if (isTokenBoundary(text, at) && isTokenBoundary(text, end) && !isChanged(text, at, end, pair)) {
      const isOtherArgument = !isArgument && namesArgument(text, end);
      places.push({ ...pair, start: at, end, isOtherArgument, ...similarity(text, at, end, contexts) });
    }
    if (places.length === mostPlaces) break;
  }
  return places;
}

/** After `from`, then before it. */
function* occurrencesOf(sought: string, text: string, from: number): Generator<number, void> {
  let count = 0;
  for (const [start, end] of [
    [from, text.length],
    [0, from],
  ] as const) {
    let at = text.indexOf(sought, start);
    for (; at !== -1 && at < end && count < mostOccurrences; count++) {
      yield at;
      at = text.indexOf(sought, at + sought.length);
    }
  }
}

/** Places between the tokens that are next to the insertion in an example. */
function findGaps(text: string, { pair, gap, contexts: examples }: Piece, mostPlaces: number, from: number): Place[] {
  const places = new Map<number, Place>();
  const contexts = withAnyWord(examples);
  const callees = examples.map(({ callee }) => callee);
  const neighbors = contexts.map(({ left, right }) => [left[0]!, right[0]!] as const);
  for (const [left, right] of new Map(neighbors.map((both) => [both.join(' '), both])).values()) {
    // The rarer one of the two is searched for.
    const isLeftSought = !isSought(right) || (isSought(left) && (isWord(left) || !isWord(right)));
    const anchor = isLeftSought ? left : right;
    if (!isSought(anchor)) continue;
    for (const found of occurrencesOf(anchor, text, from)) {
      const at = isLeftSought ? gapAfter(text, found + anchor.length, gap) : gapBefore(text, found, gap);
      if (at !== undefined && isTokenBoundary(text, found) && isTokenBoundary(text, found + anchor.length)) {
        const similar = similarity(text, at, at, contexts);
        if (similar.left > 0 && !isChanged(text, at, at, pair)) {
          const callee = calleeAt(text, at);
          const isOtherArgument = callee !== undefined && !isLikeOneOf(callees, callee);
          places.set(at, { ...pair, start: at, end: at, isOtherArgument, ...similar });
        }
      }
      if (places.size === mostPlaces) break;
    }
  }
  const inOrder = [...places.values()].sort((a, b) => a.start - b.start);
  return [...inOrder.filter(({ start }) => start >= from), ...inOrder.filter(({ start }) => start < from)];
}

function isSought(token: string): boolean {
  return token !== lineEdge && token !== anyWord;
}

/**
 * Where the text goes in the white space that begins at `at`. Undefined: there is other white space than in the example, or its end is
 * not near.
 */
function gapAfter(text: string, at: number, gap: Piece['gap']): number | undefined {
  return placeInGap(at, blanksAfter(text, at), gap);
}

function gapBefore(text: string, end: number, gap: Piece['gap']): number | undefined {
  const blanks = blanksBefore(text, end);
  return placeInGap(end - blanks.length, blanks, gap);
}

function placeInGap(start: number, blanks: string, gap: Piece['gap']): number | undefined {
  if (blanks.length === reach) return undefined;
  if (blanks === gap.left + gap.right) return start + gap.left.length;
  if (gap.left === '') return start;
  return gap.right === '' ? start + blanks.length : undefined;
}

/** Whether the place is part of the new text already. */
function isChanged(text: string, start: number, end: number, pair: Pair): boolean {
  const old = text.slice(start, end);
  for (let at = pair.new.indexOf(old); at !== -1; at = pair.new.indexOf(old, at + 1)) {
    const from = start - at;
    if (from >= 0 && text.startsWith(pair.new, from)) return true;
    if (at + old.length >= pair.new.length) break;
  }
  return false;
}

function similarity(
  text: string,
  start: number,
  end: number,
  contexts: readonly Context[],
): Pick<Place, 'left' | 'right' | 'equalWords'> {
  const own = contextAt(text, start, end);
  let best = { left: 0, right: 0, equalWords: 0 };
  for (const context of contexts) {
    const left = equalTokens(own.left, context.left);
    const right = equalTokens(own.right, context.right);
    // An insertion has nothing else in common with the example.
    if (start === end && (left.length === 0 || right.length === 0)) continue;
    if (left.length + right.length < best.left + best.right) continue;
    best = { left: left.length, right: right.length, equalWords: [...left, ...right].filter(isWord).length };
  }
  return best;
}
