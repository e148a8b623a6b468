import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, Uri, window, workspace } from 'vscode';
import { collect } from '../../src/corpus/collect.ts';
import { learnableText } from '../../src/corpus/learnableText.ts';
import { corpusLimits, settings, trainingSettings } from '../../src/host/settings.ts';
import { workspaceRoots } from '../../src/host/workspace/workspaceFiles.ts';
import { openText } from './documents.ts';
import { configure, restoreSettings, root } from './extensionHost.ts';
import { closeEditors } from './suite.ts';

const configuration = () => workspace.getConfiguration('hiddenState');
const changeUserSetting = (key: string, value: unknown) =>
  configuration().update(key, value, ConfigurationTarget.Global);
const changeEditorSetting = (key: string, value: unknown) =>
  workspace.getConfiguration('files').update(key, value, ConfigurationTarget.Global);

const here = (path: string): Uri => Uri.joinPath(root.uri, 'rules', path);
const write = (path: string, content: string | Uint8Array): Thenable<void> =>
  workspace.fs.writeFile(here(path), Buffer.from(content));

/** Path inside the folder -> text, or the rule that excluded the file. */
async function found(): Promise<Record<string, string>> {
  const { texts, excluded } = await collect(workspaceRoots(), { ...corpusLimits(), learnableText });
  const inside = (path: string): string => path.slice(path.indexOf('/') + 1);
  return Object.fromEntries([
    ...texts.map(({ path, text }) => [inside(path), text] as const),
    ...excluded.map(({ path, rule }) => [inside(path), `(${rule})`] as const),
  ]);
}

describe('files of the workspace', () => {
  afterEach(async () => {
    await restoreSettings();
    await changeEditorSetting('exclude', undefined);
    await changeEditorSetting('encoding', undefined);
    await closeEditors();
    await workspace.fs.delete(here(''), { recursive: true }).then(undefined, () => undefined);
  });

  it('are included or excluded by the rules', async () => {
    await write('.gitignore', 'ignored.txt\n');
    await write('ignored.txt', 'x');
    await write('.env', 'TOKEN=1');
    await write('photo.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13));
    await write('utf16.txt', new Uint8Array(Buffer.from('\ufeffaño 😀', 'utf16le')));
    await write('large.txt', 'x'.repeat(3000));
    await write('hidden.txt', 'x');
    await write('off.txt', 'x');
    await changeEditorSetting('exclude', { '**/hidden.txt': true });
    await configure({ 'files.exclude': ['**/off.*'], 'files.maxFileSizeKB': 2 });
    const all = await found();
    assert.equal(all['rules/ignored.txt'], '(ignored)');
    assert.equal(all['rules/.env'], '(secret name)');
    assert.equal(all['rules/photo.png'], '(binary)');
    assert.equal(all['rules/utf16.txt'], 'año 😀');
    assert.equal(all['rules/large.txt'], '(too large)');
    assert.equal(all['rules/hidden.txt'], '(excluded by setting)');
    assert.equal(all['rules/off.txt'], '(excluded by setting)');
  });

  it('are decoded as configured in the editor', async () => {
    const encoded = {
      windows1251: 'Съешь же ещё этих мягких булок',
      windows1252: 'Größe, café, naïve, élève',
      utf16le: 'año',
    };
    for (const [encoding, text] of Object.entries(encoded)) {
      await write('old.txt', await workspace.encode(text, { encoding }));
      await write(
        'noise.bin',
        Uint8Array.from({ length: 4000 }, (_, at) => (at * at * 31 + at * 7) % 256),
      );
      await changeEditorSetting('encoding', encoding);
      const { 'rules/old.txt': old, 'rules/noise.bin': noise } = await found();
      assert.deepEqual({ encoding, old, noise }, { encoding, old: text, noise: '(binary)' });
    }
  });

  it('in other encodings than Unicode are binary where no encoding is configured', async () => {
    await write('old.txt', await workspace.encode('Съешь же ещё этих мягких булок', { encoding: 'windows1251' }));
    assert.equal((await found())['rules/old.txt'], '(binary)');
  });

  it('are read with their unsaved text, and untitled documents are not', async () => {
    await write('open.txt', 'saved');
    const editor = await window.showTextDocument(here('open.txt'));
    await editor.edit((edit) => edit.insert(editor.selection.active, 'un'));
    await workspace.openTextDocument({ content: 'a note without a file' });
    const all = await found();
    assert.equal(all['rules/open.txt'], 'unsaved');
    assert.ok(!Object.values(all).includes('a note without a file'));
    await commands.executeCommand('workbench.action.files.revert');
  });
});

describe('settings in the editor', () => {
  afterEach(restoreSettings);

  it('are replaced by the nearest valid value where they are out of range', async () => {
    await configure({
      'training.hiddenSize': 5000,
      'training.batchSize': 2.4,
      'training.learningRate': -1,
      'training.cell': 'transformer',
      'training.seconds': 'long',
    });
    const { hiddenSize, batchSize: streams, learningRate, cell, seconds } = trainingSettings();
    assert.deepEqual([hiddenSize, streams, learningRate, cell, seconds], [1024, 2, 1e-6, 'gru', 120]);
  });

  it('are changed where they are set, in the workspace or by the user', async () => {
    await openText('', 'markdown');
    await configuration().update('suggestions.enabled', false, ConfigurationTarget.Workspace);
    await commands.executeCommand('hiddenState.toggleSuggestions');
    assert.equal(configuration().get('suggestions.enabled'), true);
    await configuration().update('suggestions.enabled', undefined, ConfigurationTarget.Workspace);
    await configuration().update('suggestions.languages', { markdown: false }, ConfigurationTarget.Workspace);
    await commands.executeCommand('hiddenState.toggleLanguage');
    assert.equal(settings.suggestions.languages.value()['markdown'], undefined, 'on again without an entry');
    await configuration().update('suggestions.languages', undefined, ConfigurationTarget.Workspace);
    await commands.executeCommand('hiddenState.toggleSuggestions');
    assert.equal(configuration().inspect('suggestions.enabled')?.globalValue, false);
    await changeUserSetting('suggestions.enabled', undefined);
  });

  it('can be set for one language', async () => {
    const markdown = { languageId: 'markdown' };
    const update = (value: boolean | undefined) =>
      workspace
        .getConfiguration('hiddenState', markdown)
        .update('suggestions.multiline', value, ConfigurationTarget.Global, true);
    await update(false);
    const other = { languageId: 'python' };
    assert.deepEqual(
      [settings.suggestions.multiline.value(markdown), settings.suggestions.multiline.value(other)],
      [false, true],
    );
    await update(undefined);
  });
});
