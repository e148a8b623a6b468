// The places of a change that has several pieces: the first piece, and each next one in the same line, after any text with whole brackets.
import { keepsBrackets } from './brackets.ts';
import { lineStartAt } from '../model/lineStart.ts';
import { findPlaces, type Place } from './places.ts';
import type { Piece } from './tokenChanges.ts';
import { reach } from './tokens.ts';

/** Those after `from`, then those before it, each in order. `mostPlaces`: at most. */
export function findWhole(text: string, [first, ...others]: readonly Piece[], mostPlaces: number, from = 0): Place[] {
  return findPlaces(text, first!, mostPlaces, from).flatMap((place) => {
    let whole = place;
    for (const piece of others) {
      const next = nextInLine(text, whole.end, piece);
      if (!next) return [];
      whole = joined(text, whole, next);
    }
    return [whole];
  });
}

function nextInLine(text: string, from: number, piece: Piece): Place | undefined {
  const lineStart = Math.max(lineStartAt(text, from), from - reach);
  const line = text.slice(lineStart, from + reach).split('\n', 1)[0]!;
  return findPlaces(line, piece, reach)
    .map((place) => ({ ...place, start: lineStart + place.start, end: lineStart + place.end }))
    .find(({ start }) => start > from && keepsBrackets('', text.slice(from, start)));
}

function joined(text: string, first: Place, second: Place): Place {
  const between = text.slice(first.end, second.start);
  return {
    old: first.old + between + second.old,
    new: first.new + between + second.new,
    start: first.start,
    end: second.end,
    left: first.left,
    right: second.right,
    equalWords: first.equalWords + second.equalWords,
    isOtherArgument: false,
  };
}
