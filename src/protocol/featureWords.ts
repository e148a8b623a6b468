// Names of features in words, so that a unit's name reads as a sentence's end: "inside a string". For the editor and the page,
// which each bring their own translation.
import type { FeatureName, UnitName } from './learner.ts';

type Translate = (text: string, ...values: readonly string[]) => string;

export function nameWords(name: UnitName, t: Translate): string {
  if (name.feature === 'afterAnyOf') return t('after one of {0}', name.members.map(shown).join(' '));
  if (name.feature !== 'lineBeginsWith') return featureWords(name.feature, t);
  const isPart = (start: string): boolean =>
    start !== '' && name.members.some((other) => other !== start && other.startsWith(start));
  const whole = name.members.filter((start) => !isPart(start));
  return t('on a line that begins with {0}', whole.map((start) => start || '␣').join(' '));
}

/** A sign for blanks, which have none of their own. */
function shown(character: string): string {
  return character === '\n' ? '↵' : character === '\t' ? '→' : character.trim() === '' ? '␣' : character;
}

function featureWords(feature: FeatureName, t: Translate): string {
  switch (feature) {
    case 'inString':
      return t('inside a string');
    case 'inSingleQuotes':
      return t('inside a string in single quotes');
    case 'inDoubleQuotes':
      return t('inside a string in double quotes');
    case 'inBackquotes':
      return t('inside a string in backquotes');
    case 'inComment':
      return t('inside a comment');
    case 'inProse':
      return t('in running text');
    case 'inCommentOrProse':
      return t('inside a comment or running text');
    case 'inText':
      return t('inside a string, a comment or running text');
    case 'inIndentation':
      return t('in the indentation');
    case 'indentationDepth':
      return t('depth of indentation');
    case 'bracketDepth':
      return t('depth of brackets');
    case 'inRoundBrackets':
      return t('inside round brackets');
    case 'inRoundBracketsOfLine':
      return t('inside round brackets opened on the line');
    case 'inCurlyBracketsOfLine':
      return t('inside curly brackets opened on the line');
    case 'positionInLine':
      return t('position in the line');
    case 'positionInWord':
      return t('position in the word');
    case 'inWord':
      return t('inside a word');
    case 'inCapitalizedWord':
      return t('inside a capitalized word');
    case 'wordsInLine':
      return t('words in the line so far');
    case 'inNumber':
      return t('inside a number');
    case 'afterNewline':
      return t('after a new line');
    case 'afterSpace':
      return t('after a space');
    case 'afterUppercase':
      return t('after a capital letter');
    case 'afterDigit':
      return t('after a digit');
    case 'afterPunctuation':
      return t('after punctuation');
    case 'afterOpeningBracket':
      return t('after an opening bracket');
    case 'afterVowel':
      return t('after a vowel');
    case 'afterConsonant':
      return t('after a consonant');
    case 'onListLine':
      return t('on a line of a list');
  }
}
