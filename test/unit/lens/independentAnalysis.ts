// An independent, simple computation of the unit analysis: features by regular expressions, correlation by its textbook formula.
// It uses nothing of src/lens, so that an error there cannot confirm itself.
import type { FeatureName } from '../../../src/lens/features.ts';

/** One number per character. */
type Feature = (characters: readonly string[]) => number[];

const after =
  (pattern: RegExp): Feature =>
  (characters) =>
    characters.map((character) => Number(pattern.test(character)));

/** From the line up to and including the character. */
const onLine =
  (look: (line: string) => number): Feature =>
  (characters) => {
    let line = '';
    return characters.map((character) => look((line = character === '\n' ? '' : line + character)));
  };

/** Comments and strings: from after the first delimiter to before the last one. */
const marks =
  /(?<string>"""[^]*?(?:"""|$(?![^]))|'''[^]*?(?:'''|$(?![^]))|```[^]*?(?:```|$(?![^]))|"(?:\\.|[^"\\\n])*"?|`(?:\\.|[^`\\])*`?|(?<!\p{L})'(?:\\.|[^'\\\n])*'?)|(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$(?![^]))|(?<=^\s*|[ ])# [^\n]*)/gmu;

const inside =
  (group: 'string' | 'comment', quote = ''): Feature =>
  (characters) => {
    const text = characters.join('');
    const units = new Float64Array(text.length);
    for (const match of text.matchAll(marks)) {
      const found = match.groups?.[group];
      // A block between three backquotes is a string, but not one in backquotes.
      if (!found?.startsWith(quote) || (quote === '`' && found.startsWith('```'))) continue;
      // A comment starts at its second delimiter character. A string or block comment ends at its last one.
      const first = match.index + Number(group === 'comment' && !found.startsWith('#'));
      const isClosed = group === 'string' ? /^(.).*\1$/su.test(found) : found.endsWith('*/');
      units.fill(1, first, match.index + found.length - Number(isClosed));
    }
    let at = 0;
    return characters.map((character) => units[(at += character.length) - 1]!);
  };

const prose = onLine((line) => Number(/(?: \p{Ll}+){3}/u.test(line)));

const anyOf =
  (...features: readonly Feature[]): Feature =>
  (characters) => {
    const columns = features.map((feature) => feature(characters));
    return characters.map((_, index) => Math.max(...columns.map((column) => column[index]!)));
  };

const brackets: (read: (open: readonly string[]) => number) => Feature = (read) => (characters) => {
  const [quoted, commented] = [inside('string')(characters), inside('comment')(characters)];
  const open: string[] = [];
  return characters.map((character, index) => {
    if (!quoted[index] && !commented[index]) {
      if ('([{'.includes(character)) open.push(character);
      if (')]}'.includes(character)) open.pop();
    }
    return read(open);
  });
};

const word = /\p{L}[\p{L}\p{M}\p{Nd}_]*$/u;

const independentFeatures: Readonly<Record<FeatureName, Feature>> = {
  inString: inside('string'),
  inSingleQuotes: inside('string', "'"),
  inDoubleQuotes: inside('string', '"'),
  inBackquotes: inside('string', '`'),
  inComment: inside('comment'),
  inProse: prose,
  inCommentOrProse: anyOf(inside('comment'), prose),
  inText: anyOf(inside('string'), inside('comment'), prose),
  inIndentation: onLine((line) => Number(/^[ \t]+$/.test(line))),
  indentationDepth: (characters) => {
    let last = 0;
    return onLine((line) => {
      if (line.trim() !== '') last = Math.min(8, /^[ \t]*/.exec(line)![0].replaceAll('\t', '    ').length / 2);
      return last;
    })(characters);
  },
  bracketDepth: brackets((open) => Math.min(8, open.length)),
  inRoundBrackets: brackets((open) => Number(open.at(-1) === '(')),
  inRoundBracketsOfLine: onLine((line) => Number(line.split('(').length > line.split(')').length)),
  inCurlyBracketsOfLine: onLine((line) => Number(line.split('{').length > line.split('}').length)),
  positionInLine: onLine((line) => Math.log(1 + Array.from(line).length)),
  positionInWord: onLine((line) => 1 - Math.exp(-Array.from(word.exec(line)?.[0] ?? '').length / 2)),
  inWord: onLine((line) => Number(word.test(line))),
  inCapitalizedWord: onLine((line) => Number(/^\p{Lu}/u.test(word.exec(line)?.[0] ?? ''))),
  wordsInLine: onLine((line) => Math.log(1 + (line.match(/\p{L}[\p{L}\p{M}\p{Nd}_]*/gu) ?? []).length)),
  inNumber: onLine((line) => Number(!word.test(line) && /\p{Nd}[\p{Nd}.,_x]*$/u.test(line))),
  afterNewline: after(/\n/),
  afterSpace: after(/ /),
  afterUppercase: after(/\p{Lu}/u),
  afterDigit: after(/\p{Nd}/u),
  afterPunctuation: after(/[\p{P}\p{S}]/u),
  afterOpeningBracket: after(/[([{]/),
  afterVowel: after(/[aeiouyäöüáéíóúàèìòùâêîôûæøå]/iu),
  afterConsonant: after(/(?![aeiouyäöüáéíóúàèìòùâêîôûæøå])[\p{L}\p{M}]/iu),
  onListLine: onLine((line) => Number(/^[ \t]*[-*+•] /u.test(line))),
};

/** What a name says, without the unit. */
type NameOfColumn =
  | { readonly feature: FeatureName }
  | { readonly feature: 'afterAnyOf' | 'lineBeginsWith'; readonly members: readonly string[] };

/** The values of a name at each character of a text. */
export function independentColumn(name: NameOfColumn, characters: readonly string[]): number[] {
  if (name.feature === 'afterAnyOf') return characters.map((one) => Number(name.members.includes(one)));
  if (name.feature !== 'lineBeginsWith') return independentFeatures[name.feature](characters);
  return onLine((line) => {
    const [start = ''] = /^(?:[\p{L}\p{M}_]+|[^\p{L}\p{M}_\s]{1,2})/u.exec(line.trimStart()) ?? [];
    return Number(name.members.includes(start));
  })(characters);
}

/** Pearson correlation. */
export function pearson(one: readonly number[], other: readonly number[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const [a, b] = [mean(one), mean(other)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  one.forEach((value, index) => {
    const [da, db] = [value - a, other[index]! - b];
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  });
  return products / Math.sqrt(squaresA * squaresB);
}
