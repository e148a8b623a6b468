// Text features in any language: one number per character for each feature. A hidden unit is named after the feature that it
// correlates with.
import { createTextScanner, digit, letter, uppercase, type TextScanner } from './textScanner.ts';

export const featureNames = [
  'inString',
  'inSingleQuotes',
  'inDoubleQuotes',
  'inBackquotes',
  'inComment',
  'inProse',
  'inCommentOrProse',
  'inText',
  'inIndentation',
  'indentationDepth',
  'bracketDepth',
  'inRoundBrackets',
  'inRoundBracketsOfLine',
  'inCurlyBracketsOfLine',
  'positionInLine',
  'positionInWord',
  'inWord',
  'inCapitalizedWord',
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

/** Feature -> [characters]: 0 or 1 for no and yes, otherwise a depth or position. */
export type FeatureTable = Readonly<Record<FeatureName, Float32Array>>;

const punctuation = /\p{P}|\p{S}/u;
const vowel = /[aeiouyäöüáéíóúàèìòùâêîôûæøå]/iu;
/** Larger depths count as this depth. */
const maxDepth = 8;
/** The position in a word saturates: after this many letters it has reached 63 %. */
const wordPositionScale = 2;

/** All zero. */
export function noFeatures(length: number): FeatureTable {
  return Object.fromEntries(featureNames.map((name) => [name, new Float32Array(length)])) as unknown as FeatureTable;
}

/** `characters`: code points. The scan starts outside of strings, comments and brackets. */
export function featuresOf(characters: readonly string[]): FeatureTable {
  const table = noFeatures(characters.length);
  const scan = createTextScanner();
  characters.forEach((character, index) => {
    scan.read(character, characters[index + 1] ?? '');
    const here = featureValues(character, scan.now);
    for (const name of featureNames) table[name][index] = Number(here[name]);
  });
  return table;
}

/** `now`: the state after the character. */
function featureValues(character: string, now: TextScanner['now']): Readonly<Record<FeatureName, number | boolean>> {
  const isLetter = letter.test(character);
  const inString = now.quote !== undefined;
  const inComment = now.comment !== undefined;
  return {
    inString,
    inSingleQuotes: now.quote?.startsWith("'") ?? false,
    inDoubleQuotes: now.quote?.startsWith('"') ?? false,
    inBackquotes: now.quote === '`',
    inComment,
    inProse: now.prose,
    inCommentOrProse: inComment || now.prose,
    inText: inString || inComment || now.prose,
    inIndentation: now.indenting && now.column > 0,
    indentationDepth: Math.min(maxDepth, (now.indenting ? now.lastIndentation : now.indentation) / 2),
    bracketDepth: Math.min(maxDepth, now.brackets.length),
    inRoundBrackets: now.brackets.at(-1) === '(',
    inRoundBracketsOfLine: now.openOnLine['('] > 0,
    inCurlyBracketsOfLine: now.openOnLine['{'] > 0,
    positionInLine: Math.log1p(now.column),
    positionInWord: 1 - Math.exp(-now.word / wordPositionScale),
    inWord: now.word > 0,
    inCapitalizedWord: now.capitalized,
    inNumber: now.number,
    wordsInLine: Math.log1p(now.words),
    afterNewline: character === '\n',
    afterSpace: character === ' ',
    afterUppercase: uppercase.test(character),
    afterDigit: digit.test(character),
    afterPunctuation: punctuation.test(character),
    afterOpeningBracket: '([{'.includes(character),
    afterVowel: vowel.test(character),
    afterConsonant: isLetter && !vowel.test(character),
    onListLine: now.list,
  };
}
