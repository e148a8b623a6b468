// Files that the trained network has learned and that are removed: it is trained again without them, if the user agrees.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { ConfigurationTarget, workspace } from 'vscode';
import { watchRemovedFiles } from '../../src/host/training/removedFiles.ts';
import { at, parts, pathOf, until } from './extensionHost.ts';
import { beginWithNothing, removeAfter } from './suite.ts';
import { smallTraining, train } from './trainingSteps.ts';
import { answerInSuite } from './windowFunction.ts';

const names = ['removed-1.md', 'removed-2.md', 'removed-3.md', 'removed-4.md', 'removed-5.md'];
const text = 'Nine patient herons wait beside the old lock.\n'.repeat(60);
const idleMs = 500;

type Choice = 'ask' | 'retrain' | 'keep';
const configuration = () => workspace.getConfiguration('hiddenState.files');
const choose = (choice: Choice) => configuration().update('afterRemoval', choice, ConfigurationTarget.Global);

describe('files that the network has learned and that are removed', () => {
  const isQuestion = (message: string): boolean => message.includes('the trained network has learned');
  const messages = answerInSuite('showInformationMessage', (text) => (isQuestion(text) ? 'Never' : undefined));

  before(() => names.forEach((name) => writeFileSync(at(name), text)));
  removeAfter(...names);
  beginWithNothing({ ...smallTraining, 'training.seconds': 2 });
  before(async () => {
    await train();
    assert.ok((await learned()).length >= 2, 'some files may be held out');
  });
  beforeEach(() => messages.splice(0));
  after(() => choose('keep'));

  /** Names of those files that the network has learned. */
  async function learned(): Promise<string[]> {
    const { session } = await parts();
    const ledger = session.state.corpus?.ledger ?? [];
    const paths = ledger.flatMap((entry) => (entry.included && entry.heldOut !== 'whole' ? [entry.path] : []));
    return names.filter((name) => paths.includes(pathOf(name)));
  }

  /** Removes learned files while a watcher with a short idle time runs. */
  async function remove(
    files: readonly string[],
    choice: Choice,
    done: () => boolean | Promise<boolean>,
  ): Promise<void> {
    await choose(choice);
    const watching = watchRemovedFiles(await parts(), (error) => assert.fail(String(error)), idleMs);
    for (const name of files) rmSync(at(name));
    await until(done).finally(() => watching.dispose());
  }

  it('are kept in the network where the user does not want a new one', async () => {
    const before = await learned();
    await remove(before.slice(0, 1), 'ask', () => configuration().get('afterRemoval') === 'keep');
    const questions = messages.filter(isQuestion);
    assert.equal(questions.length, 1);
    assert.match(questions[0]!, /^A file that the trained network has learned is now deleted/u);
    assert.deepEqual(await learned(), before);
  });

  it('are not part of a new network, which replaces the one that has learned them', async () => {
    const { session, store, weights } = await parts();
    const [before, files] = [await store.load(), await learned()];
    await remove(
      files.slice(1),
      'retrain',
      async () => session.state.status === 'ended' && isNone(await learned(), files),
    );
    assert.ok(!messages.some(isQuestion));
    await until(async () => (await weights.ids()).length === 1);
    assert.notDeepEqual(await store.load(), before);
  });

  const isNone = (names: readonly string[], of: readonly string[]) => !of.some((name) => names.includes(name));
});
