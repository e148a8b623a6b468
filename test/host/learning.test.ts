// Learning without a training: by the command, by the question, and by the setting.
import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  commands,
  InlineCompletionTriggerKind,
  Position,
  Uri,
  window,
  workspace,
} from 'vscode';
import { samplingSettings } from '../../src/host/settings.ts';
import { statusText } from '../../src/host/status/statusText.ts';
import { askToLearn } from '../../src/host/learning/learnCommand.ts';
import {
  configure,
  learnFile,
  nextEvent,
  parts,
  pathOf,
  restoreSettings,
  root,
  smallTraining,
  until,
  untilStatus,
} from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { openText } from './untilSuggested.ts';
import { replaceWindowFunction } from './windowFunction.ts';

const readme = Uri.joinPath(root.uri, 'README.md');

async function stageIs(kind: string): Promise<void> {
  const { stage } = await parts();
  await until(() => stage.current.kind === kind);
}

async function bar(): Promise<string> {
  const { session, stage, predictor } = await parts();
  return statusText({ state: session.state, stage: stage.current, predictor }).bar;
}

/** Forgets what is decided about the workspace, too. */
async function startOver(): Promise<void> {
  const { consent, state } = await parts();
  await commands.executeCommand('hiddenState.forget', true);
  await state.update('learning', undefined);
  Reflect.set(consent, 'isWithdrawn', false);
}

describe('learning without a training', () => {
  assertNoLeaks();
  beforeEach(startOver);
  after(async () => {
    await restoreSettings();
    await startOver();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('makes suggestions within three seconds, and starts no learner', async () => {
    const { predictor, session } = await parts();
    await configure({ 'suggestions.pretrained': true });
    assert.match(await bar(), /Hidden State: not learned$/u);
    const { token } = new CancellationTokenSource();
    const request = {
      document: 'a.md',
      before: 'The hidd',
      after: '',
      maxCharacters: 40,
      multiline: false,
      ...({ model: 'mixture', confidence: 'eager' } as const),
      sampling: samplingSettings(),
    };
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

  it('is paused by a command, and goes on', async () => {
    const { stage, learningPower } = await parts();
    // With it, learning takes a while.
    await configure({ 'suggestions.pretrained': true });
    const words = Array.from({ length: 25_000 }, (_, index) => `word${(index * 7919) % 25_013} `).join('');
    const remove = await learnFile('long.txt', words);
    try {
      await stageIs('learning');
      await commands.executeCommand('hiddenState.toggleLearning');
      assert.match(await bar(), /Hidden State: learning paused at \d+%$/u);
      // A piece may be in progress.
      await new Promise((resolve) => setTimeout(resolve, 500));
      const paused = stage.current;
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.deepEqual(stage.current, paused);
      learningPower.toggle();
      assert.match(await bar(), /Hidden State: learning \d+%$/u);
      await stageIs('learned');
    } finally {
      remove();
      await restoreSettings();
    }
  });

  it('lists the files for the dashboard, and forgets one that is excluded without a training', async () => {
    const { predictor, session, learnedFiles, state } = await parts();
    const path = pathOf('README.md');
    const isListed = (): boolean => learnedFiles.ledger.some((entry) => entry.path === path && entry.included);
    await commands.executeCommand('hiddenState.learn');
    await until(() => isListed() && predictor.learned.has(path));
    await commands.executeCommand('hiddenState.forgetFile', path);
    await until(() => !isListed() && learnedFiles.ledger.length > 0 && !predictor.learned.has(path));
    await state.update('excluded files', undefined);
    assert.equal(session.state.status, 'idle');
  });

  it('keeps the visible suggestion when more is learned, and not when something is forgotten', async () => {
    const { predictor, completions, tracker, learnedFiles, state } = await parts();
    await commands.executeCommand('hiddenState.learn');
    await stageIs('learned');
    await openText('The hidd');
    const { document, selection } = window.activeTextEditor!;
    const asked = { triggerKind: InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined };
    const { token } = new CancellationTokenSource();
    const { items } = await completions.answer(document, selection.active, asked, token);
    tracker.answered(document, selection.active, items[0]);
    const shown = tracker.shownIn(document);
    assert.ok(shown);
    const added = Uri.joinPath(root.uri, 'added.md');
    const changed = nextEvent(learnedFiles.onChange);
    await workspace.fs.writeFile(added, Buffer.from('Text that is learned while a suggestion is visible.\n'));
    await Promise.all([changed, until(() => predictor.learned.has(pathOf('added.md')))]);
    assert.equal(tracker.shownIn(document), shown);
    await commands.executeCommand('hiddenState.forgetFile', pathOf('README.md'));
    await until(() => tracker.shownIn(document) === undefined);
    await state.update('excluded files', undefined);
    await workspace.fs.delete(added);
  });

  it('says why a file is excluded, and excludes it, from the Explorer', async () => {
    const { learnedFiles, state } = await parts();
    const said: unknown[] = [];
    const restore = replaceWindowFunction('showInformationMessage', (text) => void said.push(text));
    const path = pathOf('README.md');
    try {
      await commands.executeCommand('hiddenState.learn');
      await until(() => learnedFiles.ledger.some((entry) => entry.path === path));
      await commands.executeCommand('hiddenState.whyExcluded', readme);
      await commands.executeCommand('hiddenState.excludeFile', readme);
      await until(() => learnedFiles.ledger.some((entry) => entry.path === path && !entry.included));
      await commands.executeCommand('hiddenState.whyExcluded', readme);
      await commands.executeCommand('hiddenState.includeFile', readme);
      await until(() => learnedFiles.ledger.some((entry) => entry.path === path && entry.included));
      await commands.executeCommand('hiddenState.whyExcluded', readme);
      assert.deepEqual(said, [
        `${path} is learned.`,
        `${path} is excluded from now on. What was learned from it is forgotten within a minute.`,
        `${path} is not learned: excluded by you.`,
        `${path} is included again.`,
        `${path} is learned.`,
      ]);
    } finally {
      restore();
      await state.update('excluded files', undefined);
    }
  });

  it('excludes a folder, and includes it again, from the Explorer', async () => {
    const { learnedFiles, predictor, state } = await parts();
    const folder = Uri.joinPath(root.uri, 'planted');
    const [inside, path] = [`${root.name}/planted/a.md`, `${root.name}/planted`];
    await workspace.fs.writeFile(Uri.joinPath(folder, 'a.md'), Buffer.from('Text in a folder that is excluded.\n'));
    const restore = replaceWindowFunction('showInformationMessage', () => undefined);
    try {
      await commands.executeCommand('hiddenState.learn');
      await until(() => predictor.learned.has(inside));
      await commands.executeCommand('hiddenState.excludeFile', folder);
      await until(() => learnedFiles.ledger.some((entry) => entry.path === `${path}/` && !entry.included));
      await until(() => predictor.learned.has(`${root.name}/README.md`) && !predictor.learned.has(inside));
      await commands.executeCommand('hiddenState.includeFile', folder);
      await until(() => predictor.learned.has(inside));
    } finally {
      restore();
      await state.update('excluded files', undefined);
      await workspace.fs.delete(folder, { recursive: true });
    }
  });

  it('ends when the user forgets what is learned, until they choose it again', async () => {
    const { predictor, consent, learnedFiles } = await parts();
    await commands.executeCommand('hiddenState.learn');
    await stageIs('learned');
    await commands.executeCommand('hiddenState.forget', true);
    await stageIs('not learned');
    await configure({ learning: 'always' });
    await workspace.fs.writeFile(Uri.joinPath(root.uri, 'later.txt'), new TextEncoder().encode('later\n'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await workspace.fs.delete(Uri.joinPath(root.uri, 'later.txt'));
    assert.deepEqual([predictor.state, consent.isGiven, learnedFiles.ledger.length], ['empty', false, 0]);
    await configure({ learning: undefined });
  });

  it('begins by itself where the user has chosen to learn all trusted workspaces', async () => {
    await configure({ learning: 'always' });
    await stageIs('learned');
    await configure({ learning: undefined });
    await stageIs('not learned');
  });

  it('is asked for once, when the user opens a file of the workspace', async () => {
    const all = await parts();
    const asked: unknown[][] = [];
    const restore = replaceWindowFunction('showInformationMessage', (...args) => void asked.push(args));
    await commands.executeCommand('workbench.action.closeAllEditors');
    const question = askToLearn(all, (error) => assert.fail(String(error)));
    try {
      await configure({ learning: 'ask' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(asked.length, 0);
      await window.showTextDocument(readme);
      await until(() => asked.length === 1);
      assert.ok(asked[0]!.includes('Learn it'));
      await commands.executeCommand('workbench.action.closeAllEditors');
      await window.showTextDocument(readme);
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(asked.length, 1);
      assert.equal(all.stage.current.kind, 'not learned');
    } finally {
      question.dispose();
      restore();
      await configure({ learning: undefined });
    }
  });

  it('shows one message in the first minutes of a new installation: the question', async () => {
    const all = await parts();
    const messages: unknown[] = [];
    const answer = (text: unknown, ...rest: unknown[]): unknown => {
      messages.push(text);
      return rest.find((each) => each === 'Learn it');
    };
    const restores = (['showInformationMessage', 'showWarningMessage'] as const).map((name) =>
      replaceWindowFunction(name, answer),
    );
    await commands.executeCommand('workbench.action.closeAllEditors');
    const question = askToLearn(all, (error) => assert.fail(String(error)));
    try {
      await configure({ ...smallTraining, learning: 'ask' });
      const editor = await window.showTextDocument(readme);
      await stageIs('learned');
      await commands.executeCommand('editor.action.inlineSuggest.trigger');
      await editor.edit((edit) => edit.insert(new Position(0, 0), 'The hidd'));
      await commands.executeCommand('hiddenState.train', 'nothing');
      await untilStatus(all.session, 'ended');
      await commands.executeCommand('workbench.action.files.revert');
      assert.equal(messages.length, 1, messages.join('\n'));
    } finally {
      question.dispose();
      for (const restore of restores) restore();
      await restoreSettings();
    }
  });

  it('follows the answer to the question', async () => {
    const all = await parts();
    const restore = replaceWindowFunction('showInformationMessage', () => 'Learn it');
    const question = askToLearn(all, (error) => assert.fail(String(error)));
    try {
      await configure({ learning: 'ask' });
      await commands.executeCommand('workbench.action.closeAllEditors');
      await window.showTextDocument(readme);
      await stageIs('learned');
    } finally {
      question.dispose();
      restore();
      await configure({ learning: undefined });
    }
  });
});
