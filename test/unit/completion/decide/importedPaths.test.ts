// The gate for the paths of imports.
import assert from 'node:assert/strict';
import { wordsOf } from '../../../../src/completion/fit/words.ts';
import { createFilePaths } from '../../../../src/completion/decide/filePaths.ts';
import { decideOn } from './decideOn.ts';

const files = createFilePaths(['app/src/main.ts', 'app/src/user/userName.ts', 'app/src/text/zip-all.ts']);

function candidateOf(text: string) {
  let end = 0;
  const words = wordsOf(text).map((word, index) => ({ end: (end += word.length), probability: 0.9 - 0.01 * index }));
  return { text, words };
}

function decidedOn(text: string, before = '', document = 'app/src/text/words.ts') {
  return decideOn(candidateOf(text), {
    caret: { before, after: '' },
    pathOf: (imported) => files.pathOf(imported, document),
  });
}

describe('gate for the paths of imports', () => {
  const corrected = [
    ['import { get } from ', "'./userName';", "'../user/userName';"],
    ["import { get } from '", "./user/userName';", "../user/userName';"],
    ["import { get } from '.", "/zip-all.js';", "/zip-all.js';"],
    ['const x = ', "require('./userName.js');", "require('../user/userName.js');"],
    ['', 'vi.mock("./userName")', 'vi.mock("../user/userName")'],
    ['import {\n  zipAll,\n} ', "from './", "from './zip-all'"],
    ['import { zipAll', " } from '../user/userName'", " } from './zip-all'"],
    ['import { userName as name', " } from './", " } from '../user/userName'"],
    ['import { userName } from "', '../', '../user/userName"'],
    ['import { get } from ', "'./unkno", "'./unkno"],
  ] as const;
  for (const [before, text, expected] of corrected) {
    it(`offers ${expected} instead of ${text} after ${JSON.stringify(before)}`, () => {
      assert.equal(decidedOn(text, before).shown?.text, expected);
    });
  }

  it('ends before a quotation mark that is after the cursor', () => {
    const [before, text] = ["import { zipAll } from '", './'];
    const shownBefore = (after: string) =>
      decideOn(candidateOf(text), {
        caret: { before, after },
        pathOf: (imported) => files.pathOf(imported, 'app/src/text/words.ts'),
      }).shown;
    assert.equal(shownBefore("';")?.text, './zip-all');
    const { text: closed, words } = shownBefore('\nconst x = 1;\n')!;
    assert.equal(closed, "./zip-all'");
    assert.equal(words.at(-1)!.end, closed.length);
  });

  it('corrects several imports', () => {
    const text = "import { a } from './userName';\nimport { zipAll } from './text/zip-all';";
    const right = "import { a } from '../user/userName';\nimport { zipAll } from './zip-all';";
    assert.equal(decidedOn(text).shown?.text, right);
  });

  it('cuts a suggestion before a path that leads nowhere', () => {
    assert.equal(decidedOn("import { words } from './words';").shown?.text, 'import { words } from');
  });

  it('refuses the rest of a path that cannot be corrected any more', () => {
    const { refusal } = decidedOn("userName';", "import { get } from './");
    assert.equal(refusal?.gate, 'importedPath');
  });

  it('keeps the probabilities of the words around the path', () => {
    const { text, words } = candidateOf("from './text/zip-all.js';");
    const { shown } = decidedOn(text);
    assert.equal(shown?.text, "from './zip-all.js';");
    const first = shown.words[0]!;
    assert.deepEqual(first, words[0]);
    assert.deepEqual(shown.words.at(-1), { ...words.at(-1)!, end: shown.text.length });
    for (const { end } of shown.words) assert.ok(end <= shown.text.length);
  });

  it('takes no name of another statement', () => {
    assert.equal(
      decidedOn(" './userName';", "import { zipAll } from './zip-all';\nexport * from").shown?.text,
      " '../user/userName';",
    );
  });

  it('leaves paths in other strings, other paths, and all where no file is known', () => {
    for (const text of ["read('./userName')", "from 'userName'", "from '/userName'"]) {
      assert.equal(decidedOn(text).shown?.text, text);
    }
    const shown = decideOn(candidateOf("from './userName'"), { caret: { before: '', after: '' } }).shown;
    assert.equal(shown?.text, "from './userName'");
  });
});
