import assert from 'node:assert/strict';
import { createWordFiles, isOfOtherFile, otherFileWordsIn } from '../../../../src/completion/decide/wordFiles.ts';

const word = 'x7Kq9mPd';

describe('files of random-looking words', () => {
  it('tell a word of one other file', () => {
    const files = createWordFiles();
    files.add('a', `the code is ${word}\n`);
    assert.ok(files.isOfOneOtherFile(word, 'b'));
    assert.ok(!files.isOfOneOtherFile(word, 'a'));
    assert.ok(!files.isOfOneOtherFile('x7Kq9mPe', 'b'));
  });

  it('let a word pass that several files have', () => {
    const files = createWordFiles();
    for (const path of ['a', 'a', 'b']) files.add(path, word);
    assert.ok(!files.isOfOneOtherFile(word, 'c'));
  });

  it('let a word pass that is in the document', () => {
    const files = createWordFiles();
    files.add('a', word);
    const isOther = (before: string, after: string) =>
      isOfOtherFile(files, { document: 'b', before, after })({ key: word, word });
    assert.deepEqual([isOther('', ''), isOther(`${word}\n`, ''), isOther('', ` ${word}`)], [true, false, false]);
  });

  it('are saved and restored', () => {
    const files = createWordFiles();
    for (let n = 0; n < 5000; n++) files.add(`file${n % 7}`, `word${n}x\n`);
    const restored = createWordFiles(files.save());
    for (let n = 0; n < 5000; n++) {
      assert.ok(restored.isOfOneOtherFile(`word${n}x`, 'other'));
      assert.ok(!restored.isOfOneOtherFile(`word${n}x`, `file${n % 7}`));
    }
    assert.deepEqual(createWordFiles(restored.save()).bytes, files.bytes);
  });

  it('take at most 5 MB, and count words that do not fit as words of another file', () => {
    const files = createWordFiles();
    for (let n = 0; n < 400_000; n++) files.add('a', `word${n}x`);
    assert.ok(files.bytes <= 5e6, `${files.bytes}`);
    assert.ok(files.isOfOneOtherFile('word399999x', 'b'));
    assert.ok(files.isOfOneOtherFile('neverSeen1', 'b'));
    assert.ok(!files.isOfOneOtherFile('word1x', 'a'));
  });

  it('keep no text', () => {
    const files = createWordFiles();
    files.add('a', `${word}\n`);
    assert.ok(!Buffer.from(files.save()).includes(word.slice(0, 4)));
  });

  it('name the words of candidates for a recording', () => {
    const files = createWordFiles();
    files.add('a', word);
    const candidate = { text: ` ${word} or`, words: [{ end: 9, probability: 0.9 }] };
    const place = { document: 'b', before: 'the code is', after: '' };
    assert.deepEqual(otherFileWordsIn([candidate], files, place), new Set([word]));
    assert.equal(otherFileWordsIn([candidate], files, { ...place, document: 'a' }), undefined);
  });
});
