// To which declaration a place with a name belongs, and that the places of the declaration that was renamed are offered first.
import assert from 'node:assert/strict';
import { declarationsIn } from '../../../src/nextEdit/localNames.ts';
import { lineBefore, lines, offersIn, afterEdit } from './exampleEdits.ts';

/** For each `val` in the text, in which the first `value` was just written. `moved`: how far what was written since has moved it. */
function declarationsOf(text: string, name = 'a.ts', moved = 0): readonly (string | undefined)[] {
  const start = text.indexOf('value') + moved;
  const rule = {
    pieces: [{}],
    variants: [{ old: 'val', new: 'value' }],
    examples: [{ document: name, start, old: 'val', new: 'value' }],
  } as unknown as Parameters<typeof declarationsIn>[1];
  const declarationOf = declarationsIn({ name, text }, rule);
  return [...text.matchAll(/\bval\b/g)].map(({ index }) =>
    declarationOf({ old: 'val', start: index } as Parameters<typeof declarationOf>[0]),
  );
}

describe('the declaration of a local name', () => {
  const two = (first: string, second: string) => lines(first, '  use(val);', second, '  use(val);');
  const kinds: Readonly<Record<string, (name: string) => string>> = {
    'a parameter of a function': (name) => `function one(a: any, ${name}: any) {`,
    'a parameter in Python': (name) => `def one(self, ${name}=1):`,
    'a parameter in Go': (name) => `func one(${name} int, other int) error {`,
    'a parameter after its type': (name) => `  void one(int ${name}, int other) {`,
    'a parameter of a method': (name) => `  one(${name}: Some<any>): void {`,
    'a parameter of a function with an arrow': (name) => `const one = (${name}: any) => {`,
    'a variable': (name) => `  const ${name} = 1;`,
    'a variable in Go': (name) => `\t${name} := 1`,
    'a variable of a loop': (name) => `  for ${name} in all:`,
  };
  for (const [kind, line] of Object.entries(kinds)) {
    it(`is ${kind}`, () => {
      assert.deepEqual(declarationsOf(two(line('value'), line('val'))), ['renamed', 'other', 'other']);
      // The second one was changed.
      assert.deepEqual(declarationsOf(two(line('val'), line('value'))), ['other', 'other', 'renamed']);
    });
  }

  const uses: readonly string[] = [
    '  if (val) {',
    '  while (other, val) {',
    '  call(val, () => {',
    '  call(val).then(() => {',
    '  if err := call(val); err != nil {',
    '  call(val, other);',
    '  other = [val, 1];',
    'const val = 1;',
  ];
  for (const use of uses) {
    it(`is not in “${use.trim()}”`, () => {
      assert.deepEqual(declarationsOf(lines('value(1);', use, '  use(val);')), [undefined, undefined]);
    });
  }

  it('is not known where a use was changed, except for another declaration', () => {
    const text = lines(
      'function one(val) {',
      '  use(value);',
      '  use(val);',
      '}',
      'function two(val) {',
      '  use(val);',
    );
    assert.deepEqual(declarationsOf(text), [undefined, undefined, 'other', 'other']);
  });

  it('is not known in prose', () => {
    assert.deepEqual(declarationsOf(lines('for value in all', 'for val in all'), 'a.md'), [undefined]);
  });

  it('is found where the text before it has changed since', () => {
    const text = lines('one(1, 2);', 'function two(value) {', '  use(val);');
    assert.deepEqual(
      [-9, 9].map((moved) => declarationsOf(text, 'a.ts', moved)),
      [['renamed'], ['renamed']],
    );
  });

  it('puts the places of a function before the same ones of another', () => {
    const uses = ['  if (val === null) return no', '  use(other, val)', '}'];
    const all = lines('function one(val: any) {', ...uses, 'function two(val: any) {', ...uses);
    const { nextEdits, text } = afterEdit(all, 'val', 'value');
    const offers = offersIn(nextEdits, text);
    const logitsOf = (line: string): readonly number[] =>
      offers
        .filter(({ start }) => lineBefore(text, start).trim() === line)
        .sort((one, other) => one.start - other.start)
        .map(({ logit }) => logit);
    for (const line of ['if (', 'use(other,']) {
      const [same, other] = logitsOf(line);
      assert.ok(same! >= other! + 1.5, `${line}: ${same} and ${other}`);
    }
  });
});
