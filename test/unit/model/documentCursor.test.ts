// The position of context mixing in a document: what it does not read again.
import assert from 'node:assert/strict';
import { createByteMixture } from '../../../src/model/byteMixture.ts';
import { createDocumentCursor } from '../../../src/model/documentCursor.ts';
import { createTinyContextMixing } from './tinyContextMixing.ts';

/** Units of the window that a prompt shows of a line. */
const window = 200;

describe('the position in a line that is longer than the prompt', () => {
  const line = Array.from({ length: 600 }, (_, index) => `${index},`).join('');

  it('stays known while the window of the prompt moves along with the typed text', () => {
    const mixture = createByteMixture(createTinyContextMixing(), {});
    const cursor = createDocumentCursor(mixture);
    let read = 0;
    for (let end = 100; end < 1000; end++) {
      const prompt = line.slice(Math.max(0, end - window), end);
      const known = cursor.resume('long.json', prompt, 0);
      cursor.readLine(prompt.slice(known));
      read += prompt.length - known;
    }
    assert.equal(read, 999);
  });

  it('is forgotten where the text in the window has changed', () => {
    const cursor = createDocumentCursor(createByteMixture(createTinyContextMixing(), {}));
    cursor.resume('long.json', line.slice(0, window), 0);
    cursor.readLine(line.slice(0, window));
    assert.equal(cursor.resume('long.json', `${line.slice(50, 150)}x${line.slice(151, 230)}`, 0), 0);
  });
});
