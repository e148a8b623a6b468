import assert from 'node:assert/strict';
import { commands, Uri } from 'vscode';
import { DashboardPanel } from '../../src/host/dashboard/dashboardPanel.ts';
import { resourceMeters } from '../../src/host/dashboard/resourceMeters.ts';
import { dashboardTabs, openPage } from './dashboardPage.ts';
import { parts, until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing } from './suite.ts';
import { beginTraining, smallTraining, stopTraining } from './trainingSteps.ts';

const noUsage = () => Promise.resolve(undefined);

describe('the dashboard panel', () => {
  assertNoLeaks();
  beginWithNothing({ ...smallTraining, 'training.seconds': 60 });

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
    await beginTraining();
    const memory = process.memoryUsage().heapUsed;
    for (let i = 0; i < 50; i++) {
      await commands.executeCommand('hiddenState.showDashboard');
      await until(() => dashboard.isVisible);
      await commands.executeCommand('workbench.action.closeActiveEditor');
      dashboard.dispose();
      await until(() => !dashboard.isVisible);
    }
    assert.equal(dashboardTabs().length, 0);
    console.log(`      heap grew by ${((process.memoryUsage().heapUsed - memory) / 2 ** 20).toFixed(1)} MB`);
    assert.equal(session.state.status, 'training');
    await stopTraining();
  });
});
