// Why there is no suggestion: the status bar and “Explain suggestion” say the same, and after a pause it is the reason of a user who waits.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, languages, window, type Position } from 'vscode';
import { pauseMs } from '../../src/completion/decide/pace.ts';
import type { InlineCompletionParts, RequestOutcome } from '../../src/host/suggestions/inlineCompletions.ts';
import { createGhostText } from '../../src/host/suggestions/ghostText.ts';
import { createPauseRequests } from '../../src/host/suggestions/pauseRequests.ts';
import { createShowDelay } from '../../src/host/suggestions/showDelay.ts';
import { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import { statusBar } from '../../src/host/status/statusBar.ts';
import { answerReason, reasonAtCursor } from '../../src/host/suggestions/cursorReason.ts';
import { insert, openText, setCaret } from './documents.ts';
import { parts, restoreSettings, until } from './extensionHost.ts';
import { completionsWith, shownAnswer, simulatedPredictor, whileTyping } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, learnFile } from './suite.ts';
import { explain, untilSuggested } from './untilSuggested.ts';

const lines = [
  'The quick brown fox jumps over the lazy dog near the river.',
  'const total = first.count + second.count;',
  'We met the quick brown cat at the old house in the evening.',
];

const type = async (text: string): Promise<void> => {
  for (const character of text) await commands.executeCommand('type', { text: character });
};

describe('the reason why there is no suggestion', () => {
  assertNoLeaks();
  beginWithNothing();
  learnFile('reasons.md', `${lines.join('\n')}\n`.repeat(8));
  afterEach(restoreSettings);

  it('is the same in the status bar and in “Explain suggestion”, at many places', async () => {
    const given = await parts();
    await untilSuggested(`${lines.join('\n')}\nThe quick`, ' brown');
    await commands.executeCommand('workbench.action.closeQuickOpen');
    const seen = new Set<string>();
    for (const text of [
      '# A he',
      'The qu',
      ' zebra',
      ' and',
      '\n',
      'x',
      ' = fir',
      '\n- ',
      'W',
      'e met no',
      '.',
      ' 12',
    ]) {
      const editor = seen.size === 0 ? await openText('', 'markdown') : window.activeTextEditor!;
      await type(text);
      const { document } = editor;
      const place = () => [document, editor.selection.active] as const;
      const isSettled = () => {
        const kind = given.completions.lastAt(...place())?.answer.kind;
        return given.completions.refusalAt(...place()) !== undefined || kind === 'refused' || kind === 'shown';
      };
      await until(isSettled);
      await sleep(pauseMs + 300);
      await until(() => isSettled() && !given.completions.isAsking);
      const said = reasonAtCursor(given, editor);
      const explanation = await explain();
      await commands.executeCommand('workbench.action.closeQuickOpen');
      const why = explanation?.suggestion === '' ? `No suggestion at the cursor. ${explanation.refusal}` : undefined;
      assert.equal(why, said, JSON.stringify(document.getText()));
      assert.equal(reasonAtCursor(given, editor), said, 'asked again');
      seen.add(said ?? text);
    }
    assert.ok(seen.size > 6, [...seen].join('\n'));
  });

  it('is said beside what is said about a document that is not learned', async () => {
    const given = await parts();
    await openText('one two ');
    const item = { tooltip: '', show: () => undefined, dispose: () => undefined };
    const { createStatusBarItem } = window;
    Object.assign(window, { createStatusBarItem: () => item });
    const notLearned = { kind: 'context only', because: 'excluded by you' } as const;
    const refusal = { gate: 'confidence', text: 'three', probability: 0.1, needed: 0.3 } as const;
    const control = Object.assign(Object.create(given.control) as typeof given.control, { reason: () => notLearned });
    const completions = Object.assign(Object.create(given.completions) as typeof given.completions, {
      refusalAt: () => undefined,
      visibleAt: () => undefined,
      lastAt: () => ({ answer: { kind: 'refused', refusal } }),
    });
    const bar = statusBar({ ...given, control, completions }, '');
    Object.assign(window, { createStatusBarItem });
    assert.deepEqual(item.tooltip.split('\n').slice(1), [
      'Nothing is learned from this file: excluded by you.',
      'No suggestion at the cursor. Too uncertain here: “three” 10%, needs 30%.',
    ]);
    bar.dispose();
  });

  it('goes from the status bar as soon as the cursor moves, and that of the new place comes later', async () => {
    const editor = await openText('one two');
    const { createStatusBarItem } = window;
    const item = { tooltip: '', show: () => undefined, dispose: () => undefined };
    Object.assign(window, { createStatusBarItem: () => item });
    const completions = Object.assign(Object.create((await parts()).completions) as object, {
      refusalAt: () => undefined,
      visibleAt: () => undefined,
      lastAt: (_: unknown, { character }: Position) => {
        const text = character === 3 ? ' four' : ' three';
        return { answer: { kind: 'refused', refusal: { gate: 'confidence', text, probability: 0.1, needed: 0.3 } } };
      },
    });
    const bar = statusBar({ ...(await parts()), completions } as never, '');
    Object.assign(window, { createStatusBarItem });
    const said = (): string | undefined => /“(\p{L}+)” 10%/u.exec(item.tooltip)?.[1];
    assert.equal(said(), 'three');
    setCaret(editor, editor.document.positionAt(3));
    await until(() => said() === undefined);
    await until(() => said() === 'four');
    bar.dispose();
  });

  it('is not that the user types too fast, once they have stopped for a second', async () => {
    const { completions, estimates } = await parts();
    const user = { charactersPerSecond: 8, reactionSeconds: 0.5, readingSeconds: 0.03 };
    Object.defineProperty(estimates, 'parameters', { value: user, configurable: true });
    const editor = await openText('one ');
    const request = () => completions.requestAt(editor.document, editor.selection.active, { evenIfRead: true });
    await type('t');
    assert.deepEqual((await request())!.user, user);
    await sleep(pauseMs);
    assert.equal((await request())!.user, undefined);
    await type('w');
    assert.deepEqual((await request())!.user, user);
    Reflect.deleteProperty(estimates, 'parameters');
  });

  it('ends where the editor asks once more, as it does while the user types', async () => {
    const { completions, ghostText } = await parts();
    await openText(`${lines.join('\n')}\n`, 'markdown');
    await type('The quick');
    const place = () => [window.activeTextEditor!.document, window.activeTextEditor!.selection.active] as const;
    await until(() => completions.visibleAt(...place()) !== undefined);
    await commands.executeCommand('editor.action.inlineSuggest.hide');
    completions.reset();
    const before = completions.lastAutomatic;
    await ghostText.askEditor();
    await until(() => completions.lastAutomatic !== before && completions.lastAt(...place())?.answer.kind === 'shown');
    // The editor shows the answer a moment after the provider has given it.
    await until(async () => {
      await commands.executeCommand('editor.action.inlineSuggest.commit');
      return place()[0].getText().includes('The quick brown');
    });
  });
});

describe('a pause in typing', () => {
  assertNoLeaks();

  /** Completions whose first answers are these, and what they ask after a pause. */
  const pausing = async (
    predictorParts: Partial<InlineCompletionParts['predictor']>,
    ...answers: (string | undefined)[]
  ) => {
    const editor = await openText('one |');
    const { document } = editor;
    const { predictor, asked } = simulatedPredictor(() => answers.shift());
    const completions = completionsWith({ predictor: { ...predictor, ...predictorParts } });
    let editorAsks = 0;
    const askEditor = async () => void editorAsks++;
    const pauses = createPauseRequests({ completions, askEditor, isNextEditShown: () => false });
    const ask = () =>
      shownAnswer(
        { completions, tracker: { answered: () => undefined } as never },
        document,
        editor.selection.active,
        whileTyping,
      );
    const outcome = (): RequestOutcome | undefined => completions.lastAt(document, editor.selection.active)?.answer;
    const reason = () =>
      answerReason({ completions, control: { silence: () => undefined } }, document, editor.selection.active);
    return { editor, completions, pauses, asked, ask, outcome, reason, editorAsks: () => editorAsks };
  };

  it('asks once more without a key where the text was not checked in time, and the editor shows what is found', async () => {
    const { predictor } = simulatedPredictor();
    let isLate = true;
    const mask: typeof predictor.mask = async (text) => (isLate ? ((isLate = false), undefined) : predictor.mask(text));
    const { pauses, asked, ask, reason, editorAsks } = await pausing({ mask }, 'value');
    await ask();
    assert.equal(reason(), 'Your text is still being checked for passwords.');
    assert.equal(asked.length, 0);
    await until(() => editorAsks() === 1);
    assert.equal(asked.length, 1);
    assert.equal(reason(), undefined);
    pauses.dispose();
  });

  it('shows what was not worth its time while the user typed, although the editor has asked there before', async () => {
    const refusal = { gate: 'worth', text: 'three', probability: 0.9, needed: 0.5 } as const;
    const completion = { text: 'three four', probability: 0.9 };
    const { predictor } = simulatedPredictor();
    const reply = async () => (isPaused ? { completion, refusal: undefined } : { completion: undefined, refusal });
    let isPaused = false;
    const tracker = new SuggestionTracker({ record: () => undefined });
    const completions = completionsWith({
      predictor: { ...predictor, answer: reply, answerInFull: reply },
      shown: tracker,
    });
    const delay = createShowDelay();
    const isNextEditShown = (): boolean => false;
    const { askEditor, ...provider } = createGhostText({ completions, tracker, delay, isNextEditShown });
    const pauses = createPauseRequests({ completions, askEditor, isNextEditShown });
    const registration = languages.registerInlineCompletionItemProvider({ language: 'plaintext' }, provider);
    const editor = await openText('one |');
    await type('tw');
    const last = () => completions.lastAt(editor.document, editor.selection.active)?.answer.kind;
    await until(() => last() === 'refused');
    isPaused = true;
    await until(() => completions.visibleAt(editor.document, editor.selection.active) !== undefined);
    assert.equal(last(), 'shown');
    await commands.executeCommand('editor.action.inlineSuggest.commit');
    await until(() => editor.document.getText() === 'one twthree four');
    await type(' ');
    await until(() => completions.visibleAt(editor.document, editor.selection.active) !== undefined);
    await sleep(500);
    // A text is forgotten that it may be from.
    completions.forgetAnswer();
    await sleep(500);
    assert.equal(completions.visibleAt(editor.document, editor.selection.active), undefined);
    await commands.executeCommand('editor.action.inlineSuggest.commit');
    assert.equal(editor.document.getText(), 'one twthree four ');
    for (const each of [registration, pauses, delay, tracker]) each.dispose();
  });

  it('gives the reason with its figures, and asks only once at a place', async () => {
    const refusal = { gate: 'confidence', text: 'three', probability: 0.1, needed: 0.3 } as const;
    let full = 0;
    const { editor, completions, pauses, ask, outcome, editorAsks } = await pausing({
      answer: async () => ({ completion: undefined, refusal: { gate: 'confidence', needed: 0.3 } }),
      answerInFull: async () => (full++, { completion: undefined, refusal }),
    });
    await ask();
    assert.deepEqual(outcome(), { kind: 'refused', refusal: { gate: 'confidence', needed: 0.3 }, isUnnamed: true });
    const place = () =>
      reasonAtCursor(
        {
          completions,
          control: { silence: () => undefined },
          predictor: { state: 'ready' },
          nextEdits: {
            shown: undefined,
            takesTab: false,
            isRename: false,
            isHere: false,
            otherFile: undefined,
            awaitedIn: () => undefined,
          },
        },
        editor,
      );
    assert.equal(place(), 'No suggestion at the cursor. The reason follows.');
    await until(() => full === 1);
    assert.deepEqual(outcome(), { kind: 'refused', refusal });
    assert.match(place()!, /Too uncertain here: “three” 10%/u);
    await ask();
    await sleep(pauseMs + 200);
    assert.deepEqual([full, editorAsks()], [1, 0]);
    await insert(editor, 'x');
    await ask();
    await until(() => full === 2);
    await insert(editor, 'x');
    await ask();
    const { active } = editor.selection;
    setCaret(editor, editor.document.positionAt(1));
    await sleep(pauseMs + 200);
    assert.equal(full, 2);
    setCaret(editor, active);
    await until(() => full === 3);
    assert.match(place()!, /Too uncertain here: “xxthree” 10%/u);
    pauses.dispose();
  });

  it('does not bring back a suggestion that appeared', async () => {
    const { pauses, asked, ask, editorAsks } = await pausing({}, 'value', 'value');
    await ask();
    await sleep(pauseMs + 200);
    assert.deepEqual([asked.length, editorAsks()], [1, 0]);
    pauses.dispose();
  });

  it('is not noticed while the user types, or where the cursor has moved', async () => {
    const { editor, pauses, asked, ask } = await pausing({});
    for (let count = 0; count < 4; count++) {
      await insert(editor, 'x');
      await ask();
      await sleep(pauseMs / 4);
    }
    assert.equal(asked.length, 4);
    setCaret(editor, editor.document.positionAt(1));
    await sleep(pauseMs + 200);
    assert.equal(asked.length, 4);
    pauses.dispose();
  });

  it('says that there was no answer, where there is none', async () => {
    const { pauses, ask, reason } = await pausing({
      answer: async () => undefined,
      answerInFull: async () => undefined,
    });
    await ask();
    assert.equal(reason(), 'You type faster than suggestions appear.');
    await until(() => reason()?.startsWith('There was no answer') === true);
    pauses.dispose();
  });
});
