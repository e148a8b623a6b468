// The unit analysis must find the features that a unit follows, and none in noise.
import assert from 'node:assert/strict';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { correlations, unitSimilarity } from '../../../src/lens/correlation.ts';
import { featuresOf, type FeatureName } from '../../../src/lens/features.ts';
import { lineStarts, nameUnits, strongEvidence } from '../../../src/lens/unitNames.ts';
import { orderUnits } from '../../../src/lens/unitOrder.ts';
import { eachRule } from '../eachRule.ts';

/** Marks the characters after which a feature holds: `[ab]` -> `[##]`. */
function marked(text: string, feature: FeatureName): string {
  const characters = [...text];
  const column = featuresOf(characters)[feature];
  return characters.map((character, index) => (column[index]! > 0 ? '#' : character)).join('');
}

describe('text features', () => {
  eachRule(marked, {
    'mark a string from its opening quote to the last character before its closing quote': [
      ['a = "b c" + d', 'inString', 'a = ####" + d'],
    ],
    'do not treat an apostrophe in a word as a quote': [["don't stop", 'inString', "don't stop"]],
    'end a string at the end of its line, unless it is in backquotes': [
      ['"a\nb', 'inString', '##\nb'],
      ['`a\nb` c', 'inString', '####` c'],
    ],
    'mark line comments and block comments': [
      ['x // y\nz', 'inComment', 'x /###\nz'],
      ['a /* b */ c', 'inComment', 'a /#####/ c'],
    ],
    'ignore a quote after a backslash, unless the backslash is escaped': [
      [String.raw`a('\'b')+c`, 'inString', `a(####')+c`],
      [String.raw`a('\\')+c`, 'inString', `a(###')+c`],
    ],
    'continue a triple-quoted string over several lines': [
      ['x = """a "b"\nc""" + d', 'inString', `x = #"${'#'.repeat(10)}" + d`],
    ],
    'distinguish strings by their quotes': [
      [`'a' + "b"`, 'inSingleQuotes', `##' + "b"`],
      [`'a' + "b"`, 'inDoubleQuotes', `'a' + ##"`],
    ],
    'treat the rest of a line as prose after three lower-case words in a row': [
      ['So it goes on. Yes\nno', 'inProse', 'So it goes #######\nno'],
      ['let it = go on; ah', 'inProse', 'let it = go on; ah'],
    ],
    'mark text in strings, comments and prose': [
      ["f('a') // b", 'inText', "f(##') /###"],
      ["f('a') // b", 'inCommentOrProse', "f('a') /###"],
    ],
    'mark brackets until the line closes them or ends': [
      ['a {b (c)\n}', 'inCurlyBracketsOfLine', 'a ######\n}'],
      ['a {b (c)\n}', 'inRoundBracketsOfLine', 'a {b ##)\n}'],
    ],
    'mark the indentation of a line': [['a b\n  c d', 'inIndentation', 'a b\n##c d']],
    'classify letters of every alphabet': [
      ['Привет 日本', 'inWord', '###### ##'],
      ['Привет', 'afterUppercase', '#ривет'],
    ],
  });

  it('count open brackets', () => {
    assert.deepEqual([...featuresOf([...'a(b[c])'])['bracketDepth']], [0, 1, 1, 2, 2, 1, 0]);
  });
});

/** A text with one unit per column. */
function activityOf(columns: readonly ((index: number) => number)[], count: number) {
  const values = new Float32Array(count * columns.length);
  for (let index = 0; index < count; index++) {
    columns.forEach((column, unit) => (values[index * columns.length + unit] = column(index)));
  }
  return { hidden: columns.length, values };
}

function noise(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  return () => 2 * uniformFloat64(random) - 1;
}

describe('line starts', () => {
  it('are the first word or punctuation of a line, as far as read', () => {
    assert.deepEqual(lineStarts([...'if x\n  // a\n']), ['i', 'if', 'if', 'if', '', '', '', '/', '//', '//', '//', '']);
  });
});

describe('unit names', () => {
  const characters = [...'const a = "some words" + f(x);\n'.repeat(40)];
  const features = featuresOf(characters);

  it('name a unit that correlates with a feature, positively or negatively', () => {
    const activity = activityOf(
      [(index) => features.inString[index]! - 0.5, (index) => -features.afterSpace[index]!],
      characters.length,
    );
    const names = nameUnits(activity, features, characters);
    assert.deepEqual(names.map(({ unit, feature, strength }) => [unit, feature, strength.toFixed(3)]).sort(), [
      [0, 'inString', '1.000'],
      [1, 'afterSpace', '-1.000'],
    ]);
  });

  it('are missing for noise and for constant units', () => {
    const random = noise(7);
    assert.deepEqual(nameUnits(activityOf([random, random, () => 0.5], characters.length), features, characters), []);
  });

  it('find the characters that a unit follows, on text that the set was not fitted to', () => {
    const wave = noise(11);
    const unit = (index: number) => Number('os(='.includes(characters[index]!)) + 0.2 * wave();
    const [name] = nameUnits(activityOf([unit], characters.length), features, characters);
    assert.ok(name?.feature === 'afterAnyOf' && name.strength > 0.9, JSON.stringify(name));
    assert.deepEqual(name.members, ['(', '=', 'o', 's']);
  });

  it('prefer a strong feature to a set with a higher correlation', () => {
    const random = noise(17);
    const isMember = (index: number) => Number('os(='.includes(characters[index]!));
    const activity = activityOf(
      [isMember, (index) => features.inString[index]! + 0.4 * isMember(index) + 0.3 * random()],
      characters.length,
    );
    const names = nameUnits(activity, features, characters);
    const named = names.map(({ unit, feature }) => `${unit} ${feature}`);
    assert.deepEqual(named, ['1 inString', '0 afterAnyOf']);
    assert.ok(Math.abs(names[1]!.strength) > Math.abs(names[0]!.strength));
  });

  it('are listed with features first, even if the correlation of a set is higher', () => {
    const random = noise(19);
    const isMember = (index: number) => Number('os(='.includes(characters[index]!));
    const activity = activityOf([isMember, (index) => features.inString[index]! + 1.3 * random()], characters.length);
    const [first, second] = nameUnits(activity, features, characters);
    assert.deepEqual([first?.feature, second?.feature], ['inString', 'afterAnyOf']);
    assert.ok(
      Math.abs(first!.strength) < strongEvidence && Math.abs(second!.strength) > 0.9,
      JSON.stringify([first, second]),
    );
  });

  it('find the line starts that a unit follows', () => {
    const lines = [...'import a\nlet b\n  call(c)\n'.repeat(60)];
    const starts = lineStarts(lines);
    const random = noise(13);
    const unit = (index: number) => Number(starts[index] === 'import') + 0.2 * random();
    const [name] = nameUnits(activityOf([unit], lines.length), featuresOf(lines), lines);
    assert.ok(name?.feature === 'lineBeginsWith' && name.strength > 0.9, JSON.stringify(name));
    assert.deepEqual(name.members, ['import']);
  });

  it('need evidence in both halves of the text', () => {
    const middle = characters.length / 2;
    const random = noise(3);
    const unit = (index: number) => (index < middle ? features.inString[index]! : random());
    assert.deepEqual(nameUnits(activityOf([unit], characters.length), features, characters), []);
  });
});

describe('correlation', () => {
  it('equals the textbook formula', () => {
    const random = noise(5);
    const count = 200;
    const feature = Float32Array.from({ length: count }, random);
    const unit = Array.from({ length: count }, (_, index) => Math.fround(feature[index]! + random()));
    const mean = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((sum, value) => sum + value, 0) / count;
    const centered = (numbers: ArrayLike<number>) => Array.from(numbers, (value) => value - mean(numbers));
    const dot = (one: number[], other: number[]) => one.reduce((sum, value, index) => sum + value * other[index]!, 0);
    const [a, b] = [centered(unit), centered(feature)];
    const expected = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    const [found] = correlations(activityOf([(index) => unit[index]!], count), feature, { from: 0, to: count });
    assert.ok(Math.abs(found! - expected) < 1e-6, `${found} against ${expected}`);
  });
});

describe('unit order', () => {
  const count = 20;
  const [one, other, random] = [noise(1), noise(2), noise(3)];
  const [waveA, waveB] = [one, other].map((draw) => Array.from({ length: 300 }, draw)) as [number[], number[]];
  const byParity = (unit: number) => unit % 2 === 0;
  /** Similarity of units that follow one of two waves, with this share of noise. */
  const similarity = (share: number, isLikeA = byParity) => {
    const columns = Array.from({ length: count }, (_, unit) => (index: number) => {
      return (isLikeA(unit) ? waveA : waveB)[index]! + share * random();
    });
    return unitSimilarity(activityOf(columns, 300), 1);
  };
  const changesOf = (order: Iterable<number>, isLikeA = byParity) =>
    [...order].filter((unit, at, all) => at > 0 && isLikeA(unit) !== isLikeA(all[at - 1]!)).length;

  it('is a permutation that places similar units next to each other', () => {
    const order = orderUnits(similarity(0.1), count);
    assert.deepEqual(new Set(order), new Set(Array(count).keys()));
    assert.equal(order.length, count);
    assert.equal(changesOf(order), 1);
  });

  it('stays the same if the units change little', () => {
    const first = orderUnits(similarity(0.3), count);
    assert.deepEqual(orderUnits(similarity(0.3), count, first), first);
  });

  it('moves units that have become similar to others', () => {
    const first = orderUnits(similarity(0.3), count);
    const isLikeA = (unit: number) => unit < count / 2;
    const next = orderUnits(similarity(0.1, isLikeA), count, first);
    assert.ok(changesOf(next, isLikeA) <= 2, String(next));
  });
});
