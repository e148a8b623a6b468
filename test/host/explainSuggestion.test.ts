// The command "Explain suggestion": probabilities, components, and the place with the longest match.
import assert from 'node:assert/strict';
import { commands, Position, Uri, window } from 'vscode';
import type { Explanation } from '../../src/host/suggestions/explanationRows.ts';
import { openPlace } from '../../src/host/suggestions/matchedPlace.ts';
import { atEnd, insert } from './documents.ts';
import { at, configure, parts, pathOf, restoreSettings, until } from './extensionHost.ts';
import { shownAnswer, whileTyping } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, learnFile } from './suite.ts';
import { explain, explainAt, untilSuggested } from './untilSuggested.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.';
const closeList = (): Thenable<void> => commands.executeCommand('workbench.action.closeQuickOpen');

describe('the command “Explain suggestion”', () => {
  assertNoLeaks();
  beginWithNothing();
  learnFile('other-fox.md', `${sentence}\n`.repeat(20).replaceAll('The', 'One'));
  learnFile('fox.md', `# A heading\n\nAnother line.\n\n${sentence}\n`);
  afterEach(restoreSettings);

  it('opens the file and the line of the longest match', async () => {
    // The suggestion follows from the document itself; the match in the other file is longer.
    const content = `${`${sentence.replace('The', 'One')}\n`.repeat(30)}\nThe quick brown`;
    const { words, place } = await untilSuggested(content, ' fox');
    assert.equal(words[0]!.text, ' fox');
    assert.ok(words[0]!.all > 0 && words[0]!.all <= 1);
    assert.ok(words[0]!.contextMixingAlone !== undefined);
    assert.deepEqual([place?.path, place?.line, place?.character], [pathOf('fox.md'), 4, 16]);
    assert.equal(place?.matched, '.\n\nThe quick brown'.length);
    // The list appears some time after the command has returned.
    await until(async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return window.activeTextEditor?.document.uri.fsPath === at('fox.md');
    });
    const { selection, document } = window.activeTextEditor!;
    assert.equal(selection.start.line, 4);
    assert.equal(document.getText(selection), 'fox');
  });

  it('finds the line again after the file has changed', async () => {
    const editor = await window.showTextDocument(Uri.file(at('fox.md')));
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'One more line.\n'));
    const place = { path: pathOf('fox.md'), line: 4, lineText: sentence, character: 16, matched: 3 };
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
    await closeList();
    const text = await commands.executeCommand<string>('hiddenState.copyDiagnostics');
    assert.match(text, /^suggestions\.confidence: \w+$/mu);
    assert.ok(!/quick|zq|fox/u.test(text));
  });

  it('explains the rest of a suggestion that is typed along, and names the whole word', async () => {
    await untilSuggested(`${`${sentence}\n`.repeat(30)}The quick brown`, ' fox');
    await closeList();
    const editor = window.activeTextEditor!;
    const ask = async () => shownAnswer(await parts(), editor.document, atEnd(editor.document), whileTyping);
    await until(async () => (await ask()).items.length > 0);
    await insert(editor, ' f');
    let explanation: Explanation | undefined;
    await until(async () => (explanation = await explain()) !== undefined);
    assert.match(explanation!.suggestion, /^ox/u);
    assert.deepEqual([explanation!.begun, explanation!.word], ['f', 'fox']);
    assert.ok(explanation!.words[0]!.all > 0.5, String(explanation!.words[0]!.all));
    await closeList();
  });

  it('never suggests a word that the user does not want, until it is taken from the list', async () => {
    const content = `${`${sentence}\n`.repeat(30)}The quick brown`;
    await until(async () => (await explainAt(content))?.word === 'fox');
    await closeList();
    await commands.executeCommand('hiddenState.neverSuggest', 'fox');
    // There is no explanation while the predictor has other work.
    await until(async () => {
      const explanation = await explainAt(content);
      return explanation?.suggestion === '' && explanation.refusal === '“fox” is a word that you chose never to see.';
    });
    const { showQuickPick, setStatusBarMessage } = window;
    const messages: string[] = [];
    const tell = (text: string) => (messages.push(text), setStatusBarMessage(text, 1));
    Object.assign(window, { showQuickPick: async () => [], setStatusBarMessage: tell });
    await commands.executeCommand('hiddenState.editNeverSuggested');
    Object.assign(window, { showQuickPick, setStatusBarMessage });
    assert.deepEqual(messages, ['These words may be suggested again: fox.']);
    await until(async () => (await explainAt(content))?.suggestion !== '');
    await closeList();
  });

  it('works where suggestions are off, and says why there is nothing to explain', async () => {
    await configure({ 'suggestions.enabled': false });
    await until(async () => (await explainAt('The quick brown')) !== undefined);
    await closeList();
    await window.showTextDocument(Uri.parse('untitled:/tmp/.env'));
    assert.equal(await commands.executeCommand('hiddenState.explainSuggestion'), undefined);
  });
});
