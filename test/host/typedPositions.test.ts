// Where the user may still be typing: what is around is not learned.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { Position, Uri, window, workspace } from 'vscode';
import { typedPositions, watchTyping } from '../../src/host/workspace/typedPositions.ts';
import { at } from './extensionHost.ts';
import { closeEditors, removeAfter } from './suite.ts';

describe('the places where the user is typing', () => {
  removeAfter('typed-positions.md');
  after(closeEditors);

  it('end a minute after the last change of a document that is saved', async () => {
    writeFileSync(at('typed-positions.md'), 'one\n');
    const document = await workspace.openTextDocument(Uri.file(at('typed-positions.md')));
    const editor = await window.showTextDocument(document);
    assert.deepEqual(typedPositions(document), []);
    const watching = watchTyping();
    await editor.edit((edit) => edit.insert(new Position(0, 3), ' two'));
    const later = performance.now() + 61_000;
    assert.equal(typedPositions(document, later).length, 1);
    await document.save();
    assert.equal(typedPositions(document).length, 1);
    assert.deepEqual(typedPositions(document, later), []);
    watching.dispose();
  });
});
