// Reads a text from left to right and knows at each place what is open there (a string, a comment, brackets) and what the line
// and the word have been so far; in any language, by what most have in common.

const quotes = new Set(['"', "'", '`']);
const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);
export const letter = /\p{L}|\p{M}/u;
export const digit = /\p{Nd}/u;
export const uppercase = /\p{Lu}/u;
const lowercase = /\p{Ll}/u;
/** So many lower-case words in a row, a blank before each, are prose. */
const proseWords = 3;
/** Brackets further out than these are forgotten. */
const maxBrackets = 64;
const tabWidth = 4;

export type TextScanner = ReturnType<typeof createTextScanner>;

export function createTextScanner() {
  let before = '';
  const now = {
    quote: undefined as string | undefined,
    comment: undefined as 'line' | 'block' | undefined,
    /** The innermost last. */
    brackets: [] as readonly string[],
    /** Of each kind: opened on this line, less those closed. */
    openOnLine: { '(': 0, '[': 0, '{': 0 },
    /** Nothing but blanks on the line so far. */
    indenting: true,
    /** Blanks before this line's text, and before the text of the line before. */
    indentation: 0,
    lastIndentation: 0,
    /** Characters of the line, letters of the word, words of the line so far. */
    column: 0,
    word: 0,
    words: 0,
    capitalised: false,
    number: false,
    list: false,
    prose: false,
  };
  /** The character before, in a string, was a backslash that escapes the next. */
  let escaped = false;
  /** Quotes of the same kind one behind the other, up to here. */
  let quotesInRow = 0;
  /** Lower-case words in a row, up to here. */
  let row = 0;

  function newLine(): void {
    if (now.comment === 'line') now.comment = undefined;
    // A string goes over the line's end only in backquotes or in three quotes.
    if (now.quote === "'" || now.quote === '"') now.quote = undefined;
    if (!now.indenting) now.lastIndentation = now.indentation;
    now.indenting = true;
    escaped = false;
    now.indentation = now.column = now.word = now.words = row = 0;
    now.capitalised = now.number = now.list = now.prose = false;
    now.openOnLine = { '(': 0, '[': 0, '{': 0 };
  }

  function readMark(character: string, after: string): void {
    const { quote, comment, brackets } = now;
    quotesInRow = !quotes.has(character) ? 0 : character === before ? quotesInRow + 1 : 1;
    if (comment === 'block') {
      if (before === '*' && character === '/') now.comment = undefined;
    } else if (comment === 'line') {
      return;
    } else if (quote !== undefined) {
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === quote || (quotesInRow === 3 && quote === character.repeat(3))) now.quote = undefined;
    } else if (quotes.has(character)) {
      if (quotesInRow === 3) {
        now.quote = character.repeat(3);
        quotesInRow = 0;
      }
      // Inside a word it is an apostrophe.
      else if (!(character === "'" && letter.test(before))) now.quote = character;
    } else if (before === '/' && character === '/') {
      now.comment = 'line';
    } else if (character === '#' && (now.indenting || before === ' ') && after === ' ') {
      now.comment = 'line';
    } else if (before === '/' && character === '*') {
      now.comment = 'block';
    } else if (opening.has(character)) {
      now.brackets = [...brackets, character].slice(-maxBrackets);
    } else if (closing.has(character)) {
      now.brackets = brackets.slice(0, -1);
    }
  }

  /** Brackets of the line count wherever they stand. */
  function readBracketsOfLine(character: string): void {
    const { openOnLine } = now;
    if (character === '(' || character === '[' || character === '{') openOnLine[character]++;
    else if (character === ')') openOnLine['(']--;
    else if (character === ']') openOnLine['[']--;
    else if (character === '}') openOnLine['{']--;
  }

  function readProse(character: string): void {
    if (lowercase.test(character)) {
      if (before === ' ') row++;
      if (row >= proseWords) now.prose = true;
    } else if (character !== ' ' || !lowercase.test(before)) row = 0;
  }

  function readWord(character: string): void {
    const inWord = letter.test(character) || (now.word > 0 && (character === '_' || digit.test(character)));
    if (inWord && now.word === 0) {
      now.words++;
      now.capitalised = uppercase.test(character);
    }
    if (!inWord) now.capitalised = false;
    now.word = inWord ? now.word + 1 : 0;
    now.number = !inWord && (digit.test(character) || (now.number && /[.,_x]/u.test(character)));
  }

  return {
    now,
    /** `after`: what follows it. */
    read(character: string, after: string): void {
      readMark(character, after);
      if (character === '\n') {
        newLine();
      } else {
        now.column++;
        readBracketsOfLine(character);
        if (now.indenting && (character === ' ' || character === '\t')) {
          now.indentation += character === '\t' ? tabWidth : 1;
        } else {
          if (now.indenting) now.list = /[-*+•]/u.test(character) && after === ' ';
          now.indenting = false;
        }
        readProse(character);
        readWord(character);
      }
      before = character;
    },
  };
}
