// What users control, as they see it: silence, snooze, manual mode, the suggest widget, another provider, all kinds of editors.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Editor } from './editor.ts';
import { ControlledEditor } from './controlledEditor.ts';
import { reportFailures } from './trained.ts';
import { appears, until } from './until.ts';

const start = 'The quick brown fox';

describe('the control of suggestions in the editor', () => {
  let controlled: ControlledEditor;

  before(async () => {
    controlled = await ControlledEditor.open();
  });
  after(() => controlled.close());
  reportFailures(() => controlled.editor);

  it('says that nothing is learned, then how much, and suggests afterwards', async () => {
    const { editor } = controlled;
    await editor.openFile('notes.md');
    await controlled.editor.says(/has not learned this workspace/u);
    await controlled.noGhostAfter('The quick');
    await controlled.train();
    await controlled.learnedGhostAfter('The quick', /^ brown/u);
  });

  it('marks the steps of the walkthrough that were done before it was opened', async () => {
    const { editor } = controlled;
    await editor.runWithList('Welcome: Open Walkthrough...');
    await editor.quickInput.fill('Get started with Hidden State');
    await editor.quickRow('Get started with Hidden State').click();
    for (const step of ['learn', 'watch'])
      await editor.page.locator(`[data-done-step-id$="#${step}"][aria-checked="true"]`).waitFor();
    await editor.page.locator('[data-done-step-id$="#accept"][aria-checked="false"]').waitFor();
    await editor.openFile('notes.md');
  });

  it('is silent while suggestions are snoozed', async () => {
    await controlled.runAndPick('Hidden State: Snooze suggestions', '5 minutes');
    await controlled.editor.says(/snoozed until \d/u);
    await controlled.noGhostAfter('The quick');
    await controlled.editor.run('Hidden State: End snooze');
    assert.match(await controlled.ghostAfter('The quick'), /^ brown/u);
  });

  it('is off by language and by file in a folder', async () => {
    controlled.configure({ 'suggestions.languages': { '*': true, markdown: false } });
    await controlled.editor.says(/off in “Markdown” files/u);
    await controlled.noGhostAfter('The quick');
    controlled.configure({ 'suggestions.exclude': ['notes.*'] });
    await controlled.editor.says(/off in this file/u);
    await controlled.noGhostAfter('The quick');
    controlled.configure({});
    await controlled.editor.says(/^(?!.*off in)/u);
    assert.match(await controlled.ghostAfter('The quick'), /^ brown/u);
  });

  it('says why a file may not be suggested in or is not learned', async () => {
    await controlled.editor.openFile('.env');
    await controlled.editor.says(/may contain passwords or keys/u);
    await controlled.noGhostAfter('The quick');
    await controlled.editor.openFile('old.md');
    await controlled.editor.says(/nothing is learned from this file/u);
    assert.match(await controlled.ghostAfter(start), /^ jumps/u);
  });

  it('is silent in comments and strings where they are off, and the menu says so', async () => {
    controlled.configure({});
    await controlled.editor.openFile('code.ts');
    await controlled.learnedGhostAfter(`// ${start}`, /^ jumps/u);
    controlled.configure({ 'suggestions.inComments': false, 'suggestions.inStrings': false });
    // Until the editor has read the settings.
    await until(() => controlled.isSilentAfter('// The quick'), Boolean);
    await menuSays(/off in comments/u);
    await controlled.noGhostAfter('"The quick');
    await menuSays(/off in strings/u);
    controlled.configure({});
  });

  async function menuSays(text: RegExp): Promise<void> {
    const { editor } = controlled;
    await editor.status.click();
    await until(
      async () => (await editor.quickInput.getAttribute('placeholder')) ?? '',
      (now) => text.test(now),
    );
    await editor.press('Escape');
    await editor.quickInputClosed();
    await editor.textFocused();
  }

  it('opens the list of the TypeScript server where it has no suggestion or an unsure one', async () => {
    await controlled.listAfter('const silent = encodeURI', 'encodeURIComponent');
    await controlled.listAfter('const other = handle', 'handleNotification');
    controlled.configure({ 'suggestions.suggestWidget': 'suggestionFirst' });
    await sleep(1000);
    assert.match(await controlled.ghostAfter('const other = handle'), /^(?:Con|Not|Ini)/u);
    controlled.configure({});
    await sleep(1000);
  });

  it('keeps a confident suggestion in an identifier that the user types along, and shows no list', async () => {
    const { page } = controlled.editor;
    assert.match(await controlled.ghostAfter('const first = '), /^openConnection/u);
    await page.keyboard.type('openConn', { delay: 60 });
    await sleep(1000);
    assert.match(await controlled.editor.shownGhostText(), /^ection/u);
    assert.equal(await controlled.widget.count(), 0);
  });

  it('waits for the list where the user wants it first', async () => {
    controlled.configure({ 'suggestions.suggestWidget': 'listFirst' });
    await sleep(1000);
    await controlled.listAfter('const first = openConn', 'openConnection');
    controlled.configure({});
  });

  it('continues the selected entry of the list while it is open, or is silent', async () => {
    const { page } = controlled.editor;
    await controlled.emptyLine();
    await page.keyboard.type('const first = openConn', { delay: 60 });
    await page.keyboard.press('Control+Space');
    await controlled.widget.getByText('openConnection').first().waitFor();
    await sleep(1000);
    const shown = await controlled.editor.shownGhostText();
    assert.ok(shown === '' || shown.startsWith('ection'), shown);
    await page.keyboard.press('Escape');
  });

  it('leaves the first answer to both providers, or waits for the other one, as the user chooses', async () => {
    const { editor } = controlled;
    await editor.run('Other provider: Start');
    await editor.openFile('other.md');
    assert.match(await controlled.ghostAfter(start), /^ jumps/u);
    controlled.configure({ 'suggestions.otherProviders': 'yield' });
    await controlled.editor.says(/only on demand, because Tabby is active/u);
    assert.match(await controlled.ghostAfter('The quick'), /^OTHER/u);
    controlled.configure({});
    await controlled.editor.says(/^(?!.*Tabby)/u);
    assert.match(await controlled.ghostAfter(start), /^ jumps/u);
  });

  it('counts to the character what a script accepts, types, deletes and keeps, also with two windows', async () => {
    const { editor } = controlled;
    controlled.configure({ 'suggestions.trigger': 'manual' });
    await editor.openFile('notes.md');
    await controlled.editor.says(/only on demand/u);
    // A suggestion that is visible counts when the text changes.
    await controlled.emptyLine();
    await editor.run('Hidden State: Reset suggestion statistics');
    await editor.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Reset statistics' }).click();
    const first = await shownOnDemand(editor);
    await editor.press('Tab');
    await shownOnDemand(editor);
    // Takes the blank, which counts as a typed character, and the word.
    await editor.press('Control+ArrowRight');
    await editor.ghostText.getByText(/^\s*fox/u).waitFor();
    await editor.page.keyboard.type(' f', { delay: 200 });
    await editor.page.keyboard.type('z');
    const second = await shownOnDemand(editor);
    await editor.press('Tab', 'Backspace', 'Backspace', 'Backspace');
    const accepted = first.length + 'brown'.length + second.length;
    const expected = {
      completely: '2',
      word: '1',
      line: '0',
      typedCharacters: '3',
      wrong: '1',
      acceptedCharacters: String(accepted),
      // One for each acceptance, and what was deleted.
      keystrokesSaved: String(accepted - 3 - 3),
    };
    await shows(expected);
    await editor.picture('statistics');
    await shows({ 'kept-15': `${Math.round((100 * (accepted - 3)) / accepted)}% (${accepted - 3} of ${accepted})` });

    await editor.dashboard.getByRole('button', { name: 'Export as CSV' }).click();
    await editor.quickInput.waitFor();
    await editor.press('Enter');
    const row = await controlled.lastLine('suggestions-by-day.csv');
    assert.match(
      row,
      new RegExp(`^\\d{4}-\\d\\d-\\d\\d,\\d+,1,2,1,0,${accepted},3,${accepted - 6},${accepted - 3},${accepted},`, 'u'),
    );

    const other = await editor.secondWindow();
    await other.openFile('notes.md');
    const third = await shownOnDemand(other);
    await other.page.keyboard.press('Tab');
    await shows({ completely: '3', acceptedCharacters: String(accepted + third.length) });
    await other.page.close();
    controlled.configure({});
    await editor.says(/^(?!.*only on demand)/u);
  });

  it('suggests in an untitled document', async () => {
    await controlled.editor.run('Other provider: Open untitled document');
    await controlled.editor.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await controlled.editor.textFocused();
    assert.match(await controlled.ghostAfter(start), /^ jumps/u);
  });

  it('suggests in a cell of a notebook', async () => {
    const { editor } = controlled;
    await editor.press('Control+P');
    await editor.quickInput.fill('cells.ipynb');
    await editor.quickRow('cells.ipynb').click();
    await editor.page.locator('.notebookOverlay .code-cell-row .monaco-editor').first().click();
    await editor.textFocused();
    assert.match(await editor.typeUntilGhostText(`# ${start}`), /^ jumps/u);
  });

  it('suggests in the input of source control', async () => {
    const { editor } = controlled;
    await editor.run('Other provider: Show source control');
    await editor.page.locator('.scm-editor .monaco-editor').first().click();
    assert.match(await editor.typeUntilGhostText(start), /^ jumps/u);
  });

  /** Types on a new line, asks for a suggestion, and returns it. */
  async function shownOnDemand(editor: Editor): Promise<string> {
    await editor.press('Escape', 'Control+End', 'Enter');
    await editor.page.keyboard.type('The quick', { delay: 60 });
    // In a window that has just opened, the model is not loaded yet.
    const ask = async (): Promise<boolean> => {
      await editor.suggestNow();
      return appears(editor.ghostText.getByText('brown'), 3000);
    };
    await until(ask, Boolean);
    return editor.shownGhostText();
  }

  /** Opens the Suggestions page, and waits until the column of today shows these values. */
  async function shows(expected: Readonly<Record<string, string>>): Promise<void> {
    const { editor } = controlled;
    await editor.run('Hidden State: Show training dashboard');
    await editor.dashboard.locator('vscode-tab-header', { hasText: 'Suggestions' }).click();
    for (const [name, value] of Object.entries(expected)) {
      const cell = editor.dashboard.locator(`.statistics tr.${name} td`).first();
      await until(
        async () => (await cell.textContent())?.trim().replaceAll('\u00a0', '').replace(' %', '%'),
        (now) => now === value,
      );
    }
    await editor.run('View: Focus First Editor Group');
  }
});
