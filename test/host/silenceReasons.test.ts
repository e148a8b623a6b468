// Why there is no suggestion: the status bar and “Explain suggestion” say the same.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, window, type Position } from 'vscode';
import { pauseMs } from '../../src/completion/decide/pace.ts';
import { statusBar } from '../../src/host/status/statusBar.ts';
import { reasonAtCursor } from '../../src/host/suggestions/cursorReason.ts';
import { openText, setCaret, typeKeys } from './documents.ts';
import { parts, restoreSettings, until } from './extensionHost.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { beginWithNothing, learnFile } from './suite.ts';
import { explain, untilSuggested } from './untilSuggested.ts';

const lines = [
  'The quick brown fox jumps over the lazy dog near the river.',
  'const total = first.count + second.count;',
  'We met the quick brown cat at the old house in the evening.',
];

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
      await typeKeys(text);
      const { document } = editor;
      const place = () => [document, editor.selection.active] as const;
      const isSettled = () => {
        const kind = given.completions.requests.lastAt(...place())?.answer.kind;
        return given.completions.refusalAt(...place()) !== undefined || kind === 'refused' || kind === 'shown';
      };
      await until(isSettled);
      await sleep(pauseMs + 300);
      await until(() => isSettled() && !given.completions.requests.isAsking);
      const said = reasonAtCursor(given, editor);
      const explanation = await explain();
      await commands.executeCommand('workbench.action.closeQuickOpen');
      const why =
        explanation?.suggestion === ''
          ? `No suggestion at the cursor. ${explanation.refusal}`
          : 'There is a suggestion at the cursor. If Escape has hidden it, “Suggest now” shows it again.';
      assert.equal(why, said, JSON.stringify(document.getText()));
      assert.equal(reasonAtCursor(given, editor), said, 'asked again');
      seen.add(explanation?.suggestion === '' ? said! : text);
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
      requests: Object.assign(Object.create(given.completions.requests) as object, {
        lastAt: () => ({ answer: { kind: 'refused', refusal } }),
      }),
    });
    const bar = statusBar({ ...given, control, completions }, '');
    Object.assign(window, { createStatusBarItem });
    assert.deepEqual(item.tooltip.split('\n').slice(1), [
      'Suggestions are on, but nothing is learned from this file: excluded by you.',
      'No suggestion at the cursor. “three” is 10% likely; a word of this length needs 30%.',
    ]);
    bar.dispose();
  });

  it('goes from the status bar as soon as the cursor moves, and that of the new place comes later', async () => {
    const editor = await openText('one two');
    const { createStatusBarItem } = window;
    const item = { tooltip: '', show: () => undefined, dispose: () => undefined };
    Object.assign(window, { createStatusBarItem: () => item });
    const given = await parts();
    const completions = Object.assign(Object.create(given.completions) as object, {
      refusalAt: () => undefined,
      visibleAt: () => undefined,
      requests: Object.assign(Object.create(given.completions.requests) as object, {
        lastAt: (_: unknown, { character }: Position) => {
          const text = character === 3 ? ' four' : ' three';
          return { answer: { kind: 'refused', refusal: { gate: 'confidence', text, probability: 0.1, needed: 0.3 } } };
        },
      }),
    });
    const bar = statusBar({ ...given, completions } as never, '');
    Object.assign(window, { createStatusBarItem });
    const said = (): string | undefined => /“(\p{L}+)” is 10%/u.exec(item.tooltip)?.[1];
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
    await typeKeys('t');
    assert.deepEqual((await request())!.user, user);
    await sleep(pauseMs);
    assert.equal((await request())!.user, undefined);
    await typeKeys('w');
    assert.deepEqual((await request())!.user, user);
    Reflect.deleteProperty(estimates, 'parameters');
  });

  it('ends where the editor asks once more, as it does while the user types', async () => {
    const { completions, ghostText } = await parts();
    await openText(`${lines.join('\n')}\n`, 'markdown');
    await typeKeys('The quick');
    const place = () => [window.activeTextEditor!.document, window.activeTextEditor!.selection.active] as const;
    await until(() => completions.visibleAt(...place()) !== undefined);
    await commands.executeCommand('editor.action.inlineSuggest.hide');
    completions.reset();
    const before = completions.requests.lastAutomatic;
    await ghostText.askEditor();
    await until(
      () =>
        completions.requests.lastAutomatic !== before &&
        completions.requests.lastAt(...place())?.answer.kind === 'shown',
    );
    // The editor shows the answer a moment after the provider has given it.
    await until(async () => {
      await commands.executeCommand('editor.action.inlineSuggest.commit');
      return place()[0].getText().includes('The quick brown');
    });
  });
});
