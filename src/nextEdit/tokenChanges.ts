// A finished edit as changes of tokens: old text, new text, and the tokens on both sides, which are what a rule is made of.
import { diffArrays } from 'diff';
import { keepsBrackets } from './brackets.ts';
import type { Pair } from './caseVariants.ts';
import {
  isName,
  isTokenBoundary,
  isWord,
  lineEdge,
  reach,
  tokensAfter,
  tokensBefore,
  tokensOf,
  tokenStart,
  tokenEnd,
} from './tokens.ts';

/** A part of a document that the user changed in one go. Offsets in UTF-16 units. */
export interface Edit {
  readonly before: string;
  readonly after: string;
  /** Both texts are equal up to here, … */
  readonly start: number;
  /** … and from here on. */
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** An edit that may change the new text of an older one. */
export interface LaterEdit extends Edit {
  /** The older edit, as if it were the one before this edit. */
  readonly origin?: Edit | undefined;
}

/** The nearest tokens of the line on both sides, the nearest first. */
export interface Context {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Of an example: see `calleeAt`. */
  readonly callee?: Callee | undefined;
  /** Of an example: see `namesArgument`. */
  readonly namesArgument?: boolean;
}

/** What is called where the change is an argument, or declared where it is a parameter. */
export interface Callee {
  readonly name: string;
  readonly kind: 'function' | 'member' | 'declaration';
}

export interface Piece {
  readonly pair: Pair;
  /** White space between the tokens on both sides and the change, where nothing is deleted. */
  readonly gap: { readonly left: string; readonly right: string };
  /** Before and after the edit: other changes of the edit may be in the context. */
  readonly contexts: readonly Context[];
}

export interface TokenChange extends Pair {
  /** One, or several whose brackets belong together, with any text between them. */
  readonly pieces: readonly Piece[];
  /** Where the new text begins in the text after the edit. */
  readonly start: number;
}

/** Tokens on each side. */
export const contextLength = 4;
/** Tokens before a place among which its callee is sought. */
const calleeLength = 24;
/** UTF-16 units of the old and the new text: a longer edit is writing, not a change that is repeated. */
const longestChange = 200;
/** An edit with more changes, or a change with more pieces, is a new version of the line. */
export const mostChanges = 3;

/** None if the edit is larger than what people repeat, or changes one bracket without its partner. */
export function tokenChanges(edit: Edit): readonly TokenChange[] {
  const { before, after } = edit;
  let { start, oldEnd, newEnd } = trimmed(edit);
  if (oldEnd - start > longestChange || newEnd - start > longestChange) return [];
  const line = newEnd === start ? deletedLine(before, start, oldEnd) : undefined;
  if (line) return [line];
  if (!isTokenBoundary(before, start) || !isTokenBoundary(after, start)) start = tokenStart(before, start);
  if (!isTokenBoundary(before, oldEnd) || !isTokenBoundary(after, newEnd)) {
    const more = tokenEnd(before, oldEnd) - oldEnd;
    oldEnd += more;
    newEnd += more;
  }
  const [old, changed] = [before.slice(start, oldEnd), after.slice(start, newEnd)];
  if (old === changed || old.includes('\n') || changed.includes('\n')) return [];
  const groups = wholeParts(changedParts(old, changed), old);
  if (groups.length > mostChanges || groups.some(({ length }) => length > mostChanges)) return [];
  return groups.map((group) => {
    const pieces = group.map(({ old, new: changed, oldStart, newStart }): Piece => {
      const [oldAt, newAt] = [start + oldStart, start + newStart];
      const newEndAt = newAt + changed.length;
      return {
        pair: { old, new: changed },
        gap: { left: blanksBefore(after, newAt), right: blanksAfter(after, newEndAt) },
        contexts: [exampleAt(after, newAt, newEndAt), exampleAt(before, oldAt, oldAt + old.length)],
      };
    });
    const whole = wholeOf(group, old);
    return { old: whole.old, new: whole.new, pieces, start: start + whole.newStart };
  });
}

/** A whole line that was deleted with its end. Undefined: something else was deleted, or a line that says nothing. */
function deletedLine(text: string, deletedFrom: number, deletedTo: number): TokenChange | undefined {
  let [start, end] = [deletedFrom, deletedTo];
  const isLineStart = (): boolean => start === 0 || text[start - 1] === lineEdge;
  // The end of the line before, or what the next line begins with, too, was deleted instead of that of the line.
  if (text[start] === lineEdge && text[end] === lineEdge) [start, end] = [start + 1, end + 1];
  while (!isLineStart() && text[start - 1] === text[end - 1]) [start, end] = [start - 1, end - 1];
  const old = text.slice(start, end);
  const content = old.trimStart();
  const isLine = isLineStart() && old.indexOf(lineEdge) === old.length - 1;
  if (!isLine || !tokensOf(content).some(isName) || !keepsBrackets(content, '')) return undefined;
  const pair = { old: content, new: '' };
  const context = contextAt(text, start, end);
  return { old, new: '', pieces: [{ pair, gap: { left: '', right: '' }, contexts: [context] }], start };
}

/** Whether a change deletes a whole line. */
export function deletesLine({ old }: Pair): boolean {
  return old.endsWith(lineEdge);
}

/** Of a whole line: what is in it. Any other text stays as it is. */
export function lineContent(text: string): string {
  return text.endsWith(lineEdge) ? text.trim() : text;
}

function exampleAt(text: string, start: number, end: number): Context {
  return { ...contextAt(text, start, end), callee: calleeAt(text, start), namesArgument: namesArgument(text, end) };
}

/** Whether the word that ends at `end` is the name of an argument, as in `load(path=name)`: it has its own meaning in each function. */
export function namesArgument(text: string, end: number): boolean {
  return /^=[^=>\s]/.test(text.slice(end, end + 2));
}

export function contextAt(text: string, start: number, end: number): Context {
  return { left: tokensBefore(text, start, contextLength), right: tokensAfter(text, end, contextLength) };
}

/** What is before the innermost bracket `(` that is open before `at` in the line. Undefined in a string: it is no argument of its own. */
export function calleeAt(text: string, at: number): Callee | undefined {
  const left = tokensBefore(text, at, calleeLength);
  let closed = 0;
  let isInString = false;
  for (const [index, token] of left.entries()) {
    if (`"'\``.includes(token)) isInString = !isInString;
    if (')]}'.includes(token)) closed++;
    else if ('([{'.includes(token) && closed-- === 0) {
      const [name = '', before = ''] = left.slice(index + 1);
      return token === '(' && isWord(name) && !isInString ? { name, kind: kindOfCallee(before) } : undefined;
    }
  }
  return undefined;
}

function kindOfCallee(before: string): Callee['kind'] {
  if (before === '.') return 'member';
  return declares.test(before) ? 'declaration' : 'function';
}

/** The word before a name that is declared for other files, too. */
export const declares =
  /^(?:def|fn|func|function|fun|sub|class|interface|type|enum|struct|trait|module|namespace|record|protocol)$/;

/**
 * Whether an insertion in one of the examples may be repeated here. Calls of a function do not tell what its declaration needs, or those of
 * a member of the same name: a call follows its declaration.
 */
export function isLikeOneOf(examples: readonly (Callee | undefined)[], { name, kind }: Callee): boolean {
  return examples.some(
    (example) => !example || (example.name === name && (example.kind === kind || example.kind === 'declaration')),
  );
}

/** The smallest region that contains all differences. */
function trimmed({ before, after, start, oldEnd, newEnd }: Edit): Pick<Edit, 'start' | 'oldEnd' | 'newEnd'> {
  let from = start;
  while (from < oldEnd && from < newEnd && before[from] === after[from]) from++;
  let equal = 0;
  const most = Math.min(oldEnd, newEnd) - from;
  while (equal < most && before[oldEnd - 1 - equal] === after[newEnd - 1 - equal]) equal++;
  return { start: from, oldEnd: oldEnd - equal, newEnd: newEnd - equal };
}

interface Part extends Pair {
  readonly oldStart: number;
  readonly newStart: number;
}

/** Parts that are separated by more than white space, and do not belong together. */
function changedParts(old: string, changed: string): readonly Part[] {
  const parts: Part[] = [];
  let [oldAt, newAt] = [0, 0];
  for (const { value, added, removed } of diffArrays(tokensOf(old), tokensOf(changed))) {
    const text = value.join('');
    const part = { oldStart: oldAt, newStart: newAt, old: removed ? text : '', new: added ? text : '' };
    if (!added) oldAt += text.length;
    if (!removed) newAt += text.length;
    if (!added && !removed) continue;
    const last = parts.at(-1);
    if (last && isOne(last, part, old)) parts[parts.length - 1] = joined(last, part, old);
    else parts.push(part);
  }
  return parts;
}

/** Whether two parts are one: nothing is between them, or a bracket, as where a call in a call is unwrapped and the outer one renamed. */
function isOne(last: Part, part: Part, old: string): boolean {
  const between = old.slice(last.oldStart + last.old.length, part.oldStart).trim();
  const isUnwrapped = !keepsBrackets(part.old, part.new) && keepsBrackets(last.old, last.new);
  return between === '' || (isUnwrapped && /^[([{]$/u.test(between));
}

/** Parts that belong together, in groups. None if a bracket has no partner. */
function wholeParts(parts: readonly Part[], old: string): readonly (readonly Part[])[] {
  const groups: Part[][] = [];
  let group: Part[] = [];
  for (const [index, part] of parts.entries()) {
    group.push(part);
    const whole = wholeOf(group, old);
    const later = parts.slice(index + 1);
    const isMovedOn = group.some((one) => later.some((other) => isMove(one, other, old)));
    if (isMovedOn || !keepsBrackets(whole.old, whole.new)) continue;
    groups.push(group);
    group = [];
  }
  return group.length > 0 ? [] : groups;
}

/**
 * Half of a move loses a word, or has it twice: one part only deletes it and the other inserts it, or the parts swap their texts. Digits
 * are often another part of the same number. Where one word is between a deletion and an insertion, the phrase has other words.
 */
function isMove(one: Part, other: Part, old: string): boolean {
  const [deleting, inserting] = one.old.trim() === '' ? [other, one] : [one, other];
  const isPure = deleting.new.trim() === '' && inserting.old.trim() === '';
  const isSwap = one.old === other.new && one.new === other.old;
  const inserted = tokensOf(inserting.new);
  const isMoved = tokensOf(deleting.old).some((token) => isName(token) && inserted.includes(token));
  const between = old.slice(one.oldStart + one.old.length, other.oldStart).trim();
  const isPhrase =
    isName(between) && tokensOf(between).length === 1 && [deleting.old, inserting.new].every(hasWordsOnly);
  return (isMoved && (isPure || isSwap)) || (isPure && isPhrase);
}

/** Whether a text has words and white space, and nothing else. */
function hasWordsOnly(text: string): boolean {
  return text.trim() !== '' && /^[\p{L}\p{M}\p{N}\s]+$/u.test(text);
}

function wholeOf(group: readonly Part[], old: string): Part {
  return group.reduce((first, second) => joined(first, second, old));
}

/** Two parts and the text between them. */
function joined(first: Part, second: Part, old: string): Part {
  const between = old.slice(first.oldStart + first.old.length, second.oldStart);
  return { ...first, old: first.old + between + second.old, new: first.new + between + second.new };
}

/** The white space of the line that ends at `at`, as far as it is near. */
export function blanksBefore(text: string, at: number): string {
  let from = at;
  while (from > Math.max(0, at - reach) && isLineBlank(text[from - 1]!)) from--;
  return text.slice(from, at);
}

/** The white space of the line that begins at `at`, as far as it is near. */
export function blanksAfter(text: string, at: number): string {
  let to = at;
  while (to < Math.min(text.length, at + reach) && isLineBlank(text[to]!)) to++;
  return text.slice(at, to);
}

function isLineBlank(character: string): boolean {
  return character !== lineEdge && character.trim() === '';
}
