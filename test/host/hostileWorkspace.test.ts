// A workspace by an author who means harm: files, settings and ignore files.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import { settings } from '../../src/host/settings.ts';
import { mainActions } from '../../src/host/status/mainActions.ts';
import { WorkspaceChanges, type RulesChange } from '../../src/host/workspace/workspaceChanges.ts';
import { createHostileFolder, expectedFiles, outsideText } from '../hostileFolder.ts';
import { at, configure, parts, restoreSettings, root, until } from './extensionHost.ts';
import { changeFolderSettings, removeFolderSettings } from './folderSettings.ts';
import { closeEditors, forget, removeAfter, scratchFolder } from './suite.ts';
import { untrustedWorkspace } from './untrusted.ts';
import { answerDialogs } from './windowFunction.ts';

const inside = (path: string): string => path.slice(`${root.name}/hostile/`.length);
const isHostile = ({ path }: { readonly path: string }): boolean => path.startsWith(`${root.name}/hostile/`);

describe('the files of a hostile workspace', () => {
  const outside = scratchFolder();
  removeAfter('hostile');

  before(async function () {
    // Its links, pipes and names cannot be created there.
    if (process.platform === 'win32') return this.skip();
    await forget();
    mkdirSync(at('hostile'));
    createHostileFolder(at('hostile'), outside.path);
  });

  it('are read in the editor without what is outside, and within the limits', async () => {
    const { reader } = await parts();
    const { texts, excluded } = await reader.read();
    const read = texts.filter(isHostile).map(({ path, text }) => [inside(path), text] as const);
    assert.deepEqual(Object.fromEntries(read), expectedFiles);
    assert.deepEqual(
      excluded.filter(isHostile).map(({ path, rule }) => [inside(path), rule]),
      [
        ['sparse.md', 'too large'],
        ['tooLarge/', 'unreadable'],
      ],
    );
    assert.ok(!JSON.stringify(texts).includes(outsideText));
  });

  it('are not read before the user trusts it, also where one of them is open', async () => {
    const { reader, predictor, session, control, stage, consent } = await parts();
    using _messages = answerDialogs('showWarningMessage');
    using _untrusted = untrustedWorkspace();
    const read = reader.read.bind(reader);
    let reads = 0;
    reader.read = (options) => (reads++, read(options));
    try {
      const document = await workspace.openTextDocument(at('hostile/a.md'));
      await window.showTextDocument(document);
      assert.notEqual(control.reason(document), undefined);
      await commands.executeCommand('hiddenState.train', 'nothing');
      assert.ok(!session.isRunning);
      const offered = mainActions({ session, predictor, stage, consent }).map(({ command }) => command);
      assert.deepEqual(offered, ['workbench.trust.manage', 'hiddenState.showDashboard']);
    } finally {
      Reflect.deleteProperty(reader, 'read');
      await closeEditors();
    }
    assert.deepEqual([reads, predictor.learned.hasIn(`${root.name}/hostile/`)], [0, false]);
  });
});

describe('the settings of a hostile workspace', () => {
  const userOnly = ['files.afterRemoval', 'files.secretNameExceptions', 'suggestions.learnOutsideWorkspace'];

  after(removeFolderSettings);
  after(restoreSettings);

  it('do not decide what only the user may decide', async () => {
    await changeFolderSettings({
      'files.afterRemoval': 'retrain',
      'files.secretNameExceptions': ['**'],
      'suggestions.learnOutsideWorkspace': true,
    });
    assert.notEqual(settings.files.afterRemoval.value(), 'retrain');
    assert.deepEqual(settings.files.secretNameExceptions.value(), []);
    assert.equal(settings.suggestions.learnOutsideWorkspace.value(), false);
    const configuration = workspace.getConfiguration('hiddenState');
    for (const key of userOnly) {
      await assert.rejects(async () => configuration.update(key, undefined, ConfigurationTarget.Workspace), key);
    }
  });

  it('do not become links in a message', async () => {
    using messages = answerDialogs('showWarningMessage');
    await configure({ 'suggestions.exclude': ['[x](command:workbench.action.quit)', 7] });
    settings.suggestions.exclude.value();
    assert.ok(messages.texts.some((text) => text.includes('[x]')));
    assert.doesNotMatch(messages.texts.join('\n'), /\]\(/u);
  });
});

describe('the rules of what is read', () => {
  removeAfter('.git');

  it('change with the editor’s own setting, and with the exclude file of the repository', async () => {
    const found: RulesChange[] = [];
    const changes = new WorkspaceChanges();
    changes.rulesChanged((change) => void found.push(change));
    const files = workspace.getConfiguration('files');
    await files.update('exclude', { '**/nothing': true }, ConfigurationTarget.Global);
    await until(() => found.includes('by the user'));
    await files.update('exclude', undefined, ConfigurationTarget.Global);
    // The editor's watcher does not see what is written into a new folder before it watches that folder, and then never does.
    await until(async () => {
      rmSync(at('.git'), { recursive: true, force: true });
      for (const folder of ['.git', '.git/info']) {
        mkdirSync(at(folder));
        await sleep(1000);
      }
      writeFileSync(at('.git/info/exclude'), 'nothing\n');
      await sleep(1000);
      return found.includes('by an ignore file');
    });
    changes.dispose();
  });
});
