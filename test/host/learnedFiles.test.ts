// Which files the active weights have learned: also in the trainings that they were continued from.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { commands } from 'vscode';
import { at, parts, pathOf, until } from './extensionHost.ts';
import { beginWithNothing, removeAfter } from './suite.ts';
import { smallTraining, train } from './trainingSteps.ts';

const names = ['learned-1.md', 'learned-2.md', 'learned-3.md', 'learned-4.md'];

async function trainFrom(start: 'checkpoint' | 'nothing'): Promise<string> {
  const { history, weights } = await parts();
  await train(start);
  const id = history.current!;
  await until(async () => (await weights.ids()).includes(id));
  return id;
}

describe('the files that the weights have learned', () => {
  before(() => names.forEach((name) => writeFileSync(at(name), 'Nine herons wait beside the lock.\n'.repeat(80))));
  removeAfter(...names);
  beginWithNothing({ ...smallTraining, 'training.seconds': 2 });

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
