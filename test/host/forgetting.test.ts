// What is forgotten is gone: nothing of it is in any storage, and the model does not suggest it.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, EventEmitter, Range, Uri, window, workspace, type LogOutputChannel } from 'vscode';
import { persistTraining } from '../../src/host/training/persistence.ts';
import { removeEverything } from '../../src/host/removeEverything.ts';
import type { TrainingSession } from '../../src/host/training/session.ts';
import type { RunEvent } from '../../src/protocol/runEvents.ts';
import { at, configure, learnMs, parts, pathOf, restoreSettings, until, untilStatus } from './extensionHost.ts';
import { requestAfter, token } from './ghostText.ts';
import { filesWith } from './storedText.ts';
import { closeEditors, forget, removeAfter } from './suite.ts';
import { beginTraining, smallTraining } from './trainingSteps.ts';
import { answerDialogs } from './windowFunction.ts';

/** Unlearning must be done within this idle time. */
const limitMs = 60_000;

const secretName = 'private-plan-7f3a91.md';
const oddName = '[click](command:workbench.action.quit).md';
const marker = 'Quorvexil-Tandrimop-Zelfranuck';
const textWith = (word: string): string =>
  Array.from({ length: 40 }, (_, line) => `${line}. Then we meet ${word} at the harbor.\n`).join('');

/** Whether the model continues the beginning of a word that it has read in a file. Leaves it time to learn, since requests come first. */
async function suggests(word: string): Promise<boolean> {
  const { predictor } = await parts();
  await sleep(learnMs);
  const request = requestAfter(`Then we meet ${word.slice(0, 9)}`, {
    mayLearn: false,
    maxCharacters: 60,
    sampling: { temperature: 0, topP: 1, seed: 1 },
    alternatives: 2,
  });
  const completion = await predictor.complete(request, token);
  const texts = completion ? [completion.text, ...(completion.alternatives ?? [])] : [];
  return texts.some((text) => text.startsWith(word.slice(9, 14)));
}

async function untilWithin(holds: () => boolean | Promise<boolean>): Promise<void> {
  const began = performance.now();
  await until(holds);
  assert.ok(performance.now() - began < limitMs, `it took ${performance.now() - began} ms`);
}

describe('forgetting', () => {
  before(async () => {
    await forget();
    await configure({ ...smallTraining, 'training.seconds': 4, 'suggestions.model': 'mixture' });
    const { predictor, reader } = await parts();
    await commands.executeCommand('hiddenState.learn');
    await until(() => predictor.learned.has(pathOf('README.md')));
    // A training shares a read that is in progress, which would not contain a file that the test writes now.
    await reader.read();
  });
  removeAfter(secretName, oddName, 'branch.md', 'renamed.md');
  after(async () => {
    await commands.executeCommand('hiddenState.removeEverything', true);
    await restoreSettings();
  });

  it('removes a file from the models and from everything that is stored', async () => {
    const { session, state, predictor, analysis } = await parts();
    writeFileSync(at(secretName), textWith(marker));
    writeFileSync(at(oddName), 'A note whose name is a link.\n'.repeat(20));
    await beginTraining();
    await commands.executeCommand('hiddenState.showDashboard');
    session.setSampleOptions({ sampling: { temperature: 1, topP: 1, seed: 1 }, prompt: `meet ${marker}` });
    await until(() => session.state.samples.some(({ prompt }) => prompt.includes(marker)));
    await untilStatus(session, 'ended');
    await until(() => predictor.learned.has(pathOf(secretName)));
    await until(() => suggests(marker));
    // The dashboard may have asked for the same during the training; such a result is not kept.
    await until(async () => (await analysis.ask({ kind: 'files' })) !== undefined);
    for (const kept of ['details-of-runs.json', 'analysis-results.json']) {
      await until(async () => (await filesWith(secretName)).some((name) => name.endsWith(kept)));
    }
    assert.ok((await filesWith(marker, true)).length > 0, 'the prompt belongs to a stored sample');
    assert.deepEqual(
      (await filesWith(marker, true)).filter((name) => name.endsWith('.log')),
      [],
    );

    using _question = answerDialogs('showWarningMessage', () => 'Forget and retrain');
    const training = commands.executeCommand('hiddenState.forgetFile', pathOf(secretName));
    await until(() => session.isRunning);
    assert.equal(predictor.learned.has(pathOf(secretName)), false);
    await training;
    await untilStatus(session, 'ended');
    await analysis.ask({ kind: 'files' });
    await until(() => predictor.state === 'ready' && predictor.learned.has(pathOf('README.md')));
    await state.flush();
    assert.equal(await suggests(marker), false);
    assert.deepEqual(await filesWith(marker, true), []);
    // The list of excluded files is the only place that may name it.
    const named = await filesWith(secretName);
    assert.deepEqual(
      named.map((name) => name.split(/[\\/]/).at(-1)),
      ['excluded-files.json'],
    );
    assert.ok(session.state.corpus!.ledger.every(({ path, included }) => path !== pathOf(secretName) || !included));
  });

  it('asks before, with the name of the file as plain text', async () => {
    using questions = answerDialogs('showWarningMessage');
    await commands.executeCommand('hiddenState.forgetFile', pathOf(oddName));
    assert.equal(questions.texts.length, 1);
    assert.match(questions.texts[0]!, /click/);
    assert.ok(!questions.texts[0]!.includes('](command:'), questions.texts[0]);
  });

  it('of a file that no network has learned needs no new network, and says so', async () => {
    const { session } = await parts();
    const path = pathOf('never learned.md');
    using questions = answerDialogs('showWarningMessage');
    using said = answerDialogs('showInformationMessage');
    await commands.executeCommand('hiddenState.forgetFile', path);
    await commands.executeCommand('hiddenState.includeFile', path);
    assert.deepEqual(questions.texts, []);
    assert.match(said.texts[0]!, /never learned\.md is excluded from now on\. Text statistics forget it/u);
    assert.equal(session.isRunning, false);
  });

  it('is not necessary in the log, which has no prompts, samples and names of files', async () => {
    const { store } = await parts();
    const events = new EventEmitter<RunEvent>();
    const lines: unknown[][] = [];
    const log = { info: (...line: unknown[]) => void lines.push(line) } as unknown as LogOutputChannel;
    const session = { isRunning: true, onEvent: events.event } as TrainingSession;
    const subscription = persistTraining(session, store, log, () => assert.fail());
    const sampling = { temperature: 1, topP: 1, seed: 1 };
    const ledger = [{ path: secretName, included: true, characters: 1, heldOut: false }] as const;
    events.fire({ type: 'sampleOptions', sampling, prompt: marker });
    events.fire({ type: 'sample', text: marker, prompt: marker, characters: 1, elapsedMs: 1 });
    const corpus = { files: 1, trainCharacters: 1, heldOutCharacters: 1, vocabulary: 1, ledger };
    events.fire({ type: 'prepared', corpus, engine: 'kernels' } as unknown as RunEvent);
    events.fire({ type: 'preparing' });
    subscription.dispose();
    assert.deepEqual(
      lines.map(([type]) => type),
      ['prepared', 'preparing'],
    );
    assert.ok(!JSON.stringify(lines).includes(marker) && !JSON.stringify(lines).includes(secretName));
  });

  it('of lines that a branch switch removes takes less than a minute of idle time, and ordinary edits do not start over', async () => {
    const { predictor, learnedStore } = await parts();
    // Learning from scratch takes longest with it.
    await configure({ 'suggestions.pretrained': true });
    const word = 'Wendolgrave-Pistorium';
    writeFileSync(at('branch.md'), textWith(word));
    await until(() => predictor.learned.has(pathOf('branch.md')));
    await until(() => suggests(word));
    const calls: (boolean | undefined)[] = [];
    const learn = predictor.learn.bind(predictor);
    predictor.learn = (texts, options) => (calls.push(options?.fromScratch), learn(texts, options));
    writeFileSync(at('branch.md'), textWith('friends'));
    await untilWithin(() => calls.includes(true));
    await until(async () => !(await suggests(word)));
    assert.equal(predictor.learned.lengthOf(pathOf('branch.md')), textWith('friends').length);

    calls.length = 0;
    // What starts over first marks what is stored as outdated.
    let outdated = 0;
    const invalidate = learnedStore.invalidate.bind(learnedStore);
    learnedStore.invalidate = () => (outdated++, invalidate());
    const document = await workspace.openTextDocument(at('branch.md'));
    const editor = await window.showTextDocument(document);
    // As many lines as the branch switch, but by the user.
    await editor.edit((edit) => edit.delete(new Range(1, 0, 39, 0)));
    await document.save();
    await until(() => predictor.learned.lengthOf(pathOf('branch.md')) < textWith('friends').length);
    // The predictor answers in order: it has looked for removed lines before.
    await suggests(word);
    Reflect.deleteProperty(predictor, 'learn');
    Reflect.deleteProperty(learnedStore, 'invalidate');
    assert.equal(outdated, 0);
    assert.ok(calls.length > 0 && calls.every((fromScratch) => fromScratch !== true));
    await closeEditors();
    await configure({ 'suggestions.pretrained': false });
  });

  it('of files that are renamed, deleted or ignored takes less than a minute of idle time', async () => {
    const { predictor } = await parts();
    const words = ['Brastolquin-Merovash', 'Ulmerikant-Sostrevain'] as const;
    writeFileSync(at('branch.md'), textWith(words[0]));
    await until(() => suggests(words[0]));
    rmSync(at('branch.md'));
    await untilWithin(() => !predictor.learned.has(pathOf('branch.md')));
    await until(async () => !(await suggests(words[0])));
    writeFileSync(at('branch.md'), textWith(words[1]));
    await until(() => suggests(words[1]));
    writeFileSync(at('.hiddenstateignore'), 'branch.md\n');
    await untilWithin(() => !predictor.learned.has(pathOf('branch.md')));
    await until(async () => !(await suggests(words[1])));
    rmSync(at('.hiddenstateignore'));
    await until(() => predictor.learned.has(pathOf('branch.md')));
    renameSync(at('branch.md'), at('renamed.md'));
    await untilWithin(() => !predictor.learned.has(pathOf('branch.md')) && predictor.learned.has(pathOf('renamed.md')));
  });

  it('everything removes what is stored of all workspaces of this editor', async () => {
    const { context, state, statistics, runs } = await parts();
    const folder = context.storageUri!;
    const other = Uri.joinPath(folder, '../../other-workspace', 'hidden-state.hidden-state').fsPath;
    const foreign = Uri.joinPath(folder, '../../other-workspace', 'another.extension').fsPath;
    for (const path of [join(other, 'state'), join(other, 'model'), foreign]) mkdirSync(path, { recursive: true });
    writeFileSync(join(other, 'state/excluded-files.json'), '["a.md"]');
    writeFileSync(join(other, 'model/model.checkpoint'), 'weights');
    await context.globalState.update('hinted', true);
    await state.update('excluded files', ['a.md']);
    assert.ok(existsSync(folder.fsPath));
    await commands.executeCommand('hiddenState.removeEverything', true);
    await state.flush();
    assert.deepEqual([existsSync(folder.fsPath), existsSync(other), existsSync(foreign)], [false, false, true]);
    assert.deepEqual([...state.keys(), ...context.globalState.keys(), ...(await runs.list())], []);
    assert.deepEqual(statistics.statistics, {});
    rmSync(join(foreign, '..'), { recursive: true });
  });

  it('everything goes on where something cannot be removed, and says what is left', async () => {
    const all = await parts();
    using messages = answerDialogs('showErrorMessage');
    const weights = {
      deleteAll: () => Promise.reject(new Error('the disk is stuck')),
    } as unknown as typeof all.weights;
    const globalStorageUri = Uri.parse('no-such-provider:/user/globalStorage/hidden-state.hidden-state');
    const context = { ...all.context, storageUri: all.context.storageUri, globalState: all.context.globalState };
    await removeEverything({ ...all, weights, context: { ...context, globalStorageUri } }, true);
    assert.equal(messages.texts.length, 1);
    assert.match(messages.texts[0]!, /the disk is stuck.*globalStorage/u);
    assert.equal(existsSync(all.context.storageUri!.fsPath), false);
  });
});
