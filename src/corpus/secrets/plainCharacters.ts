// The text as the rules for secrets read it: with ordinary blanks and letters, and without invisible characters. A blank that does
// not break a line stands before a colon in French, and an umlaut of two characters in text of macOS.
import type { SecretSpan } from './secretSpan.ts';

export interface PlainText {
  readonly text: string;
  /** The first position in the plain text at or after one in the text. */
  at(position: number): number;
  /** Of spans in the plain text, those in the text. */
  inText(spans: readonly SecretSpan[]): readonly SecretSpan[];
}

const otherBlanks = /[\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
/** ASCII in the width of an ideograph. */
const wide = /[\uff01-\uff5e]/g;
const wideOffset = 0xfee0;
/** Soft hyphens, characters without a width and marks of direction; a letter with a mark of its own. */
const invisibleOrMarked = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+|[A-Za-z][\u0300-\u036f]/g;

/** Takes time linear in the text, and little where it has no such characters. */
export function plainCharacters(text: string): PlainText {
  const narrow = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - wideOffset);
  const sameLength = text.replace(otherBlanks, ' ').replace(wide, narrow);
  /** After each replacement: the position in the plain text, and what must be added to it. */
  const shifts: { readonly at: number; readonly added: number }[] = [];
  let added = 0;
  const plain = sameLength.replace(invisibleOrMarked, (found, at: number) => {
    const replaced = /^[A-Za-z]/.test(found) ? found.normalize('NFC') : '';
    if (replaced.length === found.length) return found;
    const end = at - added + replaced.length;
    added += found.length - replaced.length;
    shifts.push({ at: end, added });
    return replaced;
  });
  if (shifts.length === 0) return { text: sameLength, at: (position) => position, inText: (spans) => spans };
  /** How many of the shifts are before or at a position: of the plain text, or of the text. */
  const shiftsTo = (position: number, isInText: boolean): number => {
    let [from, to] = [0, shifts.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const shift = shifts[middle]!;
      if (shift.at + (isInText ? shift.added : 0) <= position) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  const inText = (position: number): number => position + (shifts[shiftsTo(position, false) - 1]?.added ?? 0);
  return {
    text: plain,
    at: (position) => {
      const count = shiftsTo(position, true);
      const near = position - (shifts[count - 1]?.added ?? 0);
      // Within what is replaced.
      return Math.min(near, shifts[count]?.at ?? near);
    },
    inText: (spans) => spans.map((span) => ({ ...span, start: inText(span.start), end: inText(span.end) })),
  };
}
