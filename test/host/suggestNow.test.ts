// The command "Suggest now" where automatic suggestions are off.
import assert from 'node:assert/strict';
import { commands, Position, Selection, window, workspace } from 'vscode';
import { assertNoLeaks } from './resourceLeaks.ts';
import { configure, learnFile, restoreSettings, until } from './extensionHost.ts';
import { untilSuggested } from './untilSuggested.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.\n';

describe('the command “Suggest now”', () => {
  assertNoLeaks();

  let remove = (): void => undefined;

  before(async () => {
    await commands.executeCommand('hiddenState.forget', true);
    remove = await learnFile('fox.md', sentence.repeat(30));
    await untilSuggested(`${sentence.repeat(30)}The quick brown`, ' fox');
    await commands.executeCommand('workbench.action.closeQuickOpen');
  });
  after(async () => {
    await restoreSettings();
    await commands.executeCommand('hiddenState.forget', true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    remove();
  });

  it('suggests on the command “Suggest now” where suggestions are off', async () => {
    await configure({ 'suggestions.enabled': false });
    const content = `${sentence.repeat(30)}The quick brown`;
    const document = await workspace.openTextDocument({ content, language: 'markdown' });
    const editor = await window.showTextDocument(document);
    const end = new Position(30, 15);
    editor.selection = new Selection(end, end);
    await until(async () => {
      await commands.executeCommand('hiddenState.suggestNow');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await commands.executeCommand('editor.action.inlineSuggest.commit');
      return document.getText() !== content;
    });
    assert.ok(document.getText().startsWith(`${content} fox`), document.getText().slice(-60));
  });
});
