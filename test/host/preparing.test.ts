import assert from 'node:assert/strict';
import { commands, type Disposable } from 'vscode';
import { leavesNothingBehind } from './leaks.ts';
import { configure, parts, reached, restoreSettings, small } from './stage.ts';

const train = (): Thenable<void> => commands.executeCommand('hiddenState.train', 'nothing');

describe('a training that is being prepared', function () {
  leavesNothingBehind();
  this.timeout(60_000);
  let prepared = 0;
  let counting: Disposable;

  before(async () => {
    const { session } = await parts();
    await commands.executeCommand('hiddenState.forget', true);
    await configure(small);
    counting = session.onEvent((event) => {
      if (event !== 'anew' && event.type === 'prepared') prepared++;
    });
  });
  beforeEach(() => {
    prepared = 0;
  });
  afterEach(() => commands.executeCommand('hiddenState.forget', true));
  after(async () => {
    counting.dispose();
    await restoreSettings();
  });

  it('ends when it is stopped, and leaves the way free for the next', async () => {
    const { session, store } = await parts();
    const first = train();
    await reached(session, 'preparing');
    await commands.executeCommand('hiddenState.stop');
    assert.equal(session.now.state, 'idle');
    const second = train();
    await first;
    await second;
    assert.equal(session.now.state, 'training');
    assert.equal(prepared, 1);
    assert.equal((await store.openRun())?.closed, false);
  });

  it('is the only one, however often it is asked for', async () => {
    const { session } = await parts();
    await Promise.all([train(), train(), train()]);
    await reached(session, 'training');
    assert.equal(prepared, 1);
  });

  it('is gone without a trace when the model is forgotten', async () => {
    const { session, store } = await parts();
    const asked = train();
    await reached(session, 'preparing');
    await commands.executeCommand('hiddenState.forget', true);
    await asked;
    assert.equal(session.now.state, 'idle');
    assert.equal(prepared, 0);
    assert.equal(await store.openRun(), undefined);
  });
});
