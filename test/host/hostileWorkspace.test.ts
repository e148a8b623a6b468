// A workspace by an author who means harm: files, settings and ignore files.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import { settings } from '../../src/host/settings.ts';
import { mainActions } from '../../src/host/status/mainActions.ts';
import { WorkspaceChanges, type RulesChange } from '../../src/host/workspace/workspaceChanges.ts';
import { createHostileFolder, expectedFiles, outsideText } from '../hostileFolder.ts';
import { at, configure, parts, restoreSettings, root, until } from './extensionHost.ts';
import { replaceWindowFunction } from './windowFunction.ts';

const inside = (path: string): string => path.slice(`${root.name}/hostile/`.length);
const isHostile = ({ path }: { readonly path: string }): boolean => path.startsWith(`${root.name}/hostile/`);

describe('the files of a hostile workspace', () => {
  let outside: string;

  before(async function () {
    // Its links, pipes and names cannot be created there.
    if (process.platform === 'win32') return this.skip();
    await commands.executeCommand('hiddenState.forget', true);
    outside = mkdtempSync(join(tmpdir(), 'hidden-state-outside-'));
    mkdirSync(at('hostile'));
    createHostileFolder(at('hostile'), outside);
  });
  after(() => {
    for (const path of [at('hostile'), outside]) rmSync(path, { recursive: true, force: true });
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
    const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted')!;
    const restore = replaceWindowFunction('showWarningMessage', () => undefined);
    const read = reader.read.bind(reader);
    let reads = 0;
    reader.read = (options) => (reads++, read(options));
    Object.defineProperty(workspace, 'isTrusted', { value: false, configurable: true });
    try {
      const document = await workspace.openTextDocument(at('hostile/a.md'));
      await window.showTextDocument(document);
      assert.notEqual(control.reason(document), undefined);
      await commands.executeCommand('hiddenState.train', 'nothing');
      assert.ok(!session.isRunning);
      const offered = mainActions({ session, predictor, stage, consent }).map(({ command }) => command);
      assert.deepEqual(offered, ['workbench.trust.manage', 'hiddenState.showDashboard']);
    } finally {
      Object.defineProperty(workspace, 'isTrusted', trust);
      Reflect.deleteProperty(reader, 'read');
      restore();
      await commands.executeCommand('workbench.action.closeAllEditors');
    }
    assert.deepEqual([reads, predictor.learned.hasIn(`${root.name}/hostile/`)], [0, false]);
  });
});

describe('the settings of a hostile workspace', () => {
  const file = at('.vscode/settings.json');
  const userOnly = ['files.afterRemoval', 'files.secretNameExceptions', 'suggestions.learnOutsideWorkspace'];

  after(async () => {
    rmSync(file, { force: true });
    await restoreSettings();
  });

  it('do not decide what only the user may decide', async () => {
    mkdirSync(at('.vscode'), { recursive: true });
    const values = {
      'hiddenState.suggestions.seed': 77,
      'hiddenState.files.afterRemoval': 'retrain',
      'hiddenState.files.secretNameExceptions': ['**'],
      'hiddenState.suggestions.learnOutsideWorkspace': true,
    };
    writeFileSync(file, JSON.stringify(values));
    await until(() => settings.suggestions.seed.value() === 77);
    assert.notEqual(settings.files.afterRemoval.value(), 'retrain');
    assert.deepEqual(settings.files.secretNameExceptions.value(), []);
    assert.equal(settings.suggestions.learnOutsideWorkspace.value(), false);
    const configuration = workspace.getConfiguration('hiddenState');
    for (const key of userOnly) {
      await assert.rejects(async () => configuration.update(key, undefined, ConfigurationTarget.Workspace), key);
    }
  });

  it('do not become links in a message', async () => {
    const messages: string[] = [];
    const restore = replaceWindowFunction('showWarningMessage', (text) => void messages.push(String(text)));
    await configure({ 'suggestions.exclude': ['[x](command:workbench.action.quit)', 7] });
    settings.suggestions.exclude.value();
    restore();
    assert.ok(messages.some((message) => message.includes('[x]')));
    assert.ok(
      messages.every((message) => !message.includes('](')),
      messages.join('\n'),
    );
  });
});

describe('the rules of what is read', () => {
  after(() => rmSync(at('.git'), { recursive: true, force: true }));

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
        await setTimeout(1000);
      }
      writeFileSync(at('.git/info/exclude'), 'nothing\n');
      await setTimeout(1000);
      return found.includes('by an ignore file');
    });
    changes.dispose();
  });
});
