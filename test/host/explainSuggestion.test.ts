// The command "Explain suggestion": probabilities, components, and the place with the longest match.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  commands,
  Selection,
  Uri,
  window,
  workspace,
  type InlineCompletionContext,
  type Position,
} from 'vscode';
import type { Explanation } from '../../src/host/suggestions/explanationRows.ts';
import { openPlace } from '../../src/host/suggestions/matchedPlace.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { configure, learnFile, parts, restoreSettings, until } from './extensionHost.ts';
import { shownAnswer } from './ghostText.ts';
import { explain, explainAt, untilSuggested } from './untilSuggested.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.';
const folder = () => workspace.workspaceFolders![0]!;

describe('the command “Explain suggestion”', () => {
  assertNoLeaks();
  const path = () => join(folder().uri.fsPath, 'fox.md');

  let remove: readonly (() => void)[] = [];

  before(async () => {
    await commands.executeCommand('hiddenState.forget', true);
    remove = [
      await learnFile('other-fox.md', `${sentence}\n`.repeat(20).replaceAll('The', 'One')),
      await learnFile('fox.md', `# A heading\n\nAnother line.\n\n${sentence}\n`),
    ];
  });
  afterEach(restoreSettings);
  after(async () => {
    await commands.executeCommand('hiddenState.forget', true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const each of remove) each();
  });

  it('opens the file and the line of the longest match', async () => {
    // The suggestion follows from the document itself; the match in the other file is longer.
    const content = `${`${sentence.replace('The', 'One')}\n`.repeat(30)}\nThe quick brown`;
    const { words, place } = await untilSuggested(content, ' fox');
    assert.equal(words[0]!.text, ' fox');
    assert.ok(words[0]!.all > 0 && words[0]!.all <= 1);
    assert.ok(words[0]!.contextMixingAlone !== undefined);
    assert.deepEqual([place?.path, place?.line, place?.character], [`${folder().name}/fox.md`, 4, 16]);
    assert.equal(place?.matched, '.\n\nThe quick brown'.length);
    // The list appears some time after the command has returned.
    await until(async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return window.activeTextEditor?.document.uri.fsPath === path();
    });
    const { selection, document } = window.activeTextEditor!;
    assert.equal(selection.start.line, 4);
    assert.equal(document.getText(selection), 'fox');
  });

  it('finds the line again after the file has changed', async () => {
    const document = await workspace.openTextDocument(path());
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.positionAt(0), 'One more line.\n'));
    const place = { path: `${folder().name}/fox.md`, line: 4, lineText: sentence, character: 16, matched: 3 };
    await openPlace(place);
    assert.equal(window.activeTextEditor!.selection.start.line, 5);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('explains why there is none, and offers to copy diagnostics', async () => {
    let refusal: string | undefined;
    // There is no explanation while the predictor has other work.
    await until(async () => {
      const explanation = await explainAt('The quick zq');
      refusal = explanation?.suggestion === '' ? explanation.refusal : undefined;
      return refusal !== undefined;
    });
    assert.match(refusal!, /\d/);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    const text = await commands.executeCommand<string>('hiddenState.copyDiagnostics');
    assert.match(text, /^suggestions\.confidence: \w+$/mu);
    assert.ok(!/quick|zq|fox/u.test(text));
  });

  it('explains the rest of a suggestion that is typed along, and names the whole word', async () => {
    await untilSuggested(`${`${sentence}\n`.repeat(30)}The quick brown`, ' fox');
    await commands.executeCommand('workbench.action.closeQuickOpen');
    const editor = window.activeTextEditor!;
    const { document } = editor;
    const end = (): Position => document.positionAt(document.getText().length);
    const context = { triggerKind: 1, selectedCompletionInfo: undefined } as InlineCompletionContext;
    const { token } = new CancellationTokenSource();
    await until(async () => (await shownAnswer(await parts(), document, end(), context, token)).items.length > 0);
    await editor.edit((edit) => edit.insert(end(), ' f'));
    editor.selection = new Selection(end(), end());
    let explanation: Explanation | undefined;
    await until(async () => (explanation = await explain()) !== undefined);
    assert.match(explanation!.suggestion, /^ox/u);
    assert.equal(explanation!.word, 'fox');
    assert.ok(explanation!.words[0]!.all > 0.5, String(explanation!.words[0]!.all));
    await commands.executeCommand('workbench.action.closeQuickOpen');
  });

  it('never suggests a word that the user does not want, until it is taken from the list', async () => {
    const content = `${`${sentence}\n`.repeat(30)}The quick brown`;
    const { state } = await parts();
    await until(async () => (await explainAt(content))?.word === 'fox');
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await commands.executeCommand('hiddenState.neverSuggest', 'fox');
    // There is no explanation while the predictor has other work.
    await until(async () => {
      const explanation = await explainAt(content);
      return explanation?.suggestion === '' && explanation.refusal?.includes('chose never to see') === true;
    });
    await state.update('never suggested words', undefined);
    await until(async () => (await explainAt(content))?.suggestion !== '');
    await commands.executeCommand('workbench.action.closeQuickOpen');
  });

  it('works where suggestions are off, and says why there is nothing to explain', async () => {
    await configure({ 'suggestions.enabled': false });
    await until(async () => (await explainAt('The quick brown')) !== undefined);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    const secret = await workspace.openTextDocument(Uri.parse('untitled:/tmp/.env'));
    await window.showTextDocument(secret);
    assert.equal(await commands.executeCommand('hiddenState.explainSuggestion'), undefined);
  });
});
