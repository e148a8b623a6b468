import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leastCharacters } from '../../../src/corpus/split.ts';
import { unknownId } from '../../../src/model/network/vocabulary.ts';
import { prepareCorpus } from '../../../src/learner/prepareCorpus.ts';

const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: `notes/${index}.md`,
    text: `note ${index}: some words, a line\n`.repeat(9),
  }));

describe('prepared corpus', () => {
  it('marks the beginning of each text and counts training and held-out characters', () => {
    const { trainIds, heldOut, summary } = prepareCorpus(files(40), 1);
    const edges = trainIds.filter((id) => id === unknownId).length;
    assert.equal(trainIds.length - edges, summary.trainCharacters);
    assert.equal(
      heldOut.reduce((sum, { ids }) => sum + ids.length, 0),
      summary.heldOutCharacters,
    );
    assert.equal(summary.files, 40);
    assert.ok(summary.heldOutCharacters > 0);
  });

  it('uses the text before a held-out end as its context', () => {
    const { heldOut } = prepareCorpus([{ path: 'notes/a.md', text: 'words and lines\n'.repeat(200) }], 1);
    assert.equal(heldOut[0]!.context.length, 256);
  });

  it('shuffles the files by the seed', () => {
    const [a, b] = [prepareCorpus(files(40), 1), prepareCorpus(files(40).reverse(), 1)];
    assert.deepEqual(a.trainIds, b.trainIds);
    assert.notDeepEqual(prepareCorpus(files(40), 2).trainIds, a.trainIds);
  });

  it('says what to do if there is too little text', () => {
    assert.throws(() => prepareCorpus([{ path: 'notes/a.md', text: 'few' }], 1), /Open a folder with more text/);
  });

  it('needs the same amount of text, however it is divided into files', () => {
    const file = fc.record({ path: fc.string({ minLength: 1 }), characters: fc.integer({ min: 1, max: 200 }) });
    const many = fc.uniqueArray(file, { minLength: 20, maxLength: 60, selector: ({ path }) => path });
    fc.assert(
      fc.property(many, (chosen) => {
        const texts = chosen.map(({ path, characters }) => ({
          path: `notes/${path}.md`,
          text: 'a'.repeat(characters),
        }));
        const total = texts.reduce((sum, { text }) => sum + text.length, 0);
        const rest = { path: 'notes/rest.md', text: 'b'.repeat(Math.max(1, leastCharacters - total)) };
        assert.doesNotThrow(() => prepareCorpus([...texts, rest], 1));
      }),
    );
  });
});
