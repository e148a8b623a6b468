// What a text imports and exports.
import assert from 'node:assert/strict';
import { exportsIn, importsIn } from '../../../../src/completion/decide/importStatements.ts';

const modulesIn = (text: string) => importsIn(text).map(({ path, names }) => [path, ...names]);

describe('the imports of a text', () => {
  it('have their names', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ["import a, { b as c, type D } from './x';", ['./x', 'a', 'b', 'c', 'D']],
      ["import type {\n  A,\n  B,\n} from 'y';", ['y', 'A', 'B']],
      ["import * as all from '../z.js';", ['../z.js', 'all']],
      ["const { a } = require('w');", ['w', 'a']],
      ["export { a } from '.';", ['.', 'a']],
      ["import 'side';", ['side']],
      ["import { a } from './unfin", ['./unfin', 'a']],
    ];
    for (const [text, expected] of cases) assert.deepEqual(modulesIn(text), [expected], text);
  });

  it('have no names of other statements', () => {
    assert.deepEqual(modulesIn("import { a } from 'x';\nexport * from 'y';\nconst b = f('z'); import('w');"), [
      ['x', 'a'],
      ['y'],
      ['w'],
    ]);
  });

  it('begin where the name of the module begins', () => {
    const text = "import { a } from 'x'\nimport { b } from './y'\n";
    for (const { at, path } of importsIn(text)) assert.equal(text.slice(at, at + path.length), path);
  });
});

describe('the exports of a text', () => {
  it('are the names that it declares with them', () => {
    const text = [
      'export const a = 1;',
      'export default async function* b() {}',
      'export abstract class C {}',
      'export declare namespace D {}',
      'export type E = string;',
      'const f = 2;',
      'export { f };',
    ].join('\n');
    assert.deepEqual(exportsIn(text), ['a', 'b', 'C', 'D', 'E']);
  });
});
