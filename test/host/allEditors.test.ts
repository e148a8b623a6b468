// Suggestions in all kinds of documents: notebook cells, untitled documents, the input of source control, other schemes, and a diff.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import {
  commands,
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
import { newDocument, writeNotebook } from './documents.ts';
import { at, learnMs, parts, root, until } from './extensionHost.ts';
import { answerAt, completionsWith, simulatedPredictor } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, closeEditors, removeAfter, withoutNotebookThread } from './suite.ts';

const sentence = 'The quick brown fox jumps over the lazy dog.\n';

async function suggestion(document: TextDocument): Promise<string> {
  const { completions } = await parts();
  // A suggestion that was shown would stay.
  completions.reset();
  const [item] = (await answerAt(document)).items;
  return typeof item?.insertText === 'string' ? item.insertText : '';
}

describe('suggestions in all kinds of editors', () => {
  assertNoLeaks();
  withoutNotebookThread();
  beginWithNothing();
  removeAfter('fox-lines.md', 'foxes.ipynb');

  before(async () => {
    const text = sentence.repeat(30);
    const path = pathOf(Uri.file(at('fox-lines.md')));
    writeFileSync(at('fox-lines.md'), text);
    const { predictor } = await parts();
    const document = await newDocument('The quick brown');
    // A reading of the workspace that began before the file was written unlearns it.
    await until(async () => {
      if (!predictor.learned.has(path)) predictor.learn([{ path, text }]);
      return (await suggestion(document)).startsWith(' fox');
    }, learnMs);
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
    const { predictor, asked } = simulatedPredictor();
    await answerAt(document, { completions: completionsWith({ predictor }) });
    assert.deepEqual([asked[0]?.before, asked[0]?.after], ['# Foxes\n\nThe quick brown', '']);
  });

  it('learns a notebook file by its cells, and opens a cell as the place of a match', async () => {
    const file = at('foxes.ipynb');
    writeNotebook('foxes.ipynb', ['x = 1\n', 'fox = 2']);
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
    await closeEditors();
  });

  it('suggests in untitled documents and in other schemes', async () => {
    const untitled = await newDocument('The quick brown');
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
    const [one, two] = [await newDocument('The slow brown'), await newDocument('The quick brown')];
    await commands.executeCommand('vscode.diff', one.uri, two.uri, 'A diff');
    await until(() => window.activeTextEditor?.document === two);
    assert.ok((await suggestion(two)).startsWith(' fox'));
  });

  it('suggests in the input of source control', async () => {
    const control = scm.createSourceControl('hidden-state-test', 'Test', root.uri);
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
