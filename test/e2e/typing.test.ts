// Suggestions where people type: at carets inside existing lines, and what the keys do while one is visible. Each result is read from
// the page or from the disk.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Editor } from './editor.ts';
import { openTrainedFiles, reportFailures, type Trained } from './trained.ts';
import { cases, withoutCaret, type Case } from './typingCases.ts';
import { tides, typingFixture } from './typingFixture.ts';
import { until } from './until.ts';

describe('suggestions where people type', () => {
  let trained: Trained;
  let editor: Editor;

  before(async () => {
    trained = await openTrainedFiles({
      files: typingFixture(Object.fromEntries(Object.keys(cases).map((name) => [name, withoutCaret(name as Case)]))),
      settings: {
        'hiddenState.training.seconds': 8,
        'hiddenState.training.hiddenSize': 96,
        'editor.tabSize': 2,
        'editor.detectIndentation': false,
        // A case is not learned, so that it does not predict the text after its own caret.
        'hiddenState.files.exclude': ['cases/**'],
        '[markdown]': { 'hiddenState.suggestions.multiline': false },
      },
      keybindings: [{ key: 'ctrl+shift+9', command: 'editor.action.inlineSuggest.acceptNextLine' }],
    });
    ({ editor } = trained);
    await open('ready.md');
    // The predictor may still learn the texts after the training.
    while (!(await typeUntilGhostText('The old l')).startsWith('edger stands open')) await press('Control+Backspace');
  });
  after(() => trained.close());
  reportFailures(() => editor);

  const press = (...keys: string[]): Promise<void> => editor.press(...keys);

  /** Opens the file of a case with the caret at its place. */
  async function open(name: Case): Promise<void> {
    await editor.openFile(name);
    const before = cases[name].slice(0, cases[name].indexOf('|')).split('\n');
    await press('Control+Home', ...Array<string>(before.length - 1).fill('ArrowDown'));
    await press('Home', 'Home', ...Array<string>(before.at(-1)!.length).fill('ArrowRight'));
  }

  const visible = (): Promise<string> => editor.shownGhostText();

  /** Types at the caret until ghost text appears, and returns it. */
  async function typeUntilGhostText(text: string): Promise<string> {
    await editor.page.keyboard.type(text, { delay: 40 });
    for (let tries = 0; tries < 10; tries++) {
      for (let waited = 0; waited < 15; waited++) {
        const shown = await visible();
        if (shown !== '') return shown;
        await sleep(100);
      }
      await press('Backspace');
      await editor.page.keyboard.type(text.at(-1)!);
    }
    return assert.fail(`No ghost text after ${JSON.stringify(text)}`);
  }

  /** Saves the open file and waits until its text is as expected, which is returned. */
  async function untilSaved(name: Case, isExpected: (text: string) => boolean): Promise<string> {
    await press('Control+S');
    return until(async () => readFileSync(join(trained.workspace, 'cases', name), 'utf8'), isExpected, 10_000);
  }

  async function assertSaved(name: Case, expected: string): Promise<void> {
    await untilSaved(name, (text) => text === expected);
  }

  /** Ghost text that would appear is there by then. */
  async function assertNoGhostText(): Promise<void> {
    for (let waited = 0; waited < 15; waited++) {
      assert.equal(await visible(), '');
      await sleep(100);
    }
  }

  /** Types, and accepts the suggestion, which is `accepted` where it is on the caret's line. */
  async function acceptsAt(name: Case, typed: string, accepted: string): Promise<void> {
    await open(name);
    const ghost = await typeUntilGhostText(typed);
    assert.equal(ghost.trimEnd(), accepted);
    await press('Tab');
    const caretText = typed.endsWith('(') ? typed : typed.replace(/x$/u, '');
    await assertSaved(name, cases[name].replace('|', caretText + accepted));
  }

  it('complete an import between its braces', () => acceptsAt('import.ts', ' ', 'openLedger'));

  it('complete a condition between parentheses that the editor closed', async () => {
    await open('condition.ts');
    assert.equal(await typeUntilGhostText('('), 'isBalanced');
    await press('Tab');
    await assertSaved('condition.ts', cases['condition.ts'].replace('|', '(isBalanced)'));
  });

  it('complete the text of an element between its tags', async () => {
    await open('page.html');
    const ghost = await typeUntilGhostText('W');
    assert.equal(ghost, 'elcome to the ledger of the town');
    await press('Backspace');
    await until(visible, (text) => text === 'Welcome to the ledger of the town');
    await press('Tab');
    await assertSaved('page.html', cases['page.html'].replace('|', 'Welcome to the ledger of the town'));
  });

  it('complete the first of two arguments', async () => {
    await open('argument.ts');
    await typeUntilGhostText('a');
    await press('Backspace');
    await until(visible, (text) => text === 'account');
    await press('Tab');
    await assertSaved('argument.ts', cases['argument.ts'].replace('|', 'account'));
  });

  it('complete the middle of a sentence without its end', () => acceptsAt('sentence.md', ' ', 'ledger stands open'));

  it('show several parts around a bracket that the editor closed', async () => {
    await open('loop.ts');
    const ghost = await typeUntilGhostText('(');
    assert.match(ghost, /^let index = 0; index < rows\.length; index\+\+ \{/);
    const line = editor.page.locator('.view-line', { has: editor.ghostText }).first();
    assert.match(
      (await line.textContent())!.replaceAll('\u00a0', ' '),
      /for \(let index = 0; index < rows\.length; index\+\+\) \{/,
    );
    assert.ok((await line.locator('[class*="ghost-text-decoration"]').count()) >= 2);
    await press('Tab');
    await untilSaved('loop.ts', (text) => text.includes('  for (let index = 0; index < rows.length; index++) {'));
  });

  it('stay while they are typed, and shrink by the typed characters', async () => {
    await open('through.md');
    const ghost = await typeUntilGhostText('The old l');
    assert.ok(ghost.startsWith('edger stands open on the shelf'), ghost);
    for (let typed = 0; typed < 20; typed++) {
      await editor.page.keyboard.type(ghost[typed]!);
      await until(visible, (text) => text === ghost.slice(typed + 1));
    }
    await press('Tab');
    await assertSaved('through.md', cases['through.md'].replace('|', `The old l${ghost}`));
  });

  it('are accepted word by word', async () => {
    await open('word.md');
    const ghost = await typeUntilGhostText('The old l');
    let rest = ghost.trim();
    for (const word of ['edger', 'stands', 'open']) {
      assert.ok(rest.startsWith(word), rest);
      const next = rest.slice(word.length).trim();
      // The editor accepts the blank before a word by itself.
      for (let shown = await visible(); shown.trim() !== next;) {
        assert.equal(shown.trim(), rest);
        const earlier = shown;
        await press('Control+ArrowRight');
        shown = await until(visible, (text) => text !== '' && text !== earlier);
      }
      rest = next;
    }
    await untilSaved('word.md', (text) => /^The old ledger stands open ?$/mu.test(text));
  });

  it('are followed by the next one after all of it is accepted', async () => {
    await open('whole.txt');
    await typeUntilGhostText('on the first d');
    await press('Tab');
    const first = await untilSaved('whole.txt', (text) => text.includes('on the first day of the moon'));
    await until(visible, (text) => text !== '');
    await press('Tab');
    const second = (await untilSaved('whole.txt', (text) => text !== first)).trimEnd();
    assert.ok(second.startsWith(first.trimEnd()), second);
    assert.ok(`# Tides at home\n\n${tides}`.startsWith(second), second);
  });

  it('are accepted line by line', async () => {
    await open('line.ts');
    await typeUntilGhostText(' ');
    await press('Control+Shift+9');
    const text = await untilSaved('line.ts', (now) => now !== withoutCaret('line.ts'));
    assert.equal(text.trimEnd().split('\n').at(-1), '  for (let index = 0; index < rows.length; index++) {');
    assert.equal(await visible(), '    total = total + rows[index]!;');
  });

  it('are removed by Undo after they were accepted', async () => {
    await open('undo.md');
    const ghost = await typeUntilGhostText('The old l');
    await press('Tab');
    await assertSaved('undo.md', cases['undo.md'].replace('|', `The old l${ghost}`));
    await press('Control+Z');
    await assertSaved('undo.md', cases['undo.md'].replace('|', 'The old l'));
  });

  it('do not repeat a bracket that the editor closed', async () => {
    await open('closed.ts');
    const ghost = await typeUntilGhostText('(');
    assert.ok(ghost.startsWith('account, total'), ghost);
    await press('Tab');
    const text = await untilSaved('closed.ts', (now) => now !== withoutCaret('closed.ts'));
    assert.match(text, /^  openLedger\(account, total\);?$/mu);
  });

  it('leave the Tab key to indent at the beginning of a line in a block', async () => {
    await open('indent.ts');
    await editor.page.keyboard.type('x');
    await press('Backspace');
    await assertNoGhostText();
    await press('Tab');
    await assertSaved('indent.ts', cases['indent.ts'].replace('|', '  '));
  });

  it('do not appear in find and replace', async () => {
    await open('replace.md');
    await press('Control+H');
    await editor.page.keyboard.type('X');
    await press('Tab');
    await editor.page.keyboard.type('b');
    await press('Enter', 'Enter');
    await assertNoGhostText();
    await press('Escape');
    await assertSaved('replace.md', withoutCaret('replace.md').replaceAll('X', 'b'));
    await press('Control+F');
    await editor.page.keyboard.type('quick');
    await press('Escape', 'F3');
    await assertNoGhostText();
  });

  it('do not appear in the placeholders of a snippet', async () => {
    await open('snippet.ts');
    await editor.page.keyboard.type('forof');
    await editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'forof' }).first().waitFor();
    await press('Tab');
    await assertNoGhostText();
    await editor.page.keyboard.type('row');
    await assertNoGhostText();
    if (await editor.page.locator('.suggest-widget.visible').isVisible()) await press('Escape');
    await press('Tab');
    await editor.page.keyboard.type('rows');
    await untilSaved('snippet.ts', (text) => /for \(const row of rows\)/u.test(text));
  });

  it('do not appear while an input method composes text', async () => {
    await open('composed.md');
    const session = await editor.page.context().newCDPSession(editor.page);
    for (const text of ['l', 'le', 'led']) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await sleep(300);
      assert.equal(await visible(), '');
    }
    await session.send('Input.insertText', { text: 'led' });
    await until(visible, (text) => text.startsWith('ger stands open'));
    await press('Escape');
  });
});
