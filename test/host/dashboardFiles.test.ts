// Requests of the dashboard about one file: open, exclude, include.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Uri, workspace } from 'vscode';
import { excludedFilesOf, openPage, type Page } from './dashboardPage.ts';
import { parts, pathOf, root, until } from './extensionHost.ts';
import { beginWithNothing } from './suite.ts';
import { smallTraining, train } from './trainingSteps.ts';
import { answerDialogs } from './windowFunction.ts';

const settingNow = (key: string): unknown => workspace.getConfiguration('hiddenState').get(key);

describe('requests of the dashboard about a file', () => {
  let page: Page;

  beginWithNothing({ ...smallTraining, 'training.seconds': 1 });
  before(async () => {
    // Only a network remembers an excluded file.
    await train();
    page = await openPage((await parts()).dashboard);
  });
  after(() => page.close());

  it('exclude a file, with an offer to train from scratch, and include it again', async () => {
    using messages = answerDialogs('showInformationMessage');
    const path = pathOf('scratch.md');
    const untilExcluded = (wanted: boolean) =>
      page.nextMessage(
        (message) => message.type === 'choices' && message.choices.excludedFiles.includes('scratch.md') === wanted,
      );
    const excluded = untilExcluded(true);
    page.send({ type: 'file', path, action: 'exclude' });
    await excluded;
    assert.ok(!(settingNow('files.exclude') as string[]).includes('scratch.md'), 'not in settings');
    assert.deepEqual(excludedFilesOf(page), ['scratch.md']);
    await until(() => messages.texts.length === 1);
    assert.match(messages.texts[0]!, /scratch\.md/);
    const included = untilExcluded(false);
    page.send({ type: 'file', path, action: 'include' });
    await included;
    assert.deepEqual(excludedFilesOf(page), []);
  });

  it('exclude exactly one file, whatever characters are in its name', async () => {
    using _messages = answerDialogs('showInformationMessage');
    const path = pathOf('pages/[id].md');
    const isExcluded = (): boolean => excludedFilesOf(page).includes('pages/[id].md');
    page.send({ type: 'file', path, action: 'exclude' });
    await until(isExcluded);
    page.send({ type: 'file', path, action: 'include' });
    await until(() => !isExcluded());
  });

  it('exclude a file that no network has learned, without a word about the network', async () => {
    const uri = Uri.joinPath(root.uri, 'later.md');
    await workspace.fs.writeFile(uri, Buffer.from('Written after the training.\n'));
    using messages = answerDialogs('showInformationMessage');
    const path = pathOf('later.md');
    page.send({ type: 'file', path, action: 'exclude' });
    await until(() => messages.texts.length === 1);
    assert.deepEqual(messages.texts, [`${path} is excluded from now on. Text statistics forget it within a minute.`]);
    page.send({ type: 'file', path, action: 'include' });
    await until(() => !excludedFilesOf(page).includes('later.md'));
    await workspace.fs.delete(uri);
  });

  it('do nothing with a file outside the workspace', async () => {
    page.send({ type: 'file', path: 'elsewhere/secret.txt', action: 'exclude' });
    await sleep(200);
    assert.deepEqual(excludedFilesOf(page), []);
  });
});
