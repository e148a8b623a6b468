// The view in the activity bar: empty before the first training, so that the editor shows the welcome text, then with state and actions.
import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { assertNoLeaks } from './resourceLeaks.ts';
import { configure, parts, restoreSettings, smallTraining, until, untilStatus } from './extensionHost.ts';

async function items(): Promise<{ label: string; description: string; command: string | undefined }[]> {
  const { statusView } = await parts();
  return statusView.getChildren().map((row) => {
    const { label, description, command } = statusView.getTreeItem(row);
    return { label: String(label), description: String(description ?? ''), command: command?.command };
  });
}

describe('the status view', () => {
  assertNoLeaks();

  before(async () => {
    await configure(smallTraining);
    await commands.executeCommand('hiddenState.forget', true);
  });
  after(async () => {
    await restoreSettings();
    await commands.executeCommand('hiddenState.forget', true);
    await commands.executeCommand('workbench.view.explorer');
  });

  it('can be focused, and is empty while nothing is learned', async () => {
    await commands.executeCommand('hiddenState.status.focus');
    assert.deepEqual(await items(), []);
  });

  it('shows progress and actions of a training, then the result', async () => {
    const { session } = await parts();
    void commands.executeCommand('hiddenState.train', 'nothing');
    await untilStatus(session, 'training');
    const training = await items();
    assert.equal(training[0]!.label, 'Training');
    assert.match(training[0]!.description, /^\d+ %$/u);
    const offered = training.map(({ command }) => command);
    for (const name of ['pause', 'stop', 'showDashboard']) assert.ok(offered.includes(`hiddenState.${name}`), name);
    assert.ok(!offered.includes('hiddenState.train'));

    await untilStatus(session, 'ended');
    await until(async () => (await items())[0]!.label === 'Trained');
    const ended = await items();
    assert.match(ended.find(({ label }) => label === 'Score')!.description, /^\d\.\d\d bits per character$/u);
    assert.ok(ended.some(({ command }) => command === 'hiddenState.train'));
  });
});
