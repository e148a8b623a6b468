// Suggestions inside existing lines, as the editor asks for them.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Position, Range, Selection, workspace, WorkspaceEdit } from 'vscode';
import { createTypedRuns } from '../../src/host/suggestions/typedRuns.ts';
import { newDocument, openText } from './documents.ts';
import { answerAt, completionsWith, simulatedPredictor, whileTyping } from './ghostText.ts';

/** What is suggested at the caret `|`, of a predictor that always answers with `text`. */
async function suggestAt(marked: string, text: string) {
  const document = await newDocument(marked.replace('|', ''), 'typescript');
  const completions = completionsWith(simulatedPredictor(() => text));
  const position = document.positionAt(marked.indexOf('|'));
  const { items } = await answerAt(document, { completions, position, context: whileTyping });
  return items[0]!;
}

describe('suggestions in mid-line', () => {
  it('insert at the caret before other text', async () => {
    const { insertText, range } = await suggestAt('f(|, b)', 'first');
    assert.equal(insertText, 'first');
    assert.ok(range!.isEmpty);
  });

  it('replace the closing bracket that they contain', async () => {
    const { insertText, range } = await suggestAt('for (|)', 'let i = 0; i < n; i++) {');
    assert.equal(insertText, 'let i = 0; i < n; i++) {');
    assert.deepEqual(range, new Range(new Position(0, 5), new Position(0, 6)));
  });
});

describe('typed runs', () => {
  it('grow while the user types at one place, and begin again elsewhere', async () => {
    const runs = createTypedRuns();
    const { document } = await openText('one two\n');
    const insert = async (offset: number, text: string): Promise<void> => {
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(offset), text);
      await workspace.applyEdit(edit);
    };
    await insert(4, 'a');
    await insert(5, 'b');
    assert.deepEqual(runs.endingAt(document, 6).length, 2);
    assert.deepEqual(runs.endingAt(document, 5).length, 0);
    await insert(0, 'c');
    assert.deepEqual(runs.endingAt(document, 1).length, 1);
    runs.dispose();
  });

  it('know the accepted text that the user undoes', async () => {
    const runs = createTypedRuns();
    const editor = await openText('count: |\n');
    await commands.executeCommand('type', { text: 'a' });
    const caret = editor.selection.active;
    await editor.edit((edit) => edit.insert(caret, 'bc def'), { undoStopBefore: true, undoStopAfter: true });
    await commands.executeCommand('undo');
    assert.deepEqual(runs.endingAt(editor.document, 8), { end: 8, length: 0, replaced: 'bc def', pasted: '' });
    runs.dispose();
  });

  it('know the beginning of a block that is cut, also of one that was just typed', async () => {
    const runs = createTypedRuns();
    const block = `“She came at noon.\n${'She said nothing. '.repeat(40)}\n`;
    const editor = await openText('Before.\n|After.\n');
    const { document } = editor;
    await editor.edit((edit) => edit.insert(editor.selection.active, block));
    editor.selection = new Selection(new Position(1, 0), new Position(3, 0));
    await sleep(100);
    await commands.executeCommand('editor.action.clipboardCutAction');
    assert.equal(document.getText(), 'Before.\nAfter.\n');
    const { replaced } = runs.endingAt(document, document.offsetAt(editor.selection.active));
    assert.ok(replaced.startsWith('“She came at noon.\nShe said') && block.startsWith(replaced), replaced);
    runs.dispose();
  });

  it('know the text that Backspace deletes', async () => {
    const runs = createTypedRuns();
    const { document } = await openText('count: 41| px\n');
    for (let deleted = 0; deleted < 2; deleted++) await commands.executeCommand('deleteLeft');
    await commands.executeCommand('type', { text: '4' });
    assert.deepEqual(runs.endingAt(document, 8), { end: 8, length: 1, replaced: '41', pasted: '' });
    runs.dispose();
  });
});
