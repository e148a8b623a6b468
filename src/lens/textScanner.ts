// Scans a text from left to right and tracks strings, comments, brackets, line and word, by rules that most programming
// languages share.

const quotes = new Set(['"', "'", '`']);
const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);
export const letter = /\p{L}|\p{M}/u;
export const digit = /\p{Nd}/u;
export const uppercase = /\p{Lu}/u;
const lowercase = /\p{Ll}/u;
/** This many lower-case words in a row, each after a space, are prose. */
const proseWords = 3;
/** Only the innermost brackets are tracked. */
const maxBrackets = 64;
const tabWidth = 4;

export type TextScanner = ReturnType<typeof createTextScanner>;

export function createTextScanner() {
  let before = '';
  const now = {
    quote: undefined as string | undefined,
    comment: undefined as 'line' | 'block' | undefined,
    /** Open brackets, the innermost last. */
    brackets: [] as readonly string[],
    /** For each kind: brackets opened on this line minus those closed. */
    openOnLine: { '(': 0, '[': 0, '{': 0 },
    /** Only whitespace on the line so far. */
    indenting: true,
    /** Indentation of this line, and of the last line with text, in spaces. */
    indentation: 0,
    lastIndentation: 0,
    /** Characters of the line, letters of the word, words of the line so far. */
    column: 0,
    word: 0,
    words: 0,
    capitalized: false,
    number: false,
    list: false,
    prose: false,
  };
  /** In a string: the previous character was a backslash that escapes the next one. */
  let escaped = false;
  /** Equal quotes in a row, up to here. */
  let quotesInRow = 0;
  /** Lower-case words in a row, up to here. */
  let wordsInRow = 0;

  function newLine(): void {
    if (now.comment === 'line') now.comment = undefined;
    // Only strings in backquotes or triple quotes continue on the next line.
    if (now.quote === "'" || now.quote === '"') now.quote = undefined;
    if (!now.indenting) now.lastIndentation = now.indentation;
    now.indenting = true;
    escaped = false;
    now.indentation = now.column = now.word = now.words = wordsInRow = 0;
    now.capitalized = now.number = now.list = now.prose = false;
    now.openOnLine = { '(': 0, '[': 0, '{': 0 };
  }

  function readPunctuation(character: string, after: string): void {
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
      // A single quote after a letter is an apostrophe.
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

  /** Counts the brackets of the line, also inside strings and comments. */
  function readBracketsOfLine(character: string): void {
    const { openOnLine } = now;
    if (character === '(' || character === '[' || character === '{') openOnLine[character]++;
    else if (character === ')') openOnLine['(']--;
    else if (character === ']') openOnLine['[']--;
    else if (character === '}') openOnLine['{']--;
  }

  function readProse(character: string): void {
    if (lowercase.test(character)) {
      if (before === ' ') wordsInRow++;
      if (wordsInRow >= proseWords) now.prose = true;
    } else if (character !== ' ' || !lowercase.test(before)) wordsInRow = 0;
  }

  function readWord(character: string): void {
    const inWord = letter.test(character) || (now.word > 0 && (character === '_' || digit.test(character)));
    if (inWord && now.word === 0) {
      now.words++;
      now.capitalized = uppercase.test(character);
    }
    if (!inWord) now.capitalized = false;
    now.word = inWord ? now.word + 1 : 0;
    now.number = !inWord && (digit.test(character) || (now.number && /[.,_x]/u.test(character)));
  }

  return {
    now,
    /** `after`: the next character, or ''. */
    read(character: string, after: string): void {
      readPunctuation(character, after);
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
