import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemsOf } from '../../src/protocol/series.ts';
import { readEventFile } from '../unit/tensorboard/readEventFile.ts';
import { parts, until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, scratchFolder } from './suite.ts';
import { beginTraining, smallTraining, stopTraining } from './trainingSteps.ts';

describe('the log for TensorBoard', () => {
  assertNoLeaks();
  const { path: folder } = scratchFolder();
  beginWithNothing({ ...smallTraining, 'training.logFolder': folder });

  it('has the curves and samples of a training, without a dashboard', async () => {
    const { session } = await parts();
    await beginTraining();
    await until(() => session.state.samples.length > 0 && itemsOf(session.state.histograms).length > 0);
    await stopTraining();
    const [name, ...others] = readdirSync(folder);
    assert.deepEqual(others, []);
    const tags = () => readEventFile(readFileSync(join(folder, name!))).flatMap(({ values }) => Object.keys(values));
    for (const tag of ['settings', 'loss/training', 'loss/held out', 'recurrent', 'sample']) {
      await until(() => tags().includes(tag));
    }
  });
});
