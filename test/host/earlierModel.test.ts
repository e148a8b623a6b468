// The rule for models: a training from scratch replaces the model only if the new one is better on the same held-out text.
import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { showChoice } from '../../src/host/training/earlierModel.ts';
import { loadActive } from '../../src/host/training/restore.ts';
import { openPage } from './dashboardPage.ts';
import { configure, parts, restoreSettings, until } from './extensionHost.ts';
import { beginWithNothing } from './suite.ts';
import { smallTraining, train } from './trainingSteps.ts';
import { answerInSuite } from './windowFunction.ts';

const goodTraining = { ...smallTraining, 'training.seconds': 2 };
const poorTraining = {
  ...smallTraining,
  'training.hiddenSize': 16,
  'training.learningRate': 1e-6,
  'training.seconds': 1,
};

describe('the model before a training from scratch', () => {
  let answer: string | undefined;
  const shown = answerInSuite('showInformationMessage', () => answer);
  beginWithNothing(goodTraining);

  before(async () => {
    await train();
    // The last weights are loaded after the end.
    const { session, predictor } = await parts();
    await until(() => predictor.bitsPerChar === session.state.score!);
  });

  async function savedSize(): Promise<number> {
    return decodeCheckpoint((await (await parts()).store.load())!).shape.hiddenSize;
  }

  const questions = (): number =>
    shown.filter((text) => /^The earlier model is better \(\d\.\d\d against \d\.\d\d/.test(text)).length;

  it('stays active if it is better, and the new one is a run that one button makes active', async () => {
    const { predictor, history, runs, weights, earlierModel } = await parts();
    const { bitsPerChar: before } = predictor;
    const earlier = history.current;
    await configure(poorTraining);
    await train();
    await until(() => history.current === earlier);
    assert.equal(predictor.bitsPerChar, before);
    assert.equal(await savedSize(), 48);
    await until(() => questions() === 1);
    assert.ok(earlierModel.isNewerSetAside);
    const [newer, older, ...others] = await runs.list();
    assert.deepEqual([older!.id, others], [earlier, []]);
    assert.deepEqual(new Set(await weights.ids()), new Set([newer!.id, older!.id]));
    const { dashboard } = await parts();
    const page = await openPage(dashboard);
    page.close();
    const trained = page.received.flatMap((message) => (message.type === 'learned' ? message.trained : []));
    assert.ok(trained.length > 0, 'the Files page names the files of the earlier model');
    assert.deepEqual(new Set(trained), history.learnedFiles);

    // One model has one score: the message says why it has another figure here.
    for (const earlierScore of [1.81, 1.74, undefined])
      await showChoice({ earlier: 1.74, newer: 1.98, earlierScore }, 'kept', undefined);
    const told = shown
      .splice(-3)
      .map((text) => /Its usual score of (\S+) was measured on the text of its own/u.exec(text)?.[1]);
    assert.deepEqual(told, ['1.81', undefined, undefined]);

    answer = 'Use the new one';
    await train();
    // Before the question, the file of the new model is the saved one for a moment.
    await until(() => questions() === 2);
    answer = undefined;
    await until(() => predictor.bitsPerChar !== before && history.current !== earlier);
    assert.ok(!earlierModel.isNewerSetAside, 'the user has chosen it');
    assert.equal(await savedSize(), 16);
  });

  it('stays a run if the new one is better, which is active from the end of the training', async () => {
    const { predictor, history, weights } = await parts();
    const { current: earlier } = history;
    const { bitsPerChar: before } = predictor;
    await restoreSettings();
    await configure(goodTraining);
    await train();
    await until(() => predictor.bitsPerChar !== before);
    assert.ok(predictor.bitsPerChar! < before!);
    assert.equal(await savedSize(), 48);
    assert.notEqual(history.current, earlier);
    assert.ok((await weights.ids()).includes(earlier!));
  });

  it('does not stay active if it knows a file that the user has excluded since', async () => {
    const { predictor, history, earlierModel } = await parts();
    const { current: earlier } = history;
    const { bitsPerChar: before } = predictor;
    const [path] = [...history.learnedFiles];
    await commands.executeCommand('hiddenState.excludeFile', path);
    await configure(poorTraining);
    const isTold = () => shown.some((text) => /^The new model is used, although the earlier one is better/.test(text));
    await train();
    await until(isTold);
    assert.ok(!earlierModel.isNewerSetAside);
    assert.notEqual(history.current, earlier);
    assert.ok(!history.learnedFiles.has(path!));
    await until(() => predictor.bitsPerChar !== before);
    assert.equal(await savedSize(), 16);
    await commands.executeCommand('hiddenState.includeFile', path);
    // Undone for the next test.
    await commands.executeCommand('hiddenState.restoreRun', earlier);
    await until(() => predictor.bitsPerChar === before);
  });

  it('stays active after an interrupted training, also during the next one, which must be better', async () => {
    const { predictor, history, store, earlierModel, state, dashboard, session } = await parts();
    const { current: better } = history;
    const { bitsPerChar } = predictor;
    await configure(poorTraining);
    answer = 'Use the new one';
    const before = questions();
    await train();
    await until(() => questions() > before && history.current !== better);
    answer = undefined;
    await until(() => predictor.bitsPerChar !== bitsPerChar);
    // As the window before has left it: the poor model is the newest checkpoint of a training that did not end.
    await state.update('model before the training', better);
    await earlierModel.restore();
    assert.ok(earlierModel.bitsPerChar !== undefined, 'known before the network is loaded');
    await loadActive({ store, predictor, earlierModel, session });
    assert.equal(predictor.bitsPerChar, bitsPerChar);
    const page = await openPage(dashboard);
    const inUse = () => page.received.flatMap((message) => (message.type === 'runs' ? [message.inUse] : []));
    await until(() => inUse().length > 0);
    page.close();
    assert.deepEqual(new Set(inUse()), new Set([better]));
    await train();
    await until(() => !earlierModel.isActive && history.current === better);
    assert.equal(await savedSize(), 48);
    assert.equal(predictor.bitsPerChar, bitsPerChar);
  });
});
