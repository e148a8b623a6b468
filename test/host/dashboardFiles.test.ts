// Requests of the dashboard about one file: open, exclude, include.
import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { excludedFilesOf, openPage, type Page } from './dashboardPage.ts';
import { configure, parts, restoreSettings, smallTraining, until, untilStatus } from './extensionHost.ts';
import { replaceWindowFunction } from './windowFunction.ts';

const settingNow = (key: string): unknown => workspace.getConfiguration('hiddenState').get(key);
const folderName = workspace.workspaceFolders![0]!.name;

describe('requests of the dashboard about a file', () => {
  let page: Page;

  before(async () => {
    const { session, dashboard } = await parts();
    // Only a network remembers an excluded file.
    await configure({ ...smallTraining, 'training.seconds': 1 });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await untilStatus(session, 'training');
    await untilStatus(session, 'ended');
    page = await openPage(dashboard);
  });
  after(async () => {
    page.close();
    await restoreSettings();
    await commands.executeCommand('hiddenState.forget', true);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('open a file of the ledger', async () => {
    page.send({ type: 'file', path: `${folderName}/scratch.md`, action: 'open' });
    await until(() => window.activeTextEditor?.document.uri.path.endsWith('/scratch.md') === true);
  });

  it('exclude a file, with an offer to train from scratch, and include it again', async () => {
    const messages: unknown[] = [];
    const restore = replaceWindowFunction('showInformationMessage', (text) => void messages.push(text));
    const path = `${folderName}/scratch.md`;
    const untilExcluded = (wanted: boolean) =>
      page.nextMessage(
        (message) => message.type === 'choices' && message.choices.excludedFiles.includes('scratch.md') === wanted,
      );
    const excluded = untilExcluded(true);
    page.send({ type: 'file', path, action: 'exclude' });
    await excluded;
    assert.ok(!(settingNow('files.exclude') as string[]).includes('scratch.md'), 'not in settings');
    assert.deepEqual(excludedFilesOf(page), ['scratch.md']);
    await until(() => messages.length === 1);
    assert.match(String(messages[0]), /scratch\.md/);
    const included = untilExcluded(false);
    page.send({ type: 'file', path, action: 'include' });
    await included;
    assert.deepEqual(excludedFilesOf(page), []);
    restore();
  });

  it('exclude exactly one file, whatever characters are in its name', async () => {
    const restore = replaceWindowFunction('showInformationMessage', () => undefined);
    const path = `${folderName}/pages/[id].md`;
    const isExcluded = (): boolean => excludedFilesOf(page).includes('pages/[id].md');
    page.send({ type: 'file', path, action: 'exclude' });
    await until(isExcluded);
    page.send({ type: 'file', path, action: 'include' });
    await until(() => !isExcluded());
    restore();
  });

  it('do nothing with a file outside the workspace', async () => {
    page.send({ type: 'file', path: 'elsewhere/secret.txt', action: 'exclude' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(excludedFilesOf(page), []);
  });
});
