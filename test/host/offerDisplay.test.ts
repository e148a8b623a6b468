// Where the hint of a next edit is, which is in another place than the cursor.
import assert from 'node:assert/strict';
import { Position, Range, Selection, workspace } from 'vscode';
import { hintsOf } from '../../src/host/nextEdit/offerDisplay.ts';

describe('the hint of a next edit', () => {
  const long = 'The weather was fine and the men were away. '.repeat(20);

  /** The line of the hint, and its text. The cursor is in line 2, which wraps in Markdown. `lastVisible`: the last column in view. */
  async function hint({
    language = 'markdown',
    text = long,
    lastVisible = Infinity,
    takesTab = true,
    first = 0,
    below = '',
    cursor = 4,
  }) {
    const content = `# One\n\n${text}\n${below}\nHarold slept.\n`;
    const document = await workspace.openTextDocument({ language, content });
    const at = content.indexOf('Harold');
    // The offer is not in view.
    const last = lastVisible < text.length ? new Position(2, lastVisible) : document.positionAt(at - 1);
    const visibleRanges = [new Range(new Position(first, 0), last)];
    const offer = { document, file: 'a.md', start: at, end: at + 6, old: 'Harold', new: 'Konrad', isRename: false };
    const editor = { document, selection: new Selection(2, cursor, 2, cursor), visibleRanges };
    const [shown] = hintsOf(editor, offer, takesTab);
    if (!shown) return [];
    const { range, renderOptions } = shown;
    const { line, character } = (range as Range).start;
    return [line, character, renderOptions!.after!.contentText!.replaceAll('\u00a0', ' ').trim()];
  }

  it('is at the end of a short line, only where Tab goes to the edit', async () => {
    assert.deepEqual(await hint({ text: 'Short.' }), [2, 6, '⇥ a.md, line 5: Harold → Konrad']);
    assert.deepEqual(await hint({ text: 'Short.', takesTab: false }), []);
  });

  it('is in a blank line in view beside a wrapped paragraph, or else at the cursor', async () => {
    const placeOf = async (view: Parameters<typeof hint>[0]) => (await hint(view)).slice(0, 2);
    assert.deepEqual(await placeOf({}), [3, 0], 'below');
    assert.deepEqual(
      await placeOf({ lastVisible: 300 }),
      [1, 0],
      'above, where the paragraph goes on below the window',
    );
    assert.deepEqual(await placeOf({ lastVisible: 300, first: 2 }), [2, 4], 'at the cursor');
    assert.deepEqual(await placeOf({ language: 'plaintext', lastVisible: 300 }), [2, 4], 'without word wrap');
  });

  it('is in a blank line near a cursor at the margin, without word wrap', async () => {
    const view = {
      language: 'plaintext',
      text: 'call(first, second, third) '.repeat(4),
      below: 'next();\n',
      cursor: 90,
    };
    assert.deepEqual((await hint(view)).slice(0, 2), [1, 0]);
    assert.deepEqual((await hint({ ...view, first: 2 })).slice(0, 2), [4, 0]);
    assert.deepEqual((await hint({ ...view, cursor: 20 })).slice(0, 2), [2, 20]);
  });
});
