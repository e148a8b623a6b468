// What can be said of each place in a text, in any language: a column of numbers for each feature, one number after each
// character. A hidden unit is named by the feature that it follows.

export const featureNames = [
  'inString',
  'inComment',
  'inIndentation',
  'indentationDepth',
  'bracketDepth',
  'inRoundBrackets',
  'positionInLine',
  'positionInWord',
  'inWord',
  'inCapitalisedWord',
  'inNumber',
  'wordsInLine',
  'afterNewline',
  'afterSpace',
  'afterUppercase',
  'afterDigit',
  'afterPunctuation',
  'afterOpeningBracket',
  'afterVowel',
  'afterConsonant',
  'onListLine',
] as const;
export type FeatureName = (typeof featureNames)[number];

/** Feature -> [characters], 0 or 1 for yes and no, a depth or position otherwise. */
export type FeatureTable = Readonly<Record<FeatureName, Float32Array>>;

const quotes = new Set(['"', "'", '`']);
const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);
const letter = /\p{L}|\p{M}/u;
const digit = /\p{Nd}/u;
const uppercase = /\p{Lu}/u;
const punctuation = /\p{P}|\p{S}/u;
const vowel = /[aeiouyäöüáéíóúàèìòùâêîôûæøå]/iu;
/** Depths and positions beyond these say no more. */
const deepest = 8;
const longestWord = 12;

/** `characters`: code points. The text is scanned from its beginning, as if nothing were open there. */
export function featuresOf(characters: readonly string[]): FeatureTable {
  const table = Object.fromEntries(
    featureNames.map((name) => [name, new Float32Array(characters.length)]),
  ) as unknown as Record<FeatureName, Float32Array>;
  const scan = createScan();
  characters.forEach((character, index) => {
    scan.read(character, characters[index + 1] ?? '');
    const here = scan.describe(character);
    for (const name of featureNames) table[name][index] = here[name];
  });
  return table;
}

type Comment = 'line' | 'block' | undefined;

function createScan() {
  let quote: string | undefined;
  let comment: Comment;
  let brackets: string[] = [];
  let indenting = true;
  let indentation = 0;
  /** Of the line before, until this one shows its own. */
  let lastIndentation = 0;
  let column = 0;
  let word = 0;
  let words = 0;
  let capitalised = false;
  let number = false;
  let list = false;
  let before = '';

  function newLine(): void {
    if (comment === 'line') comment = undefined;
    // A string goes over the line's end only in backquotes.
    if (quote !== '`') quote = undefined;
    if (!indenting) lastIndentation = indentation;
    indenting = true;
    indentation = column = word = words = 0;
    capitalised = number = list = false;
  }

  function readMark(character: string, after: string): void {
    if (comment === 'block') {
      if (before === '*' && character === '/') comment = undefined;
    } else if (comment === 'line') {
      return;
    } else if (quote !== undefined) {
      if (character === quote && before !== '\\') quote = undefined;
    } else if (quotes.has(character)) {
      // Inside a word it is an apostrophe.
      if (!(character === "'" && letter.test(before))) quote = character;
    } else if (before === '/' && character === '/') {
      comment = 'line';
    } else if (character === '#' && (indenting || before === ' ') && after === ' ') {
      comment = 'line';
    } else if (before === '/' && character === '*') {
      comment = 'block';
    } else if (opening.has(character)) {
      brackets = [...brackets, character].slice(-64);
    } else if (closing.has(character)) {
      brackets = brackets.slice(0, -1);
    }
  }

  return {
    read(character: string, after: string): void {
      readMark(character, after);
      if (character === '\n') {
        newLine();
      } else {
        column++;
        if (indenting && (character === ' ' || character === '\t')) indentation += character === '\t' ? 4 : 1;
        else {
          if (indenting) list = /[-*+•]/u.test(character) && after === ' ';
          indenting = false;
        }
        const inWord = letter.test(character) || (word > 0 && (character === '_' || digit.test(character)));
        if (inWord && word === 0) words++;
        if (inWord && word === 0) capitalised = uppercase.test(character);
        if (!inWord) capitalised = false;
        word = inWord ? word + 1 : 0;
        number = word === 0 && (digit.test(character) || (number && /[.,_x]/u.test(character)));
      }
      before = character;
    },
    describe(character: string): Record<FeatureName, number> {
      return {
        inString: Number(quote !== undefined),
        inComment: Number(comment !== undefined),
        inIndentation: Number(indenting && column > 0),
        indentationDepth: Math.min(deepest, (indenting ? lastIndentation : indentation) / 2),
        bracketDepth: Math.min(deepest, brackets.length),
        inRoundBrackets: Number(brackets.at(-1) === '('),
        positionInLine: Math.log1p(column),
        positionInWord: Math.min(longestWord, word),
        inWord: Number(word > 0),
        inCapitalisedWord: Number(capitalised),
        inNumber: Number(number),
        wordsInLine: Math.log1p(words),
        afterNewline: Number(character === '\n'),
        afterSpace: Number(character === ' '),
        afterUppercase: Number(uppercase.test(character)),
        afterDigit: Number(digit.test(character)),
        afterPunctuation: Number(punctuation.test(character)),
        afterOpeningBracket: Number(opening.has(character)),
        afterVowel: Number(vowel.test(character)),
        afterConsonant: Number(letter.test(character) && !vowel.test(character)),
        onListLine: Number(list),
      };
    },
  };
}
