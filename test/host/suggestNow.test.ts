// The command "Suggest now" where automatic suggestions are off.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Selection } from 'vscode';
import { openText } from './documents.ts';
import { configure, until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, learnFile } from './suite.ts';
import { untilSuggested } from './untilSuggested.ts';
import { answerInSuite } from './windowFunction.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.\n';

describe('the command “Suggest now”', () => {
  assertNoLeaks();

  const content = `${sentence.repeat(30)}The quick brown`;
  beginWithNothing();
  learnFile('fox.md', sentence.repeat(30));
  before(async () => {
    await untilSuggested(content, ' fox');
    await commands.executeCommand('workbench.action.closeQuickOpen');
  });

  it('suggests on the command “Suggest now” where suggestions are off', async () => {
    await configure({ 'suggestions.enabled': false });
    const { document } = await openText(content, 'markdown');
    await until(async () => {
      await commands.executeCommand('hiddenState.suggestNow');
      await sleep(300);
      await commands.executeCommand('editor.action.inlineSuggest.commit');
      return document.getText() !== content;
    });
    assert.ok(document.getText().startsWith(`${content} fox`), document.getText().slice(-60));
  });

  describe('where there is none', () => {
    const said = answerInSuite('showInformationMessage');
    beforeEach(() => said.splice(0));

    const suggestNowAt = async (content: string, selection: Selection): Promise<void> => {
      const editor = await openText(content, 'markdown');
      editor.selection = selection;
      // The first requests may come while the predictor still reads the text.
      await until(async () => {
        await commands.executeCommand('hiddenState.suggestNow');
        return said.length > 0;
      });
    };

    it('says which gate refuses the most probable text on an empty line', async () => {
      await suggestNowAt(`${sentence}\n${sentence}`, new Selection(1, 0, 1, 0));
      assert.match(said[0]!, /^No suggestion at the cursor\. The text after the cursor has “The.*” already/u);
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
