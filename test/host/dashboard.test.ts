import assert from 'node:assert/strict';
import { commands, Uri, window } from 'vscode';
import { DashboardPanel } from '../../src/host/dashboard/dashboardPanel.ts';
import { configure, parts, untilStatus, restoreSettings, smallTraining, until } from './extensionHost.ts';
import { resourceMeters } from '../../src/host/dashboard/resourceMeters.ts';
import { openPage } from './dashboardPage.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

const noUsage = () => Promise.resolve(undefined);

describe('the dashboard panel', () => {
  assertNoLeaks();
  after(async () => {
    await restoreSettings();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows nothing until the run of the last session is restored', async () => {
    const all = await parts();
    let resolve: () => void = () => assert.fail();
    const restoring = new Promise<void>((done) => (resolve = done));
    const { current, learnedFiles, onCurrentChange } = all.history;
    const history = { current, learnedFiles, onCurrentChange, restoring };
    const meters = { learner: noUsage, predictor: noUsage, analyzer: noUsage, masker: noUsage };
    const dashboard = new DashboardPanel(
      { ...all, history, meters: resourceMeters(meters, undefined), act: () => undefined },
      Uri.file('/'),
    );
    const page = await openPage(dashboard);
    assert.deepEqual(page.received, []);
    const snapshot = page.nextMessage(({ type }) => type === 'snapshot');
    resolve();
    await snapshot;
    page.close();
  });

  it('can be opened and closed fifty times during a training, and leaves nothing behind', async () => {
    const { session, dashboard } = await parts();
    await configure({ ...smallTraining, 'training.seconds': 60 });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await untilStatus(session, 'training');
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
    await untilStatus(session, 'ended');
  });
});
