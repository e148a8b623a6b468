// What a model file by another author may contain: the ranges of its numbers, the same for the files that we write and import, and how
// an error shows its strings.
import * as v from 'valibot';

/** More than the age of any training, and less than what a double counts exactly. */
const maxMilliseconds = 1e15;

/** A number of steps or characters. Above 2^53, one more changes nothing. */
export const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const millisecondsSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(maxMilliseconds));
export const bitsPerCharSchema = v.pipe(v.number(), v.finite(), v.minValue(0));

const maxShown = 60;
const maxSides = 8;
/** Control characters, marks that change the direction of the text around them, halves of pairs, line and paragraph separators. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A string of the file in quotes: at most 60 characters; those that cannot be printed as \u{HEX}. */
export function shown(text: string): string {
  return `"${printable(text)}"`;
}

function printable(text: string): string {
  const start = text.slice(0, maxShown);
  const escaped = start.replace(unprintable, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return start.length < text.length ? `${escaped}…` : escaped;
}

/** The shape of a tensor of the file. */
export function shownShape(shape: readonly number[]): string {
  return `[${shape.slice(0, maxSides).join(', ')}${shape.length > maxSides ? ', …' : ''}]`;
}

/** The first thing that is wrong with a value of the file, and where. */
export function shownIssue([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = v.getDotPath(issue);
  return `${path === null ? 'it' : shown(path)} is ${printable(issue.received)}, not ${issue.expected ?? issue.message}`;
}
