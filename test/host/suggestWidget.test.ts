// Where a language server completes, only confident suggestions appear, or the list first, as the user chooses.
import assert from 'node:assert/strict';
import { CompletionItem, CompletionItemKind, languages, workspace, type TextDocument } from 'vscode';
import { SuggestWidget } from '../../src/host/suggestions/suggestWidget.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { configure, restoreSettings, until } from './extensionHost.ts';

const written = (content: string, language: string) => workspace.openTextDocument({ content, language });

describe('suggestions where a language server completes', () => {
  assertNoLeaks();
  const widget = new SuggestWidget();
  const at = (document: TextDocument) =>
    widget.ruleAt(document, document.positionAt(document.getText().length), document.getText());

  afterEach(restoreSettings);

  it('have to be confident, or wait for the list, or are as everywhere else', async () => {
    const server = languages.registerCompletionItemProvider('ini', {
      provideCompletionItems: () => [new CompletionItem('connection', CompletionItemKind.Property)],
    });
    const document = await written('con', 'ini');
    assert.equal(at(document), undefined, 'it is not known yet');
    await until(() => at(document) === 'confident');
    await configure({ 'suggestions.suggestWidget': 'listFirst' });
    assert.equal(at(document), 'listFirst');
    await configure({ 'suggestions.suggestWidget': 'suggestionFirst' });
    assert.equal(at(document), undefined);
    await restoreSettings();
    assert.equal(at(await written('# con', 'ini')), undefined, 'the list does not open in comments');
    assert.equal(at(await written('con = ', 'ini')), undefined);
    server.dispose();
  });

  it('are as everywhere else in a language without a server', async () => {
    const document = await written('the quick con', 'plaintext');
    assert.equal(at(document), undefined);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(at(document), undefined);
  });
});
