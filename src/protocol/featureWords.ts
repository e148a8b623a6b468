// Names of features in words, so that a unit's name reads as a sentence's end: "inside a string". For the editor and the page,
// which each bring their own translation.
import type { FeatureName, UnitName } from './learner.ts';

type Translate = (text: string, ...values: readonly string[]) => string;

export function nameWords(name: UnitName, t: Translate): string {
  if (name.feature === 'afterAnyOf') return t('after one of {0}', name.members.map(shown).join(' '));
  if (name.feature !== 'lineBeginsWith') return t(featureWords[name.feature]);
  const isPart = (start: string): boolean =>
    start !== '' && name.members.some((other) => other !== start && other.startsWith(start));
  const whole = name.members.filter((start) => !isPart(start));
  return t('on a line that begins with {0}', whole.map((start) => start || '␣').join(' '));
}

/** A sign for blanks, which have none of their own. */
function shown(character: string): string {
  return character === '\n' ? '↵' : character === '\t' ? '→' : character.trim() === '' ? '␣' : character;
}

/** `nameWords` translates them. */
export const featureWords: Readonly<Record<FeatureName, string>> = {
  inString: 'inside a string',
  inSingleQuotes: 'inside a string in single quotes',
  inDoubleQuotes: 'inside a string in double quotes',
  inBackquotes: 'inside a string in backquotes',
  inComment: 'inside a comment',
  inProse: 'in running text',
  inCommentOrProse: 'inside a comment or running text',
  inText: 'inside a string, a comment or running text',
  inIndentation: 'in the indentation',
  indentationDepth: 'depth of indentation',
  bracketDepth: 'depth of brackets',
  inRoundBrackets: 'inside round brackets',
  inRoundBracketsOfLine: 'inside round brackets opened on the line',
  inCurlyBracketsOfLine: 'inside curly brackets opened on the line',
  positionInLine: 'position in the line',
  positionInWord: 'position in the word',
  inWord: 'inside a word',
  inCapitalizedWord: 'inside a capitalized word',
  wordsInLine: 'words in the line so far',
  inNumber: 'inside a number',
  afterNewline: 'after a new line',
  afterSpace: 'after a space',
  afterUppercase: 'after a capital letter',
  afterDigit: 'after a digit',
  afterPunctuation: 'after punctuation',
  afterOpeningBracket: 'after an opening bracket',
  afterVowel: 'after a vowel',
  afterConsonant: 'after a consonant',
  onListLine: 'on a line of a list',
};
