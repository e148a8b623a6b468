// The command "Suggest now" where automatic suggestions are off.
import assert from 'node:assert/strict';
import { commands, Position, Selection, window, workspace } from 'vscode';
import { assertNoLeaks } from './resourceLeaks.ts';
import { configure, learnFile, restoreSettings, until } from './extensionHost.ts';
import { untilSuggested } from './untilSuggested.ts';
import { replaceWindowFunction } from './windowFunction.ts';

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

  describe('where there is none', () => {
    const said: string[] = [];
    let restore = (): void => undefined;

    before(() => {
      restore = replaceWindowFunction('showInformationMessage', (text) => void said.push(String(text)));
    });
    after(() => restore());
    beforeEach(() => said.splice(0));

    const suggestNowAt = async (content: string, selection: Selection): Promise<void> => {
      const document = await workspace.openTextDocument({ content, language: 'markdown' });
      const editor = await window.showTextDocument(document);
      editor.selection = selection;
      // The first requests may come while the predictor still reads the text.
      await until(async () => {
        await commands.executeCommand('hiddenState.suggestNow');
        return said.length > 0;
      });
    };

    it('says which gate refuses the most probable text on an empty line', async () => {
      await suggestNowAt(`${sentence}\n${sentence}`, new Selection(1, 0, 1, 0));
      assert.match(said[0]!, /^No suggestion at the cursor\. “The.*” repeats the text around the cursor/u);
    });

    it('says that the cursor is inside a word', async () => {
      await suggestNowAt(sentence, new Selection(0, 6, 0, 6));
      assert.equal(said[0], 'No suggestion at the cursor. The cursor is inside a word.');
    });

    it('says that something is selected', async () => {
      await suggestNowAt(sentence, new Selection(0, 0, 0, 3));
      assert.match(said[0]!, /where nothing is selected/u);
    });
  });
});
