import assert from 'node:assert/strict';
import { createWantedFiles } from '../../../src/nextEdit/wantedFiles.ts';

const files = ['one b', 'nothing', 'one a', 'a new name', 'one c'].map((text) => ({ text }));
const wanted = (words: readonly string[], most: number): string[] => {
  const found = createWantedFiles<(typeof files)[number]>(words, most);
  for (const file of files) found.add(file);
  return found.files.map(({ text }) => text);
};

describe('files that are searched for next edits', () => {
  it('contain one of the words, in the given order', () => {
    assert.deepEqual(wanted(['one', 'name'], 9), ['one b', 'one a', 'one c', 'a new name']);
  });

  it('are those with the first words where there are too many', () => {
    assert.deepEqual(wanted(['name', 'one'], 2), ['a new name', 'one b']);
  });
});
