// Suggestions in all kinds of documents: notebook cells, untitled documents, the input of source control, other schemes, and a diff.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  commands,
  ConfigurationTarget,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  scm,
  Uri,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import { mayLearn } from '../../src/host/suggestions/mayLearn.ts';
import { openPlace } from '../../src/host/suggestions/matchedPlace.ts';
import { fileUri, textAbove } from '../../src/host/workspace/notebookCells.ts';
import { insideOf, pathOf } from '../../src/host/workspace/workspaceFiles.ts';
import type { CompletionRequest } from '../../src/protocol/predictor.ts';
import { completionsWith } from './ghostText.ts';
import { mask } from './maskHere.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { learnMs, parts, until } from './extensionHost.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.\n';
const folder = () => workspace.workspaceFolders![0]!;
const foxFile = () => join(folder().uri.fsPath, 'fox-lines.md');
const atEnd = (document: TextDocument) => document.positionAt(document.getText().length);
const context = { triggerKind: 0, selectedCompletionInfo: undefined };

async function suggestion(document: TextDocument): Promise<string> {
  const { completions } = await parts();
  // A suggestion that was shown would stay.
  completions.reset();
  const { token } = new CancellationTokenSource();
  const { items } = await completions.answer(document, atEnd(document), context, token);
  const [item] = items;
  return typeof item?.insertText === 'string' ? item.insertText : '';
}

describe('suggestions in all kinds of editors', () => {
  assertNoLeaks();
  /** Otherwise, the editor's notebook extension starts a thread in the extension host, which stays. */
  const setNotebookThread = (isOn: false | undefined) =>
    workspace.getConfiguration('ipynb').update('experimental.serialization', isOn, ConfigurationTarget.Global);

  before(async () => {
    await setNotebookThread(false);
    await commands.executeCommand('hiddenState.forget', true);
    const text = sentence.repeat(30);
    const path = pathOf(Uri.file(foxFile()));
    writeFileSync(foxFile(), text);
    const { predictor } = await parts();
    const document = await workspace.openTextDocument({ content: 'The quick brown', language: 'plaintext' });
    // A reading of the workspace that began before the file was written unlearns it.
    await until(async () => {
      if (!predictor.learned.has(path)) predictor.learn([{ path, text }]);
      return (await suggestion(document)).startsWith(' fox');
    }, learnMs);
  });
  after(async () => {
    await workspace.fs.delete(Uri.file(foxFile()));
    await commands.executeCommand('hiddenState.forget', true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await setNotebookThread(undefined);
  });

  const cells = [
    new NotebookCellData(NotebookCellKind.Markup, '# Foxes\n', 'markdown'),
    new NotebookCellData(NotebookCellKind.Code, 'The quick brown', 'python'),
    new NotebookCellData(NotebookCellKind.Code, 'below', 'python'),
  ];

  it('suggests in a notebook cell, which sees the cells above it', async () => {
    const notebook = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData(cells));
    const { document } = notebook.cellAt(1);
    assert.equal(textAbove(document), '# Foxes\n\n');
    assert.equal(textAbove(notebook.cellAt(0).document), '');
    assert.equal(pathOf(document.uri), pathOf(notebook.uri));
    assert.ok((await suggestion(document)).startsWith(' fox'));
    let request: CompletionRequest | undefined;
    const predictor = {
      complete: async (sent: CompletionRequest) => void (request = sent),
      typed: () => undefined,
      mask,
    };
    const completions = completionsWith({ predictor });
    await completions.answer(document, atEnd(document), context, new CancellationTokenSource().token);
    assert.equal(request?.before, '# Foxes\n\nThe quick brown');
    assert.equal(request?.after, '');
  });

  it('learns a notebook file by its cells, and opens a cell as the place of a match', async () => {
    const file = join(folder().uri.fsPath, 'foxes.ipynb');
    const json = {
      cell_type: 'code',
      source: ['x = 1\n', 'fox = 2'],
      outputs: [],
      metadata: {},
      execution_count: null,
    };
    writeFileSync(file, JSON.stringify({ cells: [json], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const path = pathOf(Uri.file(file));
    const { reader } = await parts();
    const { texts } = await reader.readFiles(new Set([path]));
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['x = 1\nfox = 2'],
    );
    await openPlace({ path, line: 1, lineText: 'fox = 2', character: 0, matched: 2 });
    await until(() => window.activeNotebookEditor?.notebook.uri.fsPath === file);
    const [cell] = window.activeNotebookEditor!.notebook.getCells();
    assert.equal(fileUri(cell!.document.uri).fsPath, file);
    assert.equal(insideOf(cell!.document.uri), 'foxes.ipynb');
    assert.ok(
      mayLearn(cell!.document, (learned) => learned === path),
      'a cell belongs to its notebook',
    );
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(Uri.file(file));
  });

  it('suggests in untitled documents and in other schemes', async () => {
    const untitled = await workspace.openTextDocument({ content: 'The quick brown', language: 'plaintext' });
    assert.ok((await suggestion(untitled)).startsWith(' fox'));
    const provider = workspace.registerTextDocumentContentProvider('hidden-state-test', {
      provideTextDocumentContent: () => 'The quick brown',
    });
    const virtual = await workspace.openTextDocument(Uri.parse('hidden-state-test:/remote/notes.md'));
    assert.ok((await suggestion(virtual)).startsWith(' fox'));
    assert.equal(
      mayLearn(virtual, () => true),
      false,
    );
    provider.dispose();
  });

  it('suggests in the modified side of a diff', async () => {
    const [one, two] = await Promise.all(
      ['The slow brown', 'The quick brown'].map((content) => workspace.openTextDocument({ content })),
    );
    await commands.executeCommand('vscode.diff', one!.uri, two!.uri, 'A diff');
    await until(() => window.activeTextEditor?.document === two);
    assert.ok((await suggestion(two!)).startsWith(' fox'));
  });

  it('suggests in the input of source control', async () => {
    const control = scm.createSourceControl('hidden-state-test', 'Test', folder().uri);
    control.inputBox.value = 'The quick brown';
    await commands.executeCommand('workbench.view.scm');
    const input = () => workspace.textDocuments.find(({ uri }) => uri.scheme === 'vscode-scm');
    await until(() => input()?.getText() === 'The quick brown');
    const { control: suggestions } = await parts();
    assert.equal(suggestions.reason(input()!), undefined);
    assert.ok((await suggestion(input()!)).startsWith(' fox'));
    assert.equal(
      mayLearn(input()!, () => true),
      false,
    );
    control.dispose();
    await commands.executeCommand('workbench.view.explorer');
  });
});
