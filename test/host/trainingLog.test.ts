import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from 'vscode';
import { itemsOf } from '../../src/protocol/series.ts';
import { readEventFile } from '../unit/tensorboard/readEventFile.ts';
import { configure, parts, restoreSettings, smallTraining, until, untilStatus } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

describe('the log for TensorBoard', () => {
  assertNoLeaks();
  const folder = mkdtempSync(join(tmpdir(), 'hidden-state-log-'));
  after(async () => {
    await commands.executeCommand('hiddenState.forget', true);
    await restoreSettings();
    rmSync(folder, { recursive: true });
  });

  it('has the curves and samples of a training, without a dashboard', async () => {
    const { session } = await parts();
    await configure({ ...smallTraining, 'training.logFolder': folder });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await untilStatus(session, 'training');
    await until(() => session.state.samples.length > 0 && itemsOf(session.state.histograms).length > 0);
    await commands.executeCommand('hiddenState.stop');
    await untilStatus(session, 'ended');
    const [name, ...others] = readdirSync(folder);
    assert.deepEqual(others, []);
    const tags = () => readEventFile(readFileSync(join(folder, name!))).flatMap(({ values }) => Object.keys(values));
    for (const tag of ['settings', 'loss/training', 'loss/held out', 'recurrent', 'sample']) {
      await until(() => tags().includes(tag));
    }
  });
});
