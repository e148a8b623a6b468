// Learning without a training: by the command, by the question, and by the setting.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Position, Uri, window, workspace } from 'vscode';
import { statusText } from '../../src/host/status/statusText.ts';
import { askToLearn } from '../../src/host/learning/learnCommand.ts';
import { atEnd, openText } from './documents.ts';
import { at, configure, nextEvent, parts, pathOf, restoreSettings, root, until } from './extensionHost.ts';
import { onRequest, requestAfter, shownAnswer, token } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { closeEditors, forget } from './suite.ts';
import { smallTraining, train } from './trainingSteps.ts';
import { answerDialogs } from './windowFunction.ts';

const readme = Uri.joinPath(root.uri, 'README.md');

async function stageIs(kind: string): Promise<void> {
  const { stage } = await parts();
  await until(() => stage.current.kind === kind);
}

async function bar(): Promise<string> {
  const { session, stage, predictor, earlierModel } = await parts();
  return statusText({ state: session.state, stage: stage.current, predictor, earlierModel }).bar;
}

/** Forgets what is decided about the workspace, too. */
async function startOver(): Promise<void> {
  const { consent, state } = await parts();
  await forget();
  for (const key of ['learning', 'excluded files'] as const) await state.update(key, undefined);
  Reflect.set(consent, 'isWithdrawn', false);
}

/** The question to the user, where no file is open yet. */
async function askingToLearn(): Promise<Disposable> {
  await closeEditors();
  const question = askToLearn(await parts(), (error) => assert.fail(String(error)));
  return { [Symbol.dispose]: () => question.dispose() };
}

describe('learning without a training', () => {
  assertNoLeaks();
  beforeEach(startOver);
  afterEach(restoreSettings);
  after(startOver);
  after(closeEditors);

  it('makes suggestions within three seconds, and starts no learner', async () => {
    const { predictor, session } = await parts();
    await configure({ 'suggestions.pretrained': true });
    assert.match(await bar(), /Hidden State: not learned$/u);
    const request = requestAfter('The hidd');
    const start = performance.now();
    void commands.executeCommand('hiddenState.learn');
    let suggested = '';
    await until(async () => (suggested = (await predictor.complete(request, token))?.text ?? '') !== '');
    const seconds = (performance.now() - start) / 1000;
    console.log(`      “${suggested}” after ${seconds.toFixed(2)} s`);
    assert.ok(seconds < 3, `${seconds} s`);
    await stageIs('learned');
    assert.match(await bar(), /Hidden State: learned \d+(\.\d)? [kM]B$/u);
    assert.equal(session.state.status, 'idle');
    assert.equal(await session.usage(), undefined);
  });

  it('lists no file as learned after a read for something else', async () => {
    const { learnedFiles, reader } = await parts();
    await commands.executeCommand('hiddenState.learn');
    await until(() => learnedFiles.ledger.length > 0);
    await forget();
    await until(() => learnedFiles.ledger.length === 0);
    await reader.read();
    await learnedFiles.update(new Set(), { texts: [], excluded: [] });
    assert.deepEqual(learnedFiles.ledger, []);
  });

  it('is paused by a command, and goes on', async () => {
    const { stage, learningPower, predictor } = await parts();
    // With it, learning takes a while.
    await configure({ 'suggestions.pretrained': true });
    const text = Array.from({ length: 25_000 }, (_, index) => `word${(index * 7919) % 25_013} `).join('');
    writeFileSync(at('long.txt'), text);
    predictor.learn([{ path: pathOf('long.txt'), text }]);
    try {
      await stageIs('learning');
      await commands.executeCommand('hiddenState.toggleLearning');
      assert.match(await bar(), /Hidden State: learning paused at \d+%$/u);
      // A piece may be in progress.
      await sleep(500);
      const paused = stage.current;
      await sleep(1500);
      assert.deepEqual(stage.current, paused);
      learningPower.toggle();
      assert.match(await bar(), /Hidden State: learning \d+%$/u);
      await stageIs('learned');
    } finally {
      rmSync(at('long.txt'));
    }
  });

  it('lists the files for the dashboard, and forgets one that is excluded without a training', async () => {
    const { predictor, session, learnedFiles } = await parts();
    const path = pathOf('README.md');
    const isListed = (): boolean => learnedFiles.ledger.some((entry) => entry.path === path && entry.included);
    await commands.executeCommand('hiddenState.learn');
    await until(() => isListed() && predictor.learned.has(path));
    await commands.executeCommand('hiddenState.forgetFile', path);
    await until(() => !isListed() && learnedFiles.ledger.length > 0 && !predictor.learned.has(path));
    assert.equal(session.state.status, 'idle');
  });

  it('keeps the visible suggestion when more is learned, and not when something is forgotten', async () => {
    const { predictor, completions, tracker, learnedFiles } = await parts();
    await commands.executeCommand('hiddenState.learn');
    await stageIs('learned');
    const { document } = await openText('The hidd', 'markdown');
    await shownAnswer({ completions, tracker }, document, atEnd(document), onRequest);
    const shown = tracker.shownIn(document);
    assert.ok(shown);
    const added = Uri.joinPath(root.uri, 'added.md');
    const changed = nextEvent(learnedFiles.onChange);
    await workspace.fs.writeFile(added, Buffer.from('Text that is learned while a suggestion is visible.\n'));
    await Promise.all([changed, until(() => predictor.learned.has(pathOf('added.md')))]);
    assert.equal(tracker.shownIn(document), shown);
    await commands.executeCommand('hiddenState.forgetFile', pathOf('README.md'));
    await until(() => tracker.shownIn(document) === undefined);
    await workspace.fs.delete(added);
  });

  it('says why a file is excluded, and excludes it, from the Explorer', async () => {
    const { learnedFiles, control } = await parts();
    using said = answerDialogs('showInformationMessage');
    const path = pathOf('README.md');
    const document = await workspace.openTextDocument(readme);
    const untilListed = (included: boolean) =>
      until(() => learnedFiles.ledger.some((entry) => entry.path === path && entry.included === included));
    await commands.executeCommand('hiddenState.learn');
    await untilListed(true);
    await commands.executeCommand('hiddenState.whyExcluded', readme);
    await commands.executeCommand('hiddenState.excludeFile', readme);
    await untilListed(false);
    await commands.executeCommand('hiddenState.whyExcluded', readme);
    assert.deepEqual(control.reason(document), { kind: 'context only', because: 'excluded by you' });
    await commands.executeCommand('hiddenState.includeFile', readme);
    await untilListed(true);
    await commands.executeCommand('hiddenState.whyExcluded', readme);
    assert.deepEqual(said.texts, [
      `${path} is learned.`,
      `${path} is excluded from now on. Text statistics forget it within a minute.`,
      `${path} is not learned: excluded by you.`,
      `${path} is included again.`,
      `${path} is learned.`,
    ]);
  });

  it('learns a file that was empty as soon as the user writes in it', async () => {
    const { learnedFiles } = await parts();
    const uri = Uri.joinPath(root.uri, 'later.md');
    const untilListed = (included: boolean) =>
      until(() =>
        learnedFiles.ledger.some((entry) => entry.path === pathOf('later.md') && entry.included === included),
      );
    await commands.executeCommand('hiddenState.learn');
    await until(() => learnedFiles.ledger.length > 0);
    await workspace.fs.writeFile(uri, Buffer.of());
    await untilListed(false);
    using said = answerDialogs('showInformationMessage');
    await commands.executeCommand('hiddenState.whyExcluded', uri);
    const editor = await window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'Text that is written later.\n'));
    await editor.document.save();
    await untilListed(true);
    await commands.executeCommand('hiddenState.whyExcluded', uri);
    assert.deepEqual(said.texts, [`${pathOf('later.md')} is not learned: empty.`, `${pathOf('later.md')} is learned.`]);
    await closeEditors();
    await workspace.fs.delete(uri);
  });

  it('excludes a folder, and includes it again, from the Explorer', async () => {
    const { learnedFiles, predictor } = await parts();
    const folder = Uri.joinPath(root.uri, 'planted');
    const inside = pathOf('planted/a.md');
    await workspace.fs.writeFile(Uri.joinPath(folder, 'a.md'), Buffer.from('Text in a folder that is excluded.\n'));
    using _messages = answerDialogs('showInformationMessage');
    try {
      await commands.executeCommand('hiddenState.learn');
      await until(() => predictor.learned.has(inside));
      await commands.executeCommand('hiddenState.excludeFile', folder);
      await until(() => learnedFiles.ledger.some((entry) => entry.path === pathOf('planted/') && !entry.included));
      await until(() => predictor.learned.has(pathOf('README.md')) && !predictor.learned.has(inside));
      await commands.executeCommand('hiddenState.includeFile', folder);
      await until(() => predictor.learned.has(inside));
    } finally {
      await workspace.fs.delete(folder, { recursive: true });
    }
  });

  it('ends when the user forgets what is learned, until they choose it again', async () => {
    const { predictor, consent, learnedFiles } = await parts();
    await commands.executeCommand('hiddenState.learn');
    await stageIs('learned');
    await forget();
    await stageIs('not learned');
    await configure({ learning: 'always' });
    await workspace.fs.writeFile(Uri.joinPath(root.uri, 'later.txt'), Buffer.from('later\n'));
    await sleep(1500);
    await workspace.fs.delete(Uri.joinPath(root.uri, 'later.txt'));
    assert.deepEqual([predictor.state, consent.isGiven, learnedFiles.ledger.length], ['empty', false, 0]);
  });

  it('begins by itself where the user has chosen to learn all trusted workspaces', async () => {
    await configure({ learning: 'always' });
    await stageIs('learned');
    await configure({ learning: undefined });
    await stageIs('not learned');
  });

  it('is asked for once, when the user opens a file of the workspace', async () => {
    const offered: unknown[] = [];
    using asked = answerDialogs('showInformationMessage', (_text, buttons) => void offered.push(...buttons));
    using _question = await askingToLearn();
    await configure({ learning: 'ask' });
    await sleep(300);
    assert.equal(asked.texts.length, 0);
    await window.showTextDocument(readme);
    await until(() => asked.texts.length === 1);
    assert.ok(offered.includes('Learn it'));
    await closeEditors();
    await window.showTextDocument(readme);
    await sleep(300);
    assert.equal(asked.texts.length, 1);
    assert.equal((await parts()).stage.current.kind, 'not learned');
  });

  it('shows one message in the first minutes of a new installation: the question', async () => {
    using messages = answerDialogs(['showInformationMessage', 'showWarningMessage'], (_text, buttons) =>
      buttons.find((each) => each === 'Learn it'),
    );
    using _question = await askingToLearn();
    await configure({ ...smallTraining, learning: 'ask' });
    const editor = await window.showTextDocument(readme);
    await stageIs('learned');
    await commands.executeCommand('editor.action.inlineSuggest.trigger');
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'The hidd'));
    await train();
    await commands.executeCommand('workbench.action.files.revert');
    assert.equal(messages.texts.length, 1, messages.texts.join('\n'));
  });
});
