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
  let answer = (): string => 'Never';
  const messages = answerInSuite('showInformationMessage', (text) => (isQuestion(text) ? answer() : undefined));

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

  /**
   * How often the user is asked, and whether a new network is trained, where another one without the removed file takes the place of the
   * network, `when` the files are read or the user answers.
   */
  async function askedAboutReplaced(when: 'read' | 'answered'): Promise<{ asked: number; isCleared: boolean }> {
    await choose('ask');
    const all = await parts();
    const kept = pathOf('kept.md');
    let [isReplaced, isRead, isCleared] = [false, false, false];
    const read = async () => {
      isRead = true;
      isReplaced = when === 'read';
      return { texts: [{ path: kept, text: '' }], excluded: [] };
    };
    answer = () => {
      isReplaced = true;
      return 'Train without them';
    };
    const history = {
      ...all.history,
      dispose: () => undefined,
      get learnedFiles() {
        return new Set(isReplaced ? [kept] : [kept, pathOf(names[0]!)]);
      },
    };
    const reader = { read, onComplete: all.reader.onComplete };
    const clearing = all.session.onEvent(({ type }) => (isCleared ||= type === 'cleared'));
    const watching = watchRemovedFiles({ ...all, history, reader }, (error) => assert.fail(String(error)), idleMs);
    await until(() => isRead && isReplaced);
    await new Promise((resolve) => setTimeout(resolve, 300));
    watching.dispose();
    clearing.dispose();
    answer = () => 'Never';
    return { asked: messages.filter(isQuestion).length, isCleared };
  }

  it('are not asked about where another network without them takes the place while the files are read', async () => {
    assert.deepEqual(await askedAboutReplaced('read'), { asked: 0, isCleared: false });
  });

  it('do not end a training without them that began before the user answered', async () => {
    assert.deepEqual(await askedAboutReplaced('answered'), { asked: 1, isCleared: false });
  });

  const isNone = (names: readonly string[], of: readonly string[]) => !of.some((name) => names.includes(name));
});
