// When suggestions appear while the user types: what stays, what waits, and where there is none.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancellationTokenSource, commands, Selection } from 'vscode';
import { createGhostText } from '../../src/host/suggestions/ghostText.ts';
import { createShowDelay } from '../../src/host/suggestions/showDelay.ts';
import { outcomeReason } from '../../src/host/suggestions/cursorReason.ts';
import { createOwnChanges } from '../../src/host/suggestions/ownChanges.ts';
import { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import { createTypedRuns } from '../../src/host/suggestions/typedRuns.ts';
import { minShowDelayMs } from '../../src/completion/decide/pace.ts';
import type { Completion } from '../../src/protocol/predictor.ts';
import { insert, openText } from './documents.ts';
import { until } from './extensionHost.ts';
import { completionsWith, onRequest, shownAnswer, simulatedPredictor, token, whileTyping } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

/** An editor on a new document with the caret at `|`, and completions whose predictor answers one text after the other. */
async function typing(marked: string, ...answers: (string | Completion)[]) {
  let isSilent = false;
  const editor = await openText(marked);
  const { document } = editor;
  const { predictor, asked, read } = simulatedPredictor(() => answers.shift() ?? 'nothing more');
  const runs = createTypedRuns();
  const ownChanges = createOwnChanges();
  const onAccepted = (): void => ownChanges.note(document);
  const tracker = new SuggestionTracker({ record: () => undefined, onAccepted });
  const completions = completionsWith({
    predictor,
    typedRuns: runs,
    shown: tracker,
    isSilent: () => isSilent,
    ownChanges,
  });
  const turn = (way: 'on' | 'off'): void => {
    isSilent = way === 'off';
    completions.updateSilence();
  };
  const answer = (context = whileTyping) =>
    shownAnswer({ completions, tracker }, document, editor.selection.active, context);
  const ask = async (context = whileTyping) => (await answer(context)).items[0]?.insertText;
  const end = (): void => {
    runs.dispose();
    tracker.dispose();
  };
  return { document, editor, completions, tracker, asked, read, answer, ask, turn, end };
}

describe('a suggestion that the user types along with', () => {
  assertNoLeaks();

  it('stays as it is, down to its last character, without another request', async () => {
    const { editor, ask, asked, read, end } = await typing('x = |', 'value', 'other');
    assert.equal(await ask(), 'value');
    for (const rest of ['alue', 'lue', 'ue', 'e']) {
      await insert(editor, 'value'.at(-rest.length - 1)!);
      assert.equal(await ask(), rest);
    }
    assert.equal(asked.length, 1);
    await insert(editor, 'e');
    assert.equal(await ask(), 'other');
    await until(() => read.length === 4);
    end();
  });

  it('stays when more is learned meanwhile, and not when suggestions are turned off', async () => {
    const { editor, ask, turn, end } = await typing('x = |', 'value', 'other');
    assert.equal(await ask(), 'value');
    turn('on');
    await insert(editor, 'v');
    assert.equal(await ask(), 'alue');
    turn('off');
    turn('on');
    await insert(editor, 'a');
    assert.equal(await ask(), 'other');
    end();
  });

  it('is given up when the user types something else', async () => {
    const { editor, ask, end } = await typing('x = |', 'value', 'other');
    assert.equal(await ask(), 'value');
    await insert(editor, 'v');
    await insert(editor, 'o');
    assert.equal(await ask(), 'other');
    end();
  });
});

describe('no suggestion appears', () => {
  it('with several cursors or a selection', async () => {
    const { document, editor, ask, asked, end } = await typing('one |\ntwo ', 'value', 'value');
    const [first, second] = [document.positionAt(4), document.positionAt(9)];
    editor.selections = [new Selection(first, first), new Selection(second, second)];
    assert.equal(await ask(), undefined);
    editor.selections = [new Selection(document.positionAt(0), first)];
    assert.equal(await ask(onRequest), undefined);
    editor.selections = [new Selection(first, first)];
    assert.equal(await ask(), 'value');
    assert.equal(asked.length, 1);
    end();
  });

  it('after text is pasted, except on request; the predictor reads it', async () => {
    const { editor, ask, asked, read, end } = await typing('one |', 'value', 'more');
    await insert(editor, 'two three');
    assert.equal(await ask(), undefined);
    await until(() => read.length > 0);
    assert.deepEqual([asked.length, read[0]!.before], [0, 'one two three']);
    assert.equal(await ask(onRequest), 'value');
    await insert(editor, ' ');
    assert.equal(await ask(), 'more');
    end();
  });

  it('after Undo has brought back text, and it is not called pasted', async () => {
    const { document, editor, completions, ask, end } = await typing('one two three|', 'value');
    editor.selection = new Selection(document.positionAt(4), document.positionAt(13));
    await commands.executeCommand('deleteLeft');
    assert.equal(document.getText(), 'one ');
    await commands.executeCommand('undo');
    assert.equal(document.getText(), 'one two three');
    editor.selection = new Selection(document.positionAt(13), document.positionAt(13));
    assert.equal(await ask(), undefined);
    assert.deepEqual(completions.refusalAt(document, editor.selection.active), { gate: 'restored' });
    await insert(editor, ' four five');
    assert.deepEqual(completions.refusalAt(document, editor.selection.active), { gate: 'pasted' });
    end();
  });

  it('after a text that was pasted, and not after an accepted one that is no longer continued', async () => {
    const { document, editor, completions, tracker, ask, end } = await typing('one |', 'two three', 'four');
    assert.equal(await ask(), 'two three');
    await insert(editor, 'two three');
    tracker.forgetShown();
    assert.equal(completions.refusalAt(document, editor.selection.active), undefined);
    await insert(editor, ' four five');
    assert.deepEqual(completions.refusalAt(document, editor.selection.active), { gate: 'pasted' });
    end();
  });

  it('at the beginning of a line where the Tab key should indent, except on request', async () => {
    const { ask, asked, end } = await typing('if (x) {\n|\n}', 'value');
    assert.equal(await ask(), undefined);
    assert.equal(asked.length, 0);
    assert.equal(await ask(onRequest), 'value');
    end();
  });

  it('but the next one after all of a suggestion is accepted, and after the suggest widget inserts an item', async () => {
    const { document, editor, answer, ask, end } = await typing('one |', 'two three', 'four', 'ab', 'next');
    assert.equal(await ask(), 'two three');
    await insert(editor, 'two three');
    const { items, kind } = await answer();
    assert.deepEqual([items[0]?.insertText, kind], ['four', 'next']);
    await insert(editor, '.');
    const caret = editor.selection.active;
    const selected = { range: new Selection(caret, caret), text: 'item' };
    assert.ok(await ask({ ...whileTyping, selectedCompletionInfo: selected }));
    await insert(editor, 'item');
    assert.equal(await ask(), 'next', document.getText());
    end();
  });
});

describe('the reason why nothing appears', () => {
  assertNoLeaks();

  it('is the entry that is selected in the suggest widget, where nothing goes on after it', async () => {
    const editor = await openText('const in|');
    const { document } = editor;
    const { predictor } = simulatedPredictor();
    const refuse = async () => ({ completion: undefined, refusal: { gate: 'fit', text: '(' } as const });
    const completions = completionsWith({ predictor: { ...predictor, answer: refuse } });
    const { active } = editor.selection;
    const selected = { range: new Selection(active.translate(0, -2), active), text: 'instanceof' };
    await completions.answer(document, active, { ...whileTyping, selectedCompletionInfo: selected }, token);
    const { answer } = completions.requests.lastAt(document, active)!;
    assert.deepEqual(answer, { kind: 'selected', text: 'instanceof' });
    const other = { ...selected, text: 'MainInput' };
    await completions.answer(document, active, { ...whileTyping, selectedCompletionInfo: other }, token);
    const last = completions.requests.lastAt(document, active)!.answer;
    assert.deepEqual(last, { kind: 'selected', text: 'MainInput' }, 'the editor shows no ghost text of it');
    const said = outcomeReason(answer, document, active);
    assert.equal(
      said,
      'The editor’s list has “instanceof” selected, and no suggestion begins with it. Escape closes the list.',
    );
  });
});

describe('the delay of a new suggestion', () => {
  const delayed = async (...[marked, ...answers]: Parameters<typeof typing>) => {
    const user = await typing(marked, ...answers);
    const nextEdit = { isShown: false };
    const { document, editor, completions, tracker } = user;
    const delay = createShowDelay();
    const provider = createGhostText({ completions, tracker, delay, isNextEditShown: () => nextEdit.isShown });
    /** Milliseconds until the answer. */
    const wait = async (context = whileTyping, cancellation = token) => {
      const began = performance.now();
      const { active } = editor.selection;
      const items = await provider.provideInlineCompletionItems(document, active, context, cancellation);
      return { ms: performance.now() - began, text: Array.isArray(items) ? items[0]?.insertText : undefined };
    };
    const end = (): void => {
      delay.dispose();
      user.end();
    };
    return { ...user, delay, nextEdit, wait, end };
  };

  it('counts from the last key', async () => {
    const { editor, wait, end } = await delayed('one |', 'value');
    const began = performance.now();
    await insert(editor, 'x');
    assert.equal((await wait()).text, 'value');
    // A timer may fire a millisecond early.
    assert.ok(performance.now() - began >= minShowDelayMs - 1);
    end();
  });

  it('is that of the answer', async () => {
    const { editor, wait, end } = await delayed('one |', { text: 'value', probability: 0.2, delayMs: 400 });
    const began = performance.now();
    await insert(editor, 'x');
    assert.equal((await wait()).text, 'value');
    assert.ok(performance.now() - began >= 399);
    end();
  });

  it('has no end while a next edit is shown, but on request', async () => {
    const { editor, nextEdit, wait, end } = await delayed('one |', 'value', 'other', 'value');
    nextEdit.isShown = true;
    await insert(editor, 'x');
    assert.equal((await wait()).text, undefined);
    assert.equal((await wait(onRequest)).text, 'other');
    nextEdit.isShown = false;
    await insert(editor, 'y');
    assert.equal((await wait()).text, 'value');
    end();
  });

  it('forgets a suggestion that did not appear before the next key', async () => {
    const { editor, asked, wait, end } = await delayed('one |', 'value', 'other');
    await insert(editor, 'x');
    const source = new CancellationTokenSource();
    const first = wait(whileTyping, source.token);
    await sleep(10);
    source.cancel();
    assert.equal((await first).text, undefined);
    await insert(editor, 'v');
    assert.equal((await wait()).text, 'other');
    assert.equal(asked.length, 2);
    end();
  });

  it('grows while suggestions are ignored, but not on request and for the visible one, until one is accepted', async () => {
    const { editor, delay, wait, end } = await delayed('one |');
    const ignore = async (context = whileTyping): Promise<number> => {
      await insert(editor, 'x');
      return (await wait(context)).ms;
    };
    for (let count = 0; count < 11; count++) await ignore();
    assert.ok((await ignore()) > 900);
    assert.ok((await ignore(onRequest)) < 600);
    await insert(editor, 'n');
    const rest = await wait();
    assert.equal(rest.text, 'othing more');
    assert.ok(rest.ms < 600);
    delay.accepted();
    assert.ok((await ignore()) < 600);
    end();
  });
});
