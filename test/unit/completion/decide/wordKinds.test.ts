// Kinds of text, and the words that a text of one kind does not have.
import assert from 'node:assert/strict';
import { createFolderKinds } from '../../../../src/completion/decide/folderKinds.ts';
import { createWordKinds, rightPart } from '../../../../src/completion/decide/wordKinds.ts';

const english = [
  'The house was under the old trees and the garden was full of stones.',
  'They came down the road and the house was dark under the trees.',
  'The old road was full of stones and they came to the garden and the trees.',
];
const german = [
  'Das Haus lag unter den alten Bäumen, und der Garten war voller Steine.',
  'Sie kamen die Straße herunter, und das Haus war dunkel unter den Bäumen.',
  'Die alte Straße war voller Steine, und sie kamen in den Garten und zu den Bäumen.',
];
const inEnglish = 'The garden was old and the trees were dark and they came ';
const inGerman = 'Der Garten war alt und die Bäume waren dunkel, und sie kamen ';

function kindsOf(texts: readonly (readonly string[])[] = [], folders = createFolderKinds()) {
  const kinds = createWordKinds(undefined, folders);
  for (const [language, pages] of texts.entries())
    for (const [page, text] of pages.entries()) kinds.add(`w/${language}/${page}.md`, `${text}\n`.repeat(3));
  return kinds;
}

describe('the kinds of text', () => {
  const kinds = kindsOf([english, german]);

  it('make words improbable that only another kind has', () => {
    assert.ok(kinds.rightAfter(inGerman)('under') < 0.3);
    assert.ok(kinds.rightAfter(inEnglish)('unter') < 0.3);
  });

  it('leave words of the kind, of all kinds and of none', () => {
    for (const word of ['unter', 'Garten', 'war', 'Fenster']) assert.ok(kinds.rightAfter(inGerman)(word) > 0.9, word);
    for (const word of ['under', 'garden', 'window']) assert.ok(kinds.rightAfter(inEnglish)(word) > 0.9, word);
  });

  it('follow the last words before the caret', () => {
    assert.ok(kinds.rightAfter(inEnglish + inGerman.repeat(2))('under') < 0.3);
    assert.ok(kinds.rightAfter(inGerman + inEnglish.repeat(2))('under') > 0.9);
  });

  it('change nothing where all texts are of one kind, or where few words are known before the caret', () => {
    assert.equal(kindsOf([english]).rightAfter(inGerman)('under'), 1);
    assert.equal(kindsOf().rightAfter(inGerman)('under'), 1);
    assert.equal(kinds.rightAfter('Der Garten')('under'), 1);
  });

  it('are those of the neighbors in the first words of a document', () => {
    const folders = createFolderKinds();
    const known = kindsOf([english, german], folders);
    const restored = createWordKinds(known.save(), createFolderKinds(folders.save()));
    for (const { rightAfter } of [known, restored]) {
      for (const before of ['', 'Der Garten ']) {
        assert.ok(rightAfter(before, 'w/1/new.md')('under') < 0.4, before);
        assert.ok(rightAfter(before, 'w/1/new.md')('unter') > 0.8, before);
        assert.equal(rightAfter(before, 'w/2/new.md')('under'), 1, 'no neighbors');
        assert.equal(rightAfter(before, 'w/1/new.txt')('under'), 1, 'other files');
      }
      assert.ok(rightAfter('The ', 'w/0/new.md')('unter') < 0.4);
      assert.equal(rightAfter(inEnglish, 'w/1/new.md')('under'), rightAfter(inEnglish)('under'));
    }
  });

  it('are the same after they were saved, and go on learning', () => {
    const restored = createWordKinds(kinds.save());
    for (const word of ['under', 'unter', 'war'])
      assert.equal(restored.rightAfter(inGerman)(word), kinds.rightAfter(inGerman)(word));
    restored.add('w/new.md', 'Das Haus lag unter den Bäumen, und der Pfarrer war voller Sorgen.\n');
    assert.ok(restored.rightAfter(inEnglish)('Pfarrer') < 0.4);
  });

  it('judge a word with the part of it that is typed, and no word that is typed already', () => {
    const right = kinds.rightAfter(inGerman);
    assert.ok(rightPart(`${inGerman}un`, 'der the', right) < 0.3);
    assert.ok(rightPart(`${inGerman}un`, 'ter den', right) > 0.9);
    assert.ok(rightPart(`${inGerman}under`, ' den', right) > 0.9);
    assert.equal(rightPart(`${inGerman}un`, 'der', undefined), 1);
  });
});
