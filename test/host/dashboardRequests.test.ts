import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Uri, window, workspace } from 'vscode';
import type { AnalysisResult } from '../../src/protocol/analyzer.ts';
import type { ToDashboard } from '../../src/protocol/dashboard.ts';
import type { Resources } from '../../src/protocol/resources.ts';
import type { RunSummary } from '../../src/protocol/runs.ts';
import { itemsOf } from '../../src/protocol/series.ts';
import { prose } from '../unit/evaluation/memorization/prose.ts';
import { excludedFilesOf, openPage, type Page } from './dashboardPage.ts';
import { at, parts, pathOf, untilStatus, until } from './extensionHost.ts';
import { beginWithNothing, removeAfter, scratchFolder } from './suite.ts';
import { beginTraining, smallTraining } from './trainingSteps.ts';
import { answerDialogs } from './windowFunction.ts';

describe('requests of the dashboard', () => {
  const scratch = scratchFolder();
  let page: Page;

  /** Text of a single file. */
  const plan = prose(1, 120);

  before(() => writeFileSync(at('plan.txt'), plan));
  after(async () => {
    page.send({ type: 'file', path: pathOf('scratch.md'), action: 'include' });
    await until(() => excludedFilesOf(page).length === 0);
    page.close();
  });
  beginWithNothing({ ...smallTraining, 'training.seconds': 300 });
  before(async () => {
    await beginTraining();
    page = await openPage((await parts()).dashboard);
  });
  removeAfter('plan.txt');

  const analyze = async <Kind extends AnalysisResult['kind']>(question: unknown, kind: Kind) => {
    const isFound = (message: ToDashboard) =>
      message.type === 'analysis' && message.event.type === 'result' && message.event.result.kind === kind;
    const answer = page.nextMessage(isFound);
    page.send({ type: 'analyze', query: question });
    const message = await answer;
    return (message as unknown as { event: { result: Extract<AnalysisResult, { kind: Kind }> } }).event.result;
  };

  const isAbout = (message: ToDashboard, type: string) =>
    message.type === 'analysis' && message.event.type === type && 'kind' in message.event;

  /** Resolves to the event with which the analysis ends. */
  const cancelAnalysis = async (kind: AnalysisResult['kind']): Promise<object> => {
    const canceled = page.nextMessage((message) => isAbout(message, 'error'));
    page.send({ type: 'cancelAnalysis', kind });
    return ((await canceled) as unknown as { event: object }).event;
  };

  it('measure memory, CPU and disk while the page shows them, and not any more when it hides them', async () => {
    const measurements = () =>
      page.received.flatMap((message) => (message.type === 'resources' ? [message.resources] : []));
    assert.deepEqual(measurements(), []);
    page.send({ type: 'resources', wanted: true });
    await until(() => measurements().length === 2);
    page.send({ type: 'resources', wanted: false });
    const [{ programs, hostBytes, maxCores, storageBytes, maxStorageBytes }] = measurements().slice(-1) as [Resources];
    assert.ok(programs.learner!.memoryBytes > 20e6 && programs.predictor!.memoryBytes > 5e6);
    assert.ok(programs.masker!.memoryBytes > 1e6, 'the thread that masks what the user types');
    assert.ok(hostBytes > 50e6, 'the whole process');
    assert.ok(programs.learner!.cores! > 0.02 && programs.learner!.cores! <= maxCores.learner);
    assert.ok(storageBytes >= 0 && storageBytes < maxStorageBytes);
    await sleep(3500);
    assert.equal(measurements().length, 2);
  });

  it('are ignored where they are not valid', async () => {
    const { session } = await parts();
    for (const nonsense of [
      undefined,
      { type: 'action', action: 'format the disk' },
      { type: 'save', name: '../../.bashrc.csv', content: 'x', encoding: 'utf8' },
      { type: 'sampling', sampling: { temperature: 'hot', topP: 1, seed: 1 }, prompt: '' },
      { type: 'color', coloring: { unit: -1 } },
      { type: 'analyze', query: { kind: 'color', unit: 0, before: '', text: '' } },
    ]) {
      page.send(nonsense);
    }
    assert.equal(session.state.status, 'training');
  });

  it('change the prompt of the next sample', async () => {
    const sample = page.nextMessage(
      (message) => message.type === 'event' && message.event.type === 'sample' && message.event.prompt === 'hidden ',
    );
    page.send({ type: 'sampling', sampling: { temperature: 0.3, topP: 0.9, seed: 2 }, prompt: 'hidden ' });
    await sample;
  });

  it('pause, resume and stop the training', async () => {
    const { session } = await parts();
    page.send({ type: 'action', action: 'pause' });
    await untilStatus(session, 'paused');
    page.send({ type: 'action', action: 'resume' });
    await untilStatus(session, 'training');
    await until(() => itemsOf(session.state.points).length > 20);
    page.send({ type: 'action', action: 'stop' });
    await untilStatus(session, 'ended');
  });

  it('save an export where the user chooses', async () => {
    const target = Uri.joinPath(scratch.uri, 'loss.csv');
    const picture = Uri.joinPath(scratch.uri, 'loss.png');
    const places = [target, picture];
    using _dialogs = answerDialogs('showSaveDialog', () => places.shift());
    page.send({ type: 'save', name: 'loss.csv', content: 'step,loss\r\n', encoding: 'utf8' });
    await until(() => written(target) === 'step,loss\r\n');
    page.send({ type: 'save', name: 'loss.png', content: Buffer.from('PNG').toString('base64'), encoding: 'base64' });
    await until(() => written(picture) === 'PNG');
  });

  it('say why an export cannot be saved, and what to do', async () => {
    await workspace.fs.writeFile(Uri.joinPath(scratch.uri, 'a file'), new Uint8Array());
    using _dialogs = answerDialogs('showSaveDialog', () => Uri.joinPath(scratch.uri, 'a file', 'x.csv'));
    using messages = answerDialogs('showErrorMessage');
    page.send({ type: 'save', name: 'loss.csv', content: 'step,loss\r\n', encoding: 'utf8' });
    await until(() => messages.texts.length > 0);
    assert.equal(messages.texts[0], 'x.csv cannot be saved: a part of the path is not a folder. Choose another place.');
  });

  it('save a run as JSON, and store what the user writes about it', async () => {
    const { runs } = await parts();
    await until(async () => (await runs.list()).length > 0);
    const [run] = await runs.list();
    const annotations = { name: 'first', notes: 'a note', tags: ['quick', 'quick', ''] };
    page.send({ type: 'run', action: 'annotate', id: run!.id, annotations });
    await until(async () => (await runs.list())[0]!.notes === 'a note');
    const target = Uri.joinPath(scratch.uri, 'run.json');
    using _dialogs = answerDialogs('showSaveDialog', () => target);
    page.send({ type: 'run', action: 'export', id: run!.id });
    await until(() => written(target) !== undefined && written(target) !== '');
    const { summary, points } = JSON.parse(written(target)!) as { summary: RunSummary; points: unknown[] };
    assert.deepEqual([summary.name, summary.tags, summary.id], ['first', ['quick'], run!.id]);
    assert.ok(points.length > 20);
  });

  it('change the confidence level in the settings, and reports it to the page', async () => {
    const message = page.nextMessage((message) => message.type === 'choices' && message.choices.confidence === 'quiet');
    page.send({ type: 'confidence', confidence: 'quiet' });
    await message;
    const configuration = workspace.getConfiguration('hiddenState');
    assert.equal(configuration.get('suggestions.confidence'), 'quiet');
    await configuration.update('suggestions.confidence', undefined, true);
  });

  it('compute a lens report without a learner', async () => {
    const { lens } = await analyze({ kind: 'lens' }, 'lens');
    assert.equal(lens!.hidden, smallTraining['training.hiddenSize']);
    assert.ok(lens!.characters.length > 100);
    assert.deepEqual(
      lens!.gates.map(({ gate }) => gate),
      ['reset', 'update'],
    );
  });

  it('compute the attribution of a character', async () => {
    const { attribution } = await analyze({ kind: 'attribution', text: 'the hidden stat', next: 'e' }, 'attribution');
    assert.equal(attribution.weights.length, 15);
    assert.ok(attribution.weights.some((weight) => weight > 0));
  });

  it('compute the bits of each file, which are kept for a page that opens later', async () => {
    const { files } = await analyze({ kind: 'files' }, 'files');
    assert.ok(files.length > 3 && files.every(({ bitsPerChar }) => bitsPerChar > 0 && bitsPerChar < 20));
    const { dashboard } = await parts();
    page.close();
    page = await openPage(dashboard);
    const [snapshot] = page.received;
    assert.ok(snapshot?.type === 'snapshot' && snapshot.snapshot.analyses.some(({ kind }) => kind === 'files'));
  });

  it('color the editors by the gate of a unit, and remove the colors', async () => {
    const { colors } = await parts();
    const chosen = { unit: 3, gate: 'update' } as const;
    await window.showTextDocument(Uri.file(at('scratch.md')));
    const on = page.nextMessage((message) => message.type === 'choices' && message.choices.coloring?.unit === 3);
    page.send({ type: 'color', coloring: chosen });
    await on;
    assert.deepEqual(colors.coloring, chosen);
    const off = page.nextMessage((message) => message.type === 'choices' && message.choices.coloring === undefined);
    await sleep(1500);
    assert.deepEqual(colors.coloring, chosen, 'a failing analyzer would have removed the colors');
    page.send({ type: 'color' });
    await off;
  });

  it('report the progress of the suggestions analysis', async () => {
    const message = page.nextMessage(
      ({ type, ...message }) =>
        type === 'analysis' &&
        'event' in message &&
        message.event.type === 'analyzing' &&
        message.event.kind === 'suggestions' &&
        message.event.done > 0,
    );
    page.send({ type: 'analyze', query: { kind: 'suggestions' } });
    await message;
    // It would take half of the time of the next analysis.
    await cancelAnalysis('suggestions');
  });

  it('list passages that suggestions would repeat from a single file, and open the place of one', async () => {
    const { passages } = await analyze({ kind: 'memorized' }, 'memorized');
    const found = passages.find(({ path }) => path === pathOf('plan.txt'));
    assert.ok(found, JSON.stringify(passages.map(({ path, length }) => [path, length])));
    assert.ok(found.length >= 40 && plan.includes(found.text));
    assert.ok(plan.split('\n')[found.line - 1]!.startsWith(found.text.slice(0, 10)));
    page.send({ type: 'file', path: found.path, action: 'open', line: found.line });
    await until(() => window.activeTextEditor?.document.uri.fsPath === at('plan.txt'));
    await until(() => window.activeTextEditor?.selection.active.line === found.line - 1);
  });

  it('cancel an analysis that is running', async () => {
    const progress = page.nextMessage((message) => isAbout(message, 'analyzing'));
    page.send({ type: 'analyze', query: { kind: 'memorized' } });
    await progress;
    assert.deepEqual(await cancelAnalysis('memorized'), { type: 'error', kind: 'memorized', message: '' });
  });

  it('forget a file: after a question it is excluded and a new network is trained without it', async () => {
    const { session } = await parts();
    const path = pathOf('scratch.md');
    const answers = [undefined, 'Forget and retrain'];
    using questions = answerDialogs('showWarningMessage', () => answers.shift());
    page.send({ type: 'file', path, action: 'forget' });
    await until(() => questions.texts.length === 1);
    assert.equal(session.state.status, 'ended');
    page.send({ type: 'file', path, action: 'forget' });
    await untilStatus(session, 'training');
    assert.deepEqual(await (await parts()).weights.ids(), [], 'the weights of earlier runs had learned the file');
    const entry = session.state.corpus?.ledger.find((one) => one.path === path);
    assert.deepEqual(entry, { path, included: false, rule: 'excluded by setting' });
    page.send({ type: 'action', action: 'stop' });
    await untilStatus(session, 'ended');
  });
});

function written(uri: Uri): string | undefined {
  try {
    return readFileSync(uri.fsPath, 'utf8');
  } catch {
    return undefined;
  }
}
