// Files that the trained network has learned and that are removed: it is trained again without them, if the user agrees.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { watchRemovedFiles } from '../../src/host/training/removedFiles.ts';
import { at, configure, parts, pathOf, restoreSettings, smallTraining, until, untilStatus } from './extensionHost.ts';
import { replaceWindowFunction } from './windowFunction.ts';

const names = ['removed-1.md', 'removed-2.md', 'removed-3.md', 'removed-4.md', 'removed-5.md'];
const text = 'Nine patient herons wait beside the old lock.\n'.repeat(60);
const idleMs = 500;

type Choice = 'ask' | 'retrain' | 'keep';
const configuration = () => workspace.getConfiguration('hiddenState.files');
const choose = (choice: Choice) => configuration().update('afterRemoval', choice, ConfigurationTarget.Global);

describe('files that the network has learned and that are removed', () => {
  const questions: string[] = [];
  let answer: string | undefined;
  let restoreWindow: () => void;

  before(async () => {
    for (const name of names) writeFileSync(at(name), text);
    restoreWindow = replaceWindowFunction('showInformationMessage', (question) => {
      if (!String(question).includes('the trained network has learned')) return undefined;
      questions.push(String(question));
      return answer;
    });
    await commands.executeCommand('hiddenState.forget', true);
    await configure({ ...smallTraining, 'training.seconds': 2 });
    const { session } = await parts();
    void commands.executeCommand('hiddenState.train', 'nothing');
    await untilStatus(session, 'ended');
    assert.ok((await learned()).length >= 2, 'some files may be held out');
    questions.length = 0;
  });
  after(async () => {
    restoreWindow();
    for (const name of names) rmSync(at(name), { force: true });
    await choose('keep');
    await commands.executeCommand('hiddenState.forget', true);
    await restoreSettings();
  });

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
    answer = 'Never';
    const before = await learned();
    await remove(before.slice(0, 1), 'ask', () => configuration().get('afterRemoval') === 'keep');
    assert.equal(questions.length, 1);
    assert.match(questions[0]!, /^A file that the trained network has learned is now deleted/u);
    assert.deepEqual(await learned(), before);
  });

  it('are not part of a new network, which replaces the one that has learned them', async () => {
    const { session, store, weights } = await parts();
    const [before, files] = [await store.load(), await learned()];
    questions.length = 0;
    await remove(
      files.slice(1),
      'retrain',
      async () => session.state.status === 'ended' && isNone(await learned(), files),
    );
    assert.equal(questions.length, 0);
    await until(async () => (await weights.ids()).length === 1);
    assert.notDeepEqual(await store.load(), before);
  });

  const isNone = (names: readonly string[], of: readonly string[]) => !of.some((name) => names.includes(name));
});
