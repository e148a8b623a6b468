// What is kept of a text after it was learned, instead of the text: two numbers for each line. They tell which lines changed, and
// whether a learned line may have been a part of a secret. A line includes its line break.
import { mask } from '../corpus/secrets/secretSpan.ts';

export interface TextSummary {
  /** UTF-16 units. */
  readonly length: number;
  /** FNV-1a of each line. The lowest bit tells instead whether the line contains a mask. */
  readonly hashes: Uint32Array;
  /** The first characters of each line after its indentation: the low bytes of four UTF-16 units, the first one lowest. */
  readonly beginnings: Uint32Array;
}

/** As one array, to store it: the length, the hashes, the beginnings. */
export function packSummary({ length, hashes, beginnings }: TextSummary): Uint32Array {
  const packed = new Uint32Array(1 + hashes.length + beginnings.length);
  packed[0] = length;
  packed.set(hashes, 1);
  packed.set(beginnings, 1 + hashes.length);
  return packed;
}

export function unpackSummary(packed: Uint32Array): TextSummary {
  const lines = (packed.length - 1) / 2;
  return { length: packed[0]!, hashes: packed.slice(1, 1 + lines), beginnings: packed.slice(1 + lines) };
}

const newline = 10;
const beginningLength = 4;

export function summaryOf(text: string): TextSummary {
  const lines = lineCount(text);
  const [hashes, beginnings] = [new Uint32Array(lines), new Uint32Array(lines)];
  const isMasked = text.includes(mask);
  for (let line = 0, start = 0; start < text.length; line++) {
    let hash = 0x811c9dc5;
    let end = start;
    while (end < text.length) {
      const unit = text.charCodeAt(end++);
      hash = Math.imul(hash ^ unit, 0x01000193);
      if (unit === newline) break;
    }
    const hasMask = isMasked && text.slice(start, end).includes(mask);
    hashes[line] = (hash & ~1) | Number(hasMask);
    beginnings[line] = beginningOf(text, start, end).value;
    start = end;
  }
  return { length: text.length, hashes, beginnings };
}

/** The range of UTF-16 units of `text`, the later one, that contains all lines that are not the same in the earlier text. */
export function changedPart(earlier: TextSummary, later: TextSummary, text: string): [number, number] {
  const [old, now] = [earlier.hashes, later.hashes];
  const shorter = Math.min(old.length, now.length);
  let first = 0;
  while (first < shorter && old[first] === now[first]) first++;
  let last = 0;
  while (last < shorter - first && old[old.length - 1 - last] === now[now.length - 1 - last]) last++;
  const start = afterLines(text, 0, first);
  return [start, afterLines(text, start, now.length - first - last)];
}

/** Whether the complete `lines` are in the text, one after the other. */
export function hasLines({ hashes }: TextSummary, lines: string): boolean {
  const [first, ...others] = summaryOf(lines).hashes;
  for (let at = hashes.indexOf(first!); at >= 0; at = hashes.indexOf(first!, at + 1)) {
    if (others.every((hash, index) => hashes[at + 1 + index] === hash)) return true;
  }
  return false;
}

/** How many lines of the earlier text, other than blank ones, are not in the later one. */
export function lostLines(earlier: TextSummary, later: TextSummary): number {
  const kept = new Set(later.hashes);
  return earlier.hashes.filter((hash, line) => !kept.has(hash) && !isBlank(earlier.beginnings[line]!)).length;
}

function isBlank(beginning: number): boolean {
  const first = beginning & 0xff;
  return first === 0 || first === newline;
}

/**
 * Whether a masked line of `text` may have replaced a line that was learned: it is new, and a line that is gone began with the same
 * characters. Never false where `becameSecret` is true for the lines of the earlier text; also true in a few other cases.
 */
export function mayHaveBecomeSecret({ hashes, beginnings }: TextSummary, text: string): boolean {
  if (!text.includes(mask)) return false;
  const known = new Set(hashes);
  const now = summaryOf(text);
  const isKept = new Set(now.hashes);
  /** The values of the prefixes by their bits, of which there are few: so the time is linear in both texts. */
  const prefixes = new Map<number, Set<number>>();
  for (let line = 0, start = 0; line < now.hashes.length; line++) {
    const end = afterLines(text, start, 1);
    if ((now.hashes[line]! & 1) === 1 && !known.has(now.hashes[line]!)) {
      const { value, bits } = beginningOf(text, start, text.indexOf(mask, start));
      prefixes.set(bits, (prefixes.get(bits) ?? new Set()).add(value));
    }
    start = end;
  }
  if (prefixes.size === 0) return false;
  return hashes.some(
    (hash, line) =>
      (hash & 1) === 0 &&
      !isKept.has(hash) &&
      [...prefixes].some(([bits, values]) => values.has(beginnings[line]! & bits)),
  );
}

/** `bits`: which bits of the value are set by characters before `end`. */
function beginningOf(text: string, start: number, end: number): { readonly value: number; readonly bits: number } {
  let at = start;
  while (at < end && isIndentation(text.charCodeAt(at))) at++;
  let value = 0;
  let bits = 0;
  for (let index = 0; index < beginningLength && at + index < end; index++) {
    value |= (text.charCodeAt(at + index) & 0xff) << (8 * index);
    bits |= 0xff << (8 * index);
  }
  return { value, bits };
}

function isIndentation(unit: number): boolean {
  return unit === 32 || unit === 9;
}

function lineCount(text: string): number {
  let lines = 0;
  for (let start = 0; start < text.length; start = afterLines(text, start, 1)) lines++;
  return lines;
}

/** Where the text goes on after so many lines. */
function afterLines(text: string, start: number, lines: number): number {
  let at = start;
  for (let line = 0; line < lines && at < text.length; line++) {
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : end + 1;
  }
  return at;
}
