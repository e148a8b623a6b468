// Whether the editor's list of completions stays open when a next edit is offered.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, CompletionItem, CompletionItemKind, languages, type Disposable } from 'vscode';
import { closeUselessList } from '../../src/host/nextEdit/uselessList.ts';
import { openText } from './documents.ts';
import { until } from './extensionHost.ts';
import { closeEditors } from './suite.ts';

describe('the list of completions, when a next edit is offered,', () => {
  let registration: Disposable;
  let asked = 0;

  before(() => {
    const snippet = new CompletionItem('forof', CompletionItemKind.Snippet);
    snippet.insertText = 'for (const each of all)';
    const items = [new CompletionItem('StatusCodeColor', CompletionItemKind.Function), snippet];
    registration = languages.registerCompletionItemProvider(
      { language: 'plaintext' },
      { provideCompletionItems: () => (asked++, items) },
    );
  });
  after(async () => {
    registration.dispose();
    await closeEditors();
  });

  /** The text after an offer was made while the list was open, and its selected entry was accepted. */
  async function acceptedAfter(text: string): Promise<string> {
    const editor = await openText(`${text}|`);
    asked = 0;
    await commands.executeCommand('editor.action.triggerSuggest');
    await until(() => asked > 0);
    await sleep(500);
    await closeUselessList(editor);
    await commands.executeCommand('acceptSelectedSuggestion');
    await sleep(200);
    return editor.document.getText();
  }

  it('is closed where it has nothing that goes on with the word', async () => {
    assert.equal(await acceptedAfter('StatusColor'), 'StatusColor');
    assert.equal(await acceptedAfter('StatusCodeColor'), 'StatusCodeColor');
  });

  it('stays open where an entry goes on with the word, or is a snippet of its name', async () => {
    assert.equal(await acceptedAfter('Stat'), 'StatusCodeColor');
    assert.equal(await acceptedAfter('forof'), 'for (const each of all)');
  });
});
