import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, Uri, window, workspace } from 'vscode';
import type { AnalysisResult } from '../../src/protocol/analyzer.ts';
import type { ToDashboard } from '../../src/protocol/dashboard.ts';
import { itemsOf } from '../../src/protocol/series.ts';
import { openPage, type Page } from './dashboardPage.ts';
import { configure, parts, reached, restoreSettings, scratchFolder, small, until } from './extensionHost.ts';

const settingNow = (key: string): unknown => workspace.getConfiguration('hiddenState').get(key);
const folderName = workspace.workspaceFolders![0]!.name;
const root = workspace.workspaceFolders![0]!.uri;

/** Stands in for a function of the editor's window until the returned function is called. */
function instead<Name extends 'showSaveDialog' | 'showInformationMessage' | 'showWarningMessage'>(
  name: Name,
  answer: (...args: unknown[]) => unknown,
): () => void {
  const original = window[name];
  Object.assign(window, { [name]: (...args: unknown[]) => Promise.resolve(answer(...args)) });
  return () => void Object.assign(window, { [name]: original });
}

describe('what the dashboard asks of the editor', () => {
  const scratch = scratchFolder();
  let page: Page;

  before(async () => {
    const { session, dashboard } = await parts();
    await commands.executeCommand('hiddenState.forget', true);
    await configure({ ...small, 'training.seconds': 300 });
    void commands.executeCommand('hiddenState.train', 'nothing');
    await reached(session, 'training');
    page = await openPage(dashboard);
  });
  after(async () => {
    page.close();
    scratch.remove();
    await commands.executeCommand('hiddenState.forget', true);
    await workspace.getConfiguration('hiddenState').update('files.exclude', undefined, false);
    await restoreSettings();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  const found = async <Kind extends AnalysisResult['kind']>(question: unknown, kind: Kind) => {
    const isFound = (message: ToDashboard) =>
      message.type === 'analysis' && message.event.type === 'result' && message.event.result.kind === kind;
    const answer = page.hear(isFound);
    page.say({ type: 'analyze', query: question });
    const message = await answer;
    return (message as unknown as { event: { result: Extract<AnalysisResult, { kind: Kind }> } }).event.result;
  };

  it('is first of all a snapshot', () => {
    assert.equal(page.heard[0]?.type, 'snapshot');
  });

  it('is looked at before it is believed', async () => {
    const { session } = await parts();
    for (const nonsense of [
      undefined,
      { type: 'action', action: 'format the disk' },
      { type: 'save', name: '../../.bashrc.csv', content: 'x', encoding: 'utf8' },
      { type: 'sampling', sampling: { temperature: 'hot', topP: 1, seed: 1 }, prompt: '' },
      { type: 'color', coloring: { unit: -1 } },
      { type: 'analyze', query: { kind: 'color', unit: 0, before: '', text: '' } },
    ]) {
      page.say(nonsense);
    }
    assert.equal(session.state.status, 'training');
  });

  it('a sample with another prompt: the next one begins with it', async () => {
    const hears = page.hear(
      (message) => message.type === 'event' && message.event.type === 'sample' && message.event.prompt === 'hidden ',
    );
    page.say({ type: 'sampling', sampling: { temperature: 0.3, topP: 0.9, seed: 2 }, prompt: 'hidden ' });
    await hears;
  });

  it('a pause, to go on, and an end', async () => {
    const { session } = await parts();
    page.say({ type: 'action', action: 'pause' });
    await reached(session, 'paused');
    page.say({ type: 'action', action: 'resume' });
    await reached(session, 'training');
    await until(() => itemsOf(session.state.points).length > 20);
    page.say({ type: 'action', action: 'stop' });
    await reached(session, 'ended');
  });

  it('a file to save, where the person says', async () => {
    const target = Uri.joinPath(scratch.uri, 'loss.csv');
    const restore = instead('showSaveDialog', () => target);
    page.say({ type: 'save', name: 'loss.csv', content: 'step,loss\r\n', encoding: 'utf8' });
    await until(() => written(target) === 'step,loss\r\n');
    const picture = Uri.joinPath(scratch.uri, 'loss.png');
    restore();
    const restoreAgain = instead('showSaveDialog', () => picture);
    page.say({ type: 'save', name: 'loss.png', content: Buffer.from('PNG').toString('base64'), encoding: 'base64' });
    await until(() => written(picture) === 'PNG');
    restoreAgain();
  });

  it('a file of the ledger, opened', async () => {
    page.say({ type: 'file', path: `${folderName}/scratch.md`, action: 'open' });
    await until(() => window.activeTextEditor?.document.uri.path.endsWith('/scratch.md') === true);
  });

  it('a file left out, which offers to train anew; and taken back', async () => {
    const said: unknown[] = [];
    const restore = instead('showInformationMessage', (text) => void said.push(text));
    const path = `${folderName}/scratch.md`;
    const hasLeftOut = (wanted: boolean) =>
      page.hear(
        (message) => message.type === 'choices' && message.choices.excludedFiles.includes('scratch.md') === wanted,
      );
    const leftOut = hasLeftOut(true);
    page.say({ type: 'file', path, action: 'exclude' });
    await leftOut;
    await until(() => (settingNow('files.exclude') as string[]).includes('scratch.md'));
    await until(() => said.length === 1);
    assert.match(String(said[0]), /scratch\.md/);
    const takenBack = hasLeftOut(false);
    page.say({ type: 'file', path, action: 'include' });
    await takenBack;
    await until(() => !(settingNow('files.exclude') as string[]).includes('scratch.md'));
    restore();
  });

  it('a file left out by its name alone, whatever signs are in it', async () => {
    const restore = instead('showInformationMessage', () => undefined);
    const path = `${folderName}/pages/[id].md`;
    const isLeftOut = (): boolean => (settingNow('files.exclude') as string[]).includes('pages/\\[id\\].md');
    page.say({ type: 'file', path, action: 'exclude' });
    await until(isLeftOut);
    page.say({ type: 'file', path, action: 'include' });
    await until(() => !isLeftOut());
    restore();
  });

  it('nothing of a file that is not of this workspace', async () => {
    const before = settingNow('files.exclude');
    page.say({ type: 'file', path: 'elsewhere/secret.txt', action: 'exclude' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(settingNow('files.exclude'), before);
  });

  it('another eagerness, which becomes the setting and comes back to the page', async () => {
    const told = page.hear((message) => message.type === 'choices' && message.choices.confidence === 'quiet');
    page.say({ type: 'confidence', confidence: 'quiet' });
    await told;
    assert.equal(settingNow('suggestions.confidence'), 'quiet');
    await workspace.getConfiguration('hiddenState').update('suggestions.confidence', undefined, true);
  });

  it('a look through the lens, without a learner', async () => {
    const { lens } = await found({ kind: 'lens' }, 'lens');
    assert.equal(lens!.hidden, small['training.hidden']);
    assert.ok(lens!.characters.length > 100);
    assert.deepEqual(
      lens!.gates.map(({ gate }) => gate),
      ['reset', 'update'],
    );
  });

  it('what mattered for a character', async () => {
    const { attribution } = await found({ kind: 'attribution', text: 'the hidden stat', next: 'e' }, 'attribution');
    assert.equal(attribution.weights.length, 15);
    assert.ok(attribution.weights.some((weight) => weight > 0));
  });

  it('what each file costs, kept for a page that opens later', async () => {
    const { files } = await found({ kind: 'files' }, 'files');
    assert.ok(files.length > 3 && files.every(({ bitsPerChar }) => bitsPerChar > 0 && bitsPerChar < 20));
    const { dashboard } = await parts();
    page.close();
    page = await openPage(dashboard);
    const [snapshot] = page.heard;
    assert.ok(snapshot?.type === 'snapshot' && snapshot.snapshot.analyses.some(({ kind }) => kind === 'files'));
  });

  it('the colours of a unit’s gate in the editors, and no more of them', async () => {
    const { colors } = await parts();
    const coloured = { unit: 3, gate: 'update' } as const;
    await window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(root, 'scratch.md')));
    const on = page.hear((message) => message.type === 'choices' && message.choices.coloring?.unit === 3);
    page.say({ type: 'color', coloring: coloured });
    await on;
    assert.deepEqual(colors.coloring, coloured);
    const off = page.hear((message) => message.type === 'choices' && message.choices.coloring === undefined);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(colors.coloring, coloured, 'an examiner that fails would have taken the colours away');
    page.say({ type: 'color' });
    await off;
  });

  it('what the suggestions save, which takes its time and says how much is done', async () => {
    const told = page.hear(
      ({ type, ...message }) =>
        type === 'analysis' &&
        'event' in message &&
        message.event.type === 'analyzing' &&
        message.event.kind === 'suggestions' &&
        message.event.done > 0,
    );
    page.say({ type: 'analyze', query: { kind: 'suggestions' } });
    await told;
  });

  it('a file forgotten: it asks first, then leaves it out and trains anew without it', async () => {
    const { session } = await parts();
    const path = `${folderName}/scratch.md`;
    const asked: unknown[] = [];
    const answers = [undefined, 'Forget and retrain'];
    const restore = instead('showWarningMessage', (text) => (asked.push(text), answers.shift()));
    page.say({ type: 'file', path, action: 'forget' });
    await until(() => asked.length === 1);
    assert.equal(session.state.status, 'ended');
    page.say({ type: 'file', path, action: 'forget' });
    await reached(session, 'training');
    restore();
    const entry = session.state.corpus?.ledger.find((one) => one.path === path);
    assert.deepEqual(entry, { path, included: false, rule: 'excluded by setting' });
    page.say({ type: 'action', action: 'stop' });
    await reached(session, 'ended');
  });
});

function written(uri: Uri): string | undefined {
  try {
    return readFileSync(uri.fsPath, 'utf8');
  } catch {
    return undefined;
  }
}
