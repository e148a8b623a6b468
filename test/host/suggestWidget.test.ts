// Where a language server completes, only confident suggestions appear, or the list first, as the user chooses.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompletionItem, CompletionItemKind, languages, type TextDocument } from 'vscode';
import { SuggestWidget } from '../../src/host/suggestions/suggestWidget.ts';
import { atEnd, newDocument } from './documents.ts';
import { configure, restoreSettings, until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

describe('suggestions where a language server completes', () => {
  assertNoLeaks();
  const widget = new SuggestWidget();
  const at = (document: TextDocument) => widget.ruleAt(document, atEnd(document), document.getText());

  afterEach(restoreSettings);

  it('have to be confident, or wait for the list, or are as everywhere else', async () => {
    const server = languages.registerCompletionItemProvider('ini', {
      provideCompletionItems: () => [new CompletionItem('connection', CompletionItemKind.Property)],
    });
    const document = await newDocument('con', 'ini');
    assert.equal(at(document), undefined, 'it is not known yet');
    await until(() => at(document) === 'confident');
    await configure({ 'suggestions.suggestWidget': 'listFirst' });
    assert.equal(at(document), 'listFirst');
    await configure({ 'suggestions.suggestWidget': 'suggestionFirst' });
    assert.equal(at(document), undefined);
    await restoreSettings();
    assert.equal(at(await newDocument('# con', 'ini')), undefined, 'the list does not open in comments');
    assert.equal(at(await newDocument('con = ', 'ini')), undefined);
    server.dispose();
  });

  it('are as everywhere else in a language without a server', async () => {
    const document = await newDocument('the quick con', 'plaintext');
    assert.equal(at(document), undefined);
    await sleep(1000);
    assert.equal(at(document), undefined);
  });
});
