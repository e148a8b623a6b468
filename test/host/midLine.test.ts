// Suggestions inside existing lines, as the editor asks for them.
import assert from 'node:assert/strict';
import {
  commands,
  Position,
  Range,
  window,
  workspace,
  WorkspaceEdit,
  CancellationTokenSource,
  InlineCompletionTriggerKind,
} from 'vscode';
import { createTypedRuns } from '../../src/host/suggestions/typedRuns.ts';
import type { CompletionRequest } from '../../src/protocol/predictor.ts';
import { completionsWith } from './ghostText.ts';
import { mask } from './maskHere.ts';

/** Completions whose predictor always answers with `text`; returns the items at the caret `|`. */
async function suggestAt(marked: string, text: string) {
  const at = marked.indexOf('|');
  const document = await workspace.openTextDocument({ content: marked.replace('|', ''), language: 'typescript' });
  const requests: CompletionRequest[] = [];
  const predictor = {
    complete: async (request: CompletionRequest) => {
      requests.push(request);
      return { text, probability: 1 };
    },
    typed: () => undefined,
    mask,
  };
  const completions = completionsWith({ predictor });
  const { token } = new CancellationTokenSource();
  const context = { triggerKind: InlineCompletionTriggerKind.Automatic, selectedCompletionInfo: undefined };
  const { items } = await completions.answer(document, document.positionAt(at), context as never, token);
  return { document, items, requests };
}

describe('suggestions in mid-line', () => {
  it('insert at the caret before other text', async () => {
    const { items } = await suggestAt('f(|, b)', 'first');
    assert.equal(items[0]!.insertText, 'first');
    assert.ok(items[0]!.range!.isEmpty);
  });

  it('replace the closing bracket that they contain', async () => {
    const { items } = await suggestAt('for (|)', 'let i = 0; i < n; i++) {');
    assert.equal(items[0]!.insertText, 'let i = 0; i < n; i++) {');
    assert.deepEqual(items[0]!.range, new Range(new Position(0, 5), new Position(0, 6)));
  });
});

describe('typed runs', () => {
  it('grow while the user types at one place, and begin again elsewhere', async () => {
    const runs = createTypedRuns();
    const document = await workspace.openTextDocument({ content: 'one two\n' });
    await window.showTextDocument(document);
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

  it('know the text that Backspace deletes', async () => {
    const runs = createTypedRuns();
    const document = await workspace.openTextDocument({ content: 'count: 41 px\n' });
    const { selection } = await window.showTextDocument(document, { selection: new Range(0, 0, 0, 0) });
    assert.ok(selection.isEmpty);
    for (let moved = 0; moved < 9; moved++) await commands.executeCommand('cursorRight');
    for (let deleted = 0; deleted < 2; deleted++) await commands.executeCommand('deleteLeft');
    await commands.executeCommand('type', { text: '4' });
    assert.deepEqual(runs.endingAt(document, 8), { end: 8, length: 1, replaced: '41', pasted: '' });
    runs.dispose();
  });
});
