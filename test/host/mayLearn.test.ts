// Which documents teach the models: files of the workspace that the corpus includes.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Position, Uri, window, workspace, type TextDocument } from 'vscode';
import { mayLearn } from '../../src/host/suggestions/mayLearn.ts';
import { newDocument, writeNotebook } from './documents.ts';
import { at, configure, pathOf, restoreSettings, until } from './extensionHost.ts';
import { answerAt, completionsWith, simulatedPredictor } from './ghostText.ts';
import { removeAfter, scratchFolder } from './suite.ts';
import { untrustedWorkspace } from './untrusted.ts';

const open = (uri: Uri): Thenable<TextDocument> => workspace.openTextDocument(uri);
const all = (): boolean => true;
const none = (): boolean => false;

/** Whether the request for a suggestion in the document permits to learn from it. */
async function requested(document: TextDocument, isLearned: () => boolean): Promise<boolean | undefined> {
  const { predictor, asked } = simulatedPredictor();
  const completions = completionsWith({ predictor, isLearned });
  await answerAt(document, { completions, position: new Position(0, 0) });
  assert.equal(asked.length, 1);
  return asked[0]!.mayLearn;
}

describe('what may be learned', () => {
  const outside = scratchFolder();
  removeAfter('planted.ipynb');
  afterEach(restoreSettings);

  it('are files of the workspace that the corpus includes', async () => {
    const file = await open(Uri.file(at('README.md')));
    assert.equal(await requested(file, all), true);
    assert.equal(await requested(file, none), false);
  });

  it('are no files outside the workspace and no untitled documents, unless the setting allows it', async () => {
    writeFileSync(join(outside.path, 'contract.md'), 'The amount is 12,345.\n');
    const document = await open(Uri.file(join(outside.path, 'contract.md')));
    const untitled = await newDocument('a');
    for (const each of [document, untitled]) assert.equal(await requested(each, all), false);
    await configure({ 'suggestions.learnOutsideWorkspace': true });
    for (const each of [document, untitled]) assert.equal(await requested(each, all), true);
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
    writeNotebook('planted.ipynb', ['total = 1']);
    const notebook = await workspace.openNotebookDocument(Uri.file(at('planted.ipynb')));
    const { document } = notebook.cellAt(0);
    const asked: string[] = [];
    assert.equal(
      mayLearn(document, (name) => (asked.push(name), false)),
      false,
    );
    assert.deepEqual(asked, [pathOf('planted.ipynb')]);
  });

  it('is nothing in a workspace that is not trusted', async () => {
    using _untrusted = untrustedWorkspace();
    assert.equal(mayLearn(await newDocument('a'), all), false);
  });
});
