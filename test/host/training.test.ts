import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Position, Range, Selection, Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import { commonPrefixLength } from '../../src/completion/fit/words.ts';
import type { SuggestedItem } from '../../src/host/suggestions/suggestionTracker.ts';
import { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import { partDone, trainingTime } from '../../src/protocol/runState.ts';
import { itemsOf } from '../../src/protocol/series.ts';
import { dashboardTabs } from './dashboardPage.ts';
import { atEnd, newDocument, setCaret } from './documents.ts';
import { configure, nextEvent, parts, untilStatus, untilState, until } from './extensionHost.ts';
import { completionsWith, onRequest, shownAnswer, simulatedPredictor, whileTyping } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, forget } from './suite.ts';
import { beginTraining, smallTraining, stopTraining } from './trainingSteps.ts';

async function ghostText(document: TextDocument, context = onRequest, position = atEnd(document)) {
  const { completions, tracker } = await parts();
  const ask = async (): Promise<SuggestedItem | undefined> =>
    (await shownAnswer({ completions, tracker }, document, position, context)).items[0];
  let item = await ask();
  // On a busy machine the text is masked too late for the first request.
  const isTooLate = (): boolean => {
    const last = completions.requests.lastAutomatic;
    return last?.document === document && last.position.isEqual(position) && last.answer.kind === 'checking';
  };
  for (; !item && isTooLate(); item = await ask()) await sleep(20);
  return item && { text: item.insertText as string, range: item.range };
}

/** At a single position there may be no ghost text; over many lines of learned text there is some. */
async function somewhere<T>(document: TextDocument, ask: (before: string) => Promise<T | undefined>): Promise<T> {
  for (let line = 0; line < document.lineCount; line++) {
    const { text } = document.lineAt(line);
    for (let column = 4; column < text.length; column += 3) {
      const found = await ask(text.slice(0, column));
      if (found) return found;
    }
  }
  throw new Error('no ghost text anywhere');
}

const written = (content: string): Thenable<TextDocument> => newDocument(content, 'markdown');

async function someNote(): Promise<TextDocument> {
  const [note] = await workspace.findFiles('notes/*.md', undefined, 1);
  return workspace.openTextDocument(note!);
}

async function withGhostText(before: string) {
  const document = await written(before);
  const item = await ghostText(document);
  return item && { document, text: item.text };
}

describe('training in the editor', () => {
  assertNoLeaks();

  beginWithNothing({ ...smallTraining, 'suggestions.temperature': 0 });
  before(() => beginTraining());

  it('pauses and resumes', async () => {
    const { session } = await parts();
    await commands.executeCommand('hiddenState.pause');
    await untilStatus(session, 'paused');
    await commands.executeCommand('hiddenState.resume');
    await untilStatus(session, 'training');
  });

  it('sends samples and the hidden state to a visible dashboard', async () => {
    const { session, dashboard } = await parts();
    await commands.executeCommand('hiddenState.showDashboard');
    assert.equal(dashboard.isVisible, true);
    await nextEvent(session.onEvent, (event) => event.type === 'activity');
    await until(() => session.state.samples.length > 0);
    await commands.executeCommand('hiddenState.showDashboard');
    await until(() => dashboardTabs().length > 0);
    assert.equal(dashboardTabs().length, 1);
  });

  it('refuses a second training at the same time', async () => {
    const { session } = await parts();
    await commands.executeCommand('hiddenState.train', 'nothing');
    assert.equal(session.state.status, 'training');
  });

  it('ends by itself with a lower loss, and with a complete state for a dashboard that opens late', async () => {
    const { session } = await parts();
    const { endReason, score } = await untilStatus(session, 'ended');
    assert.ok(endReason === 'finished' || endReason === 'stopped improving');
    const { corpus, engine, status } = session.state;
    const points = itemsOf(session.state.points);
    assert.equal(status, 'ended');
    assert.ok(points.length > 10 && itemsOf(session.state.heldOut).length > 0 && engine);
    assert.ok(
      points.at(-1)!.lossBits < points[0]!.lossBits - 0.5,
      `${points[0]!.lossBits} to ${points.at(-1)!.lossBits}`,
    );
    assert.ok(score! < 6, `${score!} bits per character`);
    const time = trainingTime(session.state);
    session.addSample('of a later prompt', 'of');
    assert.equal(trainingTime(session.state), time, 'a sample on request adds no training time and takes none away');
    assert.ok(corpus!.files > 3 && corpus!.ledger.some(({ path }) => path.endsWith('README.md')));
  });

  it('suggests from the trained weights in an untitled document', async () => {
    const { predictor } = await parts();
    // Suggestions change when more is learned.
    await until(() => predictor.state === 'ready' && predictor.learning.done === undefined);
    const { document: untitled, text: expected } = await somewhere(await someNote(), withGhostText);
    const content = untitled.getText();
    setCaret(await window.showTextDocument(untitled));
    await until(async () => {
      await commands.executeCommand('editor.action.inlineSuggest.trigger');
      await sleep(300);
      await commands.executeCommand('editor.action.inlineSuggest.commit');
      return untitled.getText() !== content;
    });
    assert.equal(untitled.getText(), content + expected);
  });

  it('keeps the rest of a suggestion while the user types it', async () => {
    const source = await someNote();
    // Suggestions change when more is learned: then the first one is gone.
    await until(async () => {
      const { document, text } = await somewhere(source, async (before) => {
        const found = await withGhostText(before);
        return found && found.text.length > 2 ? found : undefined;
      });
      const editor = await window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(atEnd(document), text[0]!));
      return (await ghostText(document, whileTyping))?.text === text.slice(1);
    });
  });

  it('asks the predictor again only when the user types something else than the suggestion', async () => {
    const answers = ['foo(bar)', 'other'];
    const { predictor, asked, read } = simulatedPredictor(() => answers.shift());
    const tracker = new SuggestionTracker({ record: () => undefined });
    const completions = completionsWith({ predictor, shown: tracker });
    const document = await written('x = ');
    /** After an edit of one place that makes this text. */
    const next = async (before: string, after = '') => {
      const edit = new WorkspaceEdit();
      const same = commonPrefixLength(document.getText(), before + after);
      edit.replace(document.uri, new Range(document.positionAt(same), atEnd(document)), (before + after).slice(same));
      await workspace.applyEdit(edit);
      const caret = document.positionAt(before.length);
      const { items } = await shownAnswer({ completions, tracker }, document, caret, whileTyping);
      return items[0]?.insertText;
    };
    try {
      assert.equal(await next('x = '), 'foo(bar)');
      assert.equal(await next('x = f'), 'oo(bar)');
      assert.equal(await next('x = foo(', ')'), 'bar', 'the editor has closed the bracket');
      await until(() => read.length === 2);
      assert.deepEqual([asked.length, read[0]?.remaining], [1, 'oo(bar)']);
      assert.equal(await next('x = fu'), 'other');
      assert.equal(await next('x = fuz'), undefined);
      assert.equal(await next('x = f'), undefined, 'a suggestion that was typed past is not shown again');
      assert.equal(asked.length, 4);
    } finally {
      tracker.dispose();
    }
  });

  it('continues the item that is selected in the suggest widget, in its range', async () => {
    await somewhere(await someNote(), async (before) => {
      const document = await written(before.slice(0, -2));
      const range = new Selection(new Position(0, before.length - 3), atEnd(document));
      const selected = { range, text: before.slice(-3) };
      const item = await ghostText(document, { ...whileTyping, selectedCompletionInfo: selected });
      if (!item) return undefined;
      assert.ok(item.text.startsWith(selected.text) && item.text.length > 3, item.text);
      assert.deepEqual(item.range, range);
      return item;
    });
  });

  it('suggests nothing where suggestions are off, and in files that contain secrets', async () => {
    const { predictor } = await parts();
    const document = await written('the hidden state of the ');
    const asked: string[] = [];
    const complete = predictor.complete.bind(predictor);
    predictor.complete = (request, token) => (asked.push(request.document), complete(request, token));
    await configure({ 'suggestions.languages': { '*': true, markdown: false } });
    assert.equal(await ghostText(document), undefined);
    await configure({ 'suggestions.languages': { '*': true }, 'suggestions.enabled': false });
    assert.equal(await ghostText(document), undefined);
    await configure({ 'suggestions.enabled': true });
    const secret = await workspace.openTextDocument(Uri.parse('untitled:/tmp/.env'));
    assert.equal(await ghostText(secret), undefined);
    assert.deepEqual(asked, []);
    Reflect.deleteProperty(predictor, 'complete');
  });

  it('continues from the checkpoint, and saves the weights when it is stopped', async () => {
    const { session, store } = await parts();
    await configure({ 'training.seconds': 30 });
    await beginTraining('checkpoint');
    const done = partDone(await untilState(session, (now) => now.status === 'training' && partDone(now) > 0));
    assert.ok(done < 0.3, `${done} of the time budget is spent at once`);
    await untilState(session, (now) => now.status === 'training' && partDone(now) > 0.1);
    const { endReason } = await stopTraining();
    assert.equal(endReason, 'stopped');
    const steps = itemsOf(session.state.points).map(({ step }) => step);
    assert.ok(steps[0]! < 50 && steps.length > 20, 'the points of the first training are still there');
    assert.deepEqual(
      steps,
      [...new Set(steps)].sort((a, b) => a - b),
    );
    await until(async () => (await store.readRunMarker()) === undefined);
    assert.ok((await store.load())!.length > 1000);
  });

  it('forgets the model on demand', async () => {
    const { session, store, predictor } = await parts();
    await forget();
    assert.equal(session.state.status, 'idle');
    assert.equal(predictor.state, 'empty');
    assert.equal(await store.load(), undefined);
    assert.deepEqual(itemsOf(session.state.points), []);
  });
});
