// The part of a suggestion to insert in mid-line: it ends before the text that follows there, and is separated from it.
import { classOf } from '../../model/characterClass.ts';
import { firstLine, linePrefix, wordStart, type Caret } from './caret.ts';
import { endsInName } from './openBracket.ts';
import { wordsOf } from './words.ts';

/** `part` does not repeat the rest of the line as a whole. */
export function insertionInLine(part: string, caret: Caret, maxCharacters: number): string {
  const words = wordsOf(part);
  const following = wordsOf(firstLine(caret.after));
  const repeated = words.findIndex((_, index) => repeatsFrom(words, index, following));
  const inserted = words
    .slice(0, repeated < 0 ? words.length : repeated)
    .join('')
    .trimEnd();
  if (inserted === '' || partsWhatBelongsTogether(inserted, caret)) return '';
  const separated = inserted + separatorAfter(inserted, caret);
  return separated.length <= maxCharacters ? separated : inserted;
}

/**
 * Whether an insertion parts a member from its object (`app|.run()`), makes a comment of what follows, or adds a second colon
 * (`name|: bool`). In 600 commits each of seven repositories, 7 of 296 insertions between a word and a dot began with a space, none of them
 * before a member, and 3 of 98 between a word and a colon with another colon.
 */
function partsWhatBelongsTogether(inserted: string, { before, after }: Caret): boolean {
  if (/^\s/u.test(inserted) && /[\p{L}\p{N}_$)\]]$/u.test(before) && /^\.[\p{L}_$]/u.test(after)) return true;
  if (/^\s*(?:#|\/\/)\s/u.test(inserted)) return true;
  return /^\s*:(?!:)/u.test(inserted) && /^\s*:(?!:)/u.test(after);
}

/**
 * Whether the words from `index` on repeat what follows the caret: its first word, or two words at the beginning of the insertion, unless
 * it begins with a member, and after a sign.
 */
function repeatsFrom(words: readonly string[], index: number, following: readonly string[]): boolean {
  const first = words[index]!.trim();
  const needed = isMember.test(first) || (index > 0 && isName.test(first)) ? 1 : 2;
  let repeated = 0;
  for (let at = 0; repeated < needed; at++) {
    const word = words[index + at]?.trim();
    if (word === undefined || word !== following[at]?.trim()) return false;
    if (isName.test(word)) repeated++;
  }
  return true;
}
const isName = /[\p{L}\p{N}]/u;
const isMember = /^\??\.$/u;

/** An insertion that ends like this may be complete; after an opening bracket or a dot, more must follow. */
const mayBeComplete = /[\p{L}\p{M}\p{N}_$)\]}"'`;:|&=?*]$/u;
/** What follows a word without a space. */
const endsPhrase = /^[,;:.!?)\]}…]/u;
const startsItem = /^[\p{L}\p{M}\p{N}_$"'`[{(]/u;

/**
 * The space or comma between `text`, inserted at the caret, and what follows; '' if none is needed or what it is cannot be known.
 * Without it, the last word and the next one would become one: at `f(|b)`, `a` is followed by `, `.
 */
function separatorAfter(text: string, caret: Caret): string {
  if (!/^\S/u.test(caret.after) || isIdeograph(caret.after) || isIdeograph(text.slice(-1))) return '';
  const prefix = linePrefix({ before: beforeRun(caret), after: '' });
  if (prefix.trim() === '') return joinsWords(text, caret) ? ' ' : '';
  if (text.endsWith(',')) return ' ';
  if (!mayBeComplete.test(text) || endsPhrase.test(caret.after)) return '';
  if (endsInName.test(caret.before) && endsInName.test(text) && /^[([]/u.test(caret.after)) return '';
  if (startsItem.test(caret.after) && endsBeforeItem(prefix)) return ', ';
  return /\s$/u.test(prefix) ? ' ' : '';
}

/** Whether two words would become one where the user has typed all of the line before the caret, with spaces between words. */
function joinsWords(text: string, { before, after }: Caret): boolean {
  const earlier = linePrefix({ before: before.slice(0, wordStart(before)), after: '' });
  return isName.test(text.slice(-1)) && isName.test(after[0]!) && earlier.trim() !== '' && /\s$/u.test(earlier);
}

/** Scripts without spaces between words. */
function isIdeograph(text: string): boolean {
  return text !== '' && classOf(text[0]!) === 'ideograph';
}

/** The text before the run that the user is typing, or before the word at the caret. */
function beforeRun({ before, typed }: Caret): string {
  return typed === undefined ? before.slice(0, wordStart(before)) : before.slice(0, Math.max(0, before.length - typed));
}

/** Whether an item of a list in brackets begins after `prefix`. */
function endsBeforeItem(prefix: string): boolean {
  return /[([{]\s*$/u.test(prefix) || (/,\s*$/u.test(prefix) && isInBrackets(prefix));
}

function isInBrackets(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if ('([{'.includes(character)) open++;
    else if (')]}'.includes(character)) open = Math.max(0, open - 1);
  }
  return open > 0;
}
