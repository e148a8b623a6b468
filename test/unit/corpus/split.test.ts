import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SourceText } from '../../../src/corpus/sourceText.ts';
import { isHeldOut, splitHeldOut } from '../../../src/corpus/split.ts';
import { totalLength } from '../../../src/model/trainingText.ts';

const files = (count: number, text = 'line one\nline two\n'.repeat(20)): SourceText[] =>
  Array.from({ length: count }, (_, i) => ({ path: `ws/src/file${i}.ts`, text }));

describe('the held-out split', () => {
  it('holds out about a tenth of many files, whole', () => {
    const { by, train, heldOut } = splitHeldOut(files(400));
    assert.equal(by, 'file');
    assert.equal(train.length + heldOut.length, 400);
    assert.ok(heldOut.length > 24 && heldOut.length < 60, `${heldOut.length} of 400`);
    assert.ok(heldOut.every(({ before }) => before === ''));
  });

  it('never trains on a held-out file', () => {
    const { train, heldOut } = splitHeldOut(files(400));
    const trained = new Set(train.map(({ path }) => path));
    assert.ok(heldOut.every(({ path }) => !trained.has(path)));
  });

  it('keeps a file on its side when others come and go, and when the folder is renamed', () => {
    assert.deepEqual(
      files(400).map(({ path }) => isHeldOut(path)),
      files(400).map(({ path }) => isHeldOut(path.replace('ws/', 'copy of ws/'))),
    );
  });

  it('holds out the last tenth of each of few files, from the start of a line', () => {
    const { by, train, heldOut } = splitHeldOut(files(3, 'line one\nline two\n'.repeat(100)));
    assert.equal(by, 'tail');
    assert.equal(heldOut[0]?.text, 'line one\nline two\n'.repeat(10).slice(9));
    assert.equal(heldOut[0]?.before, train[0]?.text);
  });

  it('holds out tails where one file outweighs the rest', () => {
    const { by } = splitHeldOut([...files(50), { path: 'ws/big.txt', text: 'word '.repeat(1e5) }]);
    assert.equal(by, 'tail');
  });

  it('holds out tails where whole files would have too little of the most frequent kind of text', () => {
    const code = files(60).filter(({ path }) => !isHeldOut(path));
    const settings = files(200, 'a = 1\n'.repeat(20)).map(({ path, text }) => ({ path: `${path}on`, text }));
    const texts = [...code, ...settings.filter(({ path }) => isHeldOut(path))];
    const share = totalLength(texts.filter(({ path }) => isHeldOut(path))) / totalLength(texts);
    assert.ok(share > 0.05 && share < 0.15, `${share}`);
    assert.equal(splitHeldOut(texts).by, 'tail');
  });

  it('stays as it was for the network that is trained further, when files come and go', () => {
    const some = files(200);
    assert.equal(splitHeldOut(some, 'tail').by, 'tail');
    const held = some.filter(({ path }) => isHeldOut(path));
    const fewer = [...held, ...some.filter(({ path }) => !isHeldOut(path)).slice(0, held.length * 3)];
    assert.equal(splitHeldOut(fewer).by, 'tail');
    assert.equal(splitHeldOut(fewer, 'file').by, 'file');
  });

  it('changes where too little or too much text would be held out by file', () => {
    assert.equal(
      splitHeldOut(
        files(200).filter(({ path }) => !isHeldOut(path)),
        'file',
      ).by,
      'tail',
    );
    assert.equal(
      splitHeldOut(
        files(200).filter(({ path }) => isHeldOut(path)),
        'file',
      ).by,
      'tail',
    );
    assert.equal(splitHeldOut(files(200, 'a few\n'), 'file').by, 'tail', 'too little would be left to train on');
  });

  it('loses no character and breaks no pair, whatever the texts', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.constantFrom(undefined, 'file', 'tail'), (texts, before) => {
        const sources = texts.map((text, i) => ({ path: `ws/${i}`, text }));
        const { train, heldOut } = splitHeldOut(sources, before);
        for (const { path, text } of sources) {
          const parts = [...train, ...heldOut].filter((part) => part.path === path).map((part) => part.text);
          assert.equal(parts.join(''), text);
          assert.ok(parts.every((part) => !/\p{Surrogate}/u.test(part)));
        }
      }),
    );
  });
});
