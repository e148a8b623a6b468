import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { configure, parts, reached, restoreSettings, small, until } from './extensionHost.ts';
import { leavesNothingBehind } from './leaks.ts';

describe('the dashboard’s panel', () => {
  leavesNothingBehind();
  after(async () => {
    await restoreSettings();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is opened and closed fifty times in mid-training, and each time it is gone', async () => {
    const { session, dashboard } = await parts();
    await configure({ ...small, 'training.seconds': 60 });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await reached(session, 'training');
    const memory = process.memoryUsage().heapUsed;
    for (let i = 0; i < 50; i++) {
      await commands.executeCommand('hiddenState.showDashboard');
      await until(() => dashboard.isVisible);
      await commands.executeCommand('workbench.action.closeActiveEditor');
      dashboard.dispose();
      await until(() => !dashboard.isVisible);
    }
    const panels = window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Hidden State');
    assert.equal(panels.length, 0);
    console.log(`      heap grew by ${((process.memoryUsage().heapUsed - memory) / 2 ** 20).toFixed(1)} MB`);
    assert.equal(session.state.status, 'training');
    await commands.executeCommand('hiddenState.stop');
    await reached(session, 'ended');
  });
});
