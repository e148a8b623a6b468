// A pause in typing: the place is asked once more, and the answer or its reason is that of a user who waits.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, languages, type CancellationToken } from 'vscode';
import { pauseMs } from '../../src/completion/decide/pace.ts';
import type { InlineCompletionParts } from '../../src/host/suggestions/inlineCompletions.ts';
import type { RequestOutcome } from '../../src/host/suggestions/lastRequests.ts';
import { initialThresholds } from '../../src/nextEdit/threshold.ts';
import { createGhostText } from '../../src/host/suggestions/ghostText.ts';
import { createPauseRequests } from '../../src/host/suggestions/pauseRequests.ts';
import { createShowDelay } from '../../src/host/suggestions/showDelay.ts';
import { SuggestionTracker } from '../../src/host/suggestions/suggestionTracker.ts';
import { answerReason, reasonAtCursor } from '../../src/host/suggestions/cursorReason.ts';
import { insert, openText, setCaret, typeKeys } from './documents.ts';
import { until } from './extensionHost.ts';
import { completionsWith, shownAnswer, simulatedPredictor, whileTyping } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

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
    const outcome = (): RequestOutcome | undefined =>
      completions.requests.lastAt(document, editor.selection.active)?.answer;
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
    assert.equal(reason(), 'Your text is being checked for passwords. Suggestions come after that.');
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
    await typeKeys('tw');
    const last = () => completions.requests.lastAt(editor.document, editor.selection.active)?.answer.kind;
    await until(() => last() === 'refused');
    isPaused = true;
    await until(() => completions.visibleAt(editor.document, editor.selection.active) !== undefined);
    assert.equal(last(), 'shown');
    await commands.executeCommand('editor.action.inlineSuggest.commit');
    await until(() => editor.document.getText() === 'one twthree four');
    await typeKeys(' ');
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
            thresholds: initialThresholds,
          },
        },
        editor,
      );
    assert.equal(place(), 'A suggestion for this place is being looked for.');
    await until(() => full === 1);
    assert.deepEqual(outcome(), { kind: 'refused', refusal });
    assert.match(place()!, /“three” is 10% likely/u);
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
    assert.match(place()!, /“xxthree” is 10% likely/u);
    pauses.dispose();
  });

  it('keeps the reason where the editor asks again and cancels that, and asks once more where there is none', async () => {
    const refusal = { gate: 'confidence', text: 'three', probability: 0.1, needed: 0.3 } as const;
    const cancelled = { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: () => undefined }) };
    const completion = { text: 'three', probability: 0.9 };
    let full = 0;
    const { editor, completions, pauses, ask, outcome, editorAsks } = await pausing({
      answer: async () => ({ completion: undefined, refusal: { gate: 'confidence', needed: 0.3 } }),
      answerInFull: async () => (++full < 3 ? { completion: undefined, refusal } : { completion, refusal: undefined }),
    });
    const askCancelled = () =>
      completions.answer(editor.document, editor.selection.active, whileTyping, cancelled as CancellationToken);
    await ask();
    await until(() => full === 1);
    await ask();
    assert.deepEqual(outcome(), { kind: 'refused', refusal });
    await askCancelled();
    assert.deepEqual(outcome(), { kind: 'refused', refusal });
    await insert(editor, 'x');
    await askCancelled();
    assert.deepEqual(outcome(), { kind: 'cancelled' });
    await until(() => full === 2);
    assert.deepEqual(outcome(), { kind: 'refused', refusal });
    await insert(editor, 'x');
    for (let times = 1; times <= 3; times++) {
      await askCancelled();
      await until(() => editorAsks() === times);
    }
    await askCancelled();
    await sleep(pauseMs + 200);
    assert.equal(editorAsks(), 3);
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
