// Next edits: the extension offers to repeat an edit, goes there, applies it in one undo step, or is refused.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Position, Selection, window, workspace, type TextEditor } from 'vscode';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { configure, parts, restoreSettings, until } from './extensionHost.ts';

const text = ['a', 'b', 'c'].map((name) => `const ${name} = load(userName);\n`).join('');
/** Another one in each test: a refused rule stays muted for a minute. */
let changed = '';
let count = 0;
const offered = async (): Promise<string | undefined> => (await parts()).nextEdits.offer?.old;

async function open(content = text, language = 'typescript'): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument({ content, language }));
}

/** Replaces the first occurrence as a user does: selects it and types. */
async function replaceFirst(editor: TextEditor): Promise<void> {
  const at = editor.document.getText().indexOf('userName');
  const [start, end] = [editor.document.positionAt(at), editor.document.positionAt(at + 'userName'.length)];
  editor.selection = new Selection(start, end);
  for (const character of changed) await commands.executeCommand('type', { text: character });
}

const textOf = ({ document }: TextEditor): string => document.getText().replaceAll('\r\n', '\n');

describe('next edits', () => {
  assertNoLeaks();

  beforeEach(async () => {
    changed = `loginName${count++}`;
    await (await parts()).state.update('nextEditThresholds', undefined);
  });
  afterEach(async () => {
    await commands.executeCommand('hiddenState.endSnooze');
    await restoreSettings();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function example(content = text): Promise<TextEditor> {
    const editor = await open(content);
    await replaceFirst(editor);
    await until(async () => (await offered()) !== undefined);
    return editor;
  }

  async function assertNoOffer(): Promise<void> {
    await sleep(3 * pauseMs);
    assert.equal(await offered(), undefined);
  }

  it('are offered after an edit, and nothing changes without a key', async () => {
    const editor = await example();
    assert.equal(await offered(), 'userName');
    assert.equal(textOf(editor), text.replace('userName', changed));
  });

  it('go to the place, are applied there, and go on', async () => {
    const editor = await example();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(editor.selection.active.line, 1);
    assert.equal(textOf(editor), text.replace('userName', changed));
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(textOf(editor), text.replaceAll('userName', changed));
    assert.equal(await offered(), undefined);
  });

  it('are undone in one step', async () => {
    const editor = await example();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('undo');
    assert.equal(textOf(editor), text.replace('userName', changed));
  });

  it('are not offered again after a refusal', async () => {
    const editor = await example();
    await commands.executeCommand('hiddenState.refuseNextEdit');
    assert.equal(await offered(), undefined);
    editor.selection = new Selection(new Position(0, 0), new Position(0, 0));
    await replaceFirst(editor);
    await assertNoOffer();
  });

  it('are gone when the user undoes the example', async () => {
    await example();
    for (let step = 0; step < 3; step++) await commands.executeCommand('undo');
    await assertNoOffer();
  });

  it('are gone when the document changes', async () => {
    const editor = await example();
    await editor.edit((builder) => builder.insert(new Position(2, 0), '// note\n'));
    assert.equal(await offered(), undefined);
  });

  it('keep line ends CRLF', async () => {
    const editor = await example(text.replaceAll('\n', '\r\n'));
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.ok(editor.document.getText().includes(`${changed});\r\nconst b = load(${changed});\r\n`));
  });

  it('are not offered where they, or suggestions, are off or snoozed', async () => {
    await configure({ 'suggestions.nextEdits': false });
    await replaceFirst(await open());
    await assertNoOffer();
    await restoreSettings();
    await commands.executeCommand('hiddenState.snooze', 5);
    await replaceFirst(await open());
    await assertNoOffer();
  });

  it('are counted', async () => {
    const { statistics } = await parts();
    const counted = (): readonly number[] => {
      const days = Object.values(statistics.statistics);
      const names = ['nextEditsOffered', 'nextEditsAccepted', 'nextEditsRefused'] as const;
      return names.map((name) => days.reduce((sum, day) => sum + day[name], 0));
    };
    const before = counted();
    await example();
    await commands.executeCommand('hiddenState.refuseNextEdit');
    const [shown, accepted, refused] = counted().map((count, index) => count - before[index]!);
    assert.ok(shown! >= 1);
    assert.deepEqual([accepted, refused], [0, 1]);
  });
});
