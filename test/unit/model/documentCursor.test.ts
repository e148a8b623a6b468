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

describe('text that the caret passes once more', () => {
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, index) => `Line ${from + index} of it.\n`).join('');

  /** `type` goes to the end of `before`, as a request does, and returns what context mixing learns there. */
  function cursorIn(saved: string) {
    const cursor = createDocumentCursor(createByteMixture(createTinyContextMixing(), {}));
    cursor.hasSavedLines = (_, pair) => saved.includes(pair);
    if (saved !== '') cursor.markLearned('a.md');
    return (before: string): string => {
      const lineStart = before.lastIndexOf('\n') + 1;
      const known = cursor.resume('a.md', before, lineStart);
      const { newEnd } = cursor;
      if (newEnd > known) cursor.passLines(before, newEnd, true);
      if (lineStart > newEnd) cursor.passLines(before, lineStart, false);
      const line = before.slice(Math.max(known, lineStart));
      if (line !== '') cursor.readLine(line);
      return before.slice(known, Math.max(known, newEnd));
    };
  }

  it('is not learned again where it was saved', () => {
    const learned = cursorIn(lines(0, 40));
    for (const end of [20, 15, 20, 5, 12, 11, 12]) assert.equal(learned(`${lines(0, end)}a`), '', `${end}`);
  });

  it('is learned once where it was typed', () => {
    const learned = cursorIn(lines(0, 8));
    const typed = 'One.\nTwo.\nThree.\n';
    assert.equal(learned(`${lines(0, 4)}On`), '');
    assert.equal(learned(`${lines(0, 4)}${typed}a`), typed);
    assert.equal(learned(`${lines(0, 2)}a`), '');
    assert.equal(learned(`${lines(0, 4)}${typed}ab`), '');
    assert.equal(learned(`${lines(0, 4)}${typed}${lines(4, 7)}a`), '');
  });

  it('is not learned again where the document is loaded again', () => {
    const learned = cursorIn(lines(0, 20));
    learned(`${lines(0, 10)}a`);
    for (const word of ['one', 'two', 'three']) {
      assert.equal(learned(`${lines(0, 6)}A new line, ${word}.\nb`), `A new line, ${word}.\n`);
      assert.equal(learned(`${lines(0, 12)}c`), '', 'reverted');
    }
  });

  it('is learned where lines are typed once more', () => {
    const learned = cursorIn('');
    let text = '';
    for (let count = 0; count < 3; count++) {
      for (const line of ['if (a) {\n', '}\n', '\n']) {
        if (line !== '\n') assert.equal(learned(text + line[0]), '');
        assert.equal(learned((text += line)), line);
      }
    }
  });
});
