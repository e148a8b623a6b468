// Which documents teach the models: files of the workspace that the corpus includes.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, Position, Uri, window, workspace, type TextDocument } from 'vscode';
import { mayLearn } from '../../src/host/suggestions/mayLearn.ts';
import type { CompletionRequest } from '../../src/protocol/predictor.ts';
import { configure, restoreSettings, scratchFolder, until } from './extensionHost.ts';
import { completionsWith } from './ghostText.ts';
import { mask } from './maskHere.ts';

const folder = workspace.workspaceFolders![0]!;
const open = (uri: Uri): Thenable<TextDocument> => workspace.openTextDocument(uri);
const all = (): boolean => true;
const none = (): boolean => false;

/** Whether the request for a suggestion in the document permits to learn from it. */
async function requested(document: TextDocument, isLearned: () => boolean): Promise<boolean | undefined> {
  const requests: CompletionRequest[] = [];
  const complete = async (request: CompletionRequest): Promise<undefined> => void requests.push(request);
  const completions = completionsWith({ predictor: { complete, typed: () => undefined, mask }, isLearned });
  const context = { triggerKind: 0, selectedCompletionInfo: undefined };
  await completions.answer(document, new Position(0, 0), context, new CancellationTokenSource().token);
  assert.equal(requests.length, 1);
  return requests[0]!.mayLearn;
}

describe('what may be learned', () => {
  const outside = scratchFolder();
  after(async () => {
    outside.remove();
    await restoreSettings();
  });

  it('are files of the workspace that the corpus includes', async () => {
    const file = await open(Uri.joinPath(folder.uri, 'README.md'));
    assert.equal(await requested(file, all), true);
    assert.equal(await requested(file, none), false);
  });

  it('are no files outside the workspace and no untitled documents, unless the setting allows it', async () => {
    writeFileSync(join(outside.path, 'contract.md'), 'The amount is 12,345.\n');
    const document = await open(Uri.file(join(outside.path, 'contract.md')));
    const untitled = await workspace.openTextDocument({ content: 'a' });
    for (const each of [document, untitled]) assert.equal(await requested(each, all), false);
    await configure({ 'suggestions.learnOutsideWorkspace': true });
    for (const each of [document, untitled]) assert.equal(await requested(each, all), true);
    await restoreSettings();
  });

  it('are no documents of other schemes, no output, settings or input fields', async () => {
    const provider = { provideTextDocumentContent: () => 'content' };
    const registration = workspace.registerTextDocumentContentProvider('planted', provider);
    assert.equal(await requested(await open(Uri.parse('planted:/a.md')), all), false);
    registration.dispose();
    const channel = window.createOutputChannel('planted');
    channel.append('output');
    channel.show();
    const output = (): TextDocument | undefined => workspace.textDocuments.find(({ uri }) => uri.scheme === 'output');
    await until(() => output() !== undefined);
    assert.equal(mayLearn(output()!, all), false);
    channel.dispose();
    for (const uri of ['vscode-userdata:/User/settings.json', 'vscode-scm:git/scm0/input', 'git:/w/a.ts', 'comment:1'])
      assert.equal(mayLearn({ uri: Uri.parse(uri), isUntitled: false } as TextDocument, all), false, uri);
  });

  it('are no cells of a notebook that the corpus excludes', async () => {
    const path = join(folder.uri.fsPath, 'planted.ipynb');
    const cell = { cell_type: 'code', source: ['total = 1'], metadata: {}, outputs: [], execution_count: null };
    writeFileSync(path, JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const notebook = await workspace.openNotebookDocument(Uri.file(path));
    const { document } = notebook.cellAt(0);
    const asked: string[] = [];
    assert.equal(
      mayLearn(document, (name) => (asked.push(name), false)),
      false,
    );
    assert.deepEqual(asked, [`${folder.name}/planted.ipynb`]);
    rmSync(path);
  });

  it('is nothing in a workspace that is not trusted', async () => {
    const isTrusted = Object.getOwnPropertyDescriptor(workspace, 'isTrusted')!;
    Object.defineProperty(workspace, 'isTrusted', { ...isTrusted, get: () => false });
    try {
      assert.equal(mayLearn(await workspace.openTextDocument({ content: 'a' }), all), false);
    } finally {
      Object.defineProperty(workspace, 'isTrusted', isTrusted);
    }
  });
});
