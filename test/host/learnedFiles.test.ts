// Which files the active weights have learned: also in the trainings that they were continued from.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { commands } from 'vscode';
import { at, configure, parts, pathOf, restoreSettings, smallTraining, until, untilStatus } from './extensionHost.ts';

const names = ['learned-1.md', 'learned-2.md', 'learned-3.md', 'learned-4.md'];

async function trainFrom(start: 'checkpoint' | 'nothing'): Promise<string> {
  const { session, history, weights } = await parts();
  void commands.executeCommand('hiddenState.train', start);
  await untilStatus(session, 'training');
  await untilStatus(session, 'ended');
  const id = history.current!;
  await until(async () => (await weights.ids()).includes(id));
  return id;
}

describe('the files that the weights have learned', () => {
  before(async () => {
    for (const name of names) writeFileSync(at(name), 'Nine patient herons wait beside the old lock.\n'.repeat(60));
    await commands.executeCommand('hiddenState.forget', true);
    await configure({ ...smallTraining, 'training.seconds': 2 });
  });
  after(async () => {
    for (const name of names) rmSync(at(name), { force: true });
    await commands.executeCommand('hiddenState.forget', true);
    await restoreSettings();
  });

  it('are kept when a training continues without one, and are those of an earlier run when it is restored', async () => {
    const { history } = await parts();
    const first = await trainFrom('nothing');
    const removed = names.find((name) => history.learnedFiles.has(pathOf(name)))!;
    rmSync(at(removed));
    await trainFrom('checkpoint');
    assert.ok(history.learnedFiles.has(pathOf(removed)), 'the weights still contain it');
    const second = await trainFrom('nothing');
    assert.notEqual(second, first);
    assert.ok(!history.learnedFiles.has(pathOf(removed)), 'the new weights do not');
    await commands.executeCommand('hiddenState.restoreRun', first);
    await until(() => history.current === first);
    assert.ok(history.learnedFiles.has(pathOf(removed)), 'the restored weights do');
  });
});
