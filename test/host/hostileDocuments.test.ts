// Documents by an author who means harm: very many cells, very much text, and settings of any size.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Disposable,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  Position,
  Selection,
  window,
  workspace,
} from 'vscode';
import { pauseMs, UserEdits, type UserEdit } from '../../src/host/nextEdit/userEdits.ts';
import { settings } from '../../src/host/settings.ts';
import { createTypedRuns } from '../../src/host/suggestions/typedRuns.ts';
import { textAbove } from '../../src/host/workspace/notebookCells.ts';
import { cpuMs } from '../unit/cpuMs.ts';
import { openText } from './documents.ts';
import { parts, until } from './extensionHost.ts';
import { changeFolderSettings, removeFolderSettings } from './folderSettings.ts';
import { acceptAll, assertNoOffer, example, old, open, repeatEdits, text } from './nextEditSteps.ts';
import { closeEditors } from './suite.ts';

/** Of CPU time. */
const openMs = 6000;
const keyMs = 5;

describe('a notebook with very many cells', () => {
  repeatEdits('cellCount', 'cellTotal');

  it('opens in a time that grows with their number, and a key in it costs little', async () => {
    const count = 1000;
    const cell = (n: number) => new NotebookCellData(NotebookCellKind.Code, `value${n} = 1\n`.repeat(100), 'python');
    const data = new NotebookData(Array.from({ length: count }, (_, n) => cell(n)));
    let opened = 0;
    const subscription = workspace.onDidOpenTextDocument(() => opened++);
    const ms = await cpuMs(async () => {
      await workspace.openNotebookDocument('jupyter-notebook', data);
      await until(() => opened >= count);
    });
    subscription.dispose();
    assert.ok(ms < openMs, `${ms} ms to open it`);
    const { document } = workspace.notebookDocuments.at(-1)!.cellAt(count - 1);
    const { control, completions } = await parts();
    const keys = async (): Promise<void> => {
      control.silence(document, new Position(0, 0), false);
      completions.refusalAt(document, new Position(0, 0));
    };
    await keys();
    const ofKeys = await cpuMs(async () => {
      for (let key = 0; key < 10; key++) await keys();
    });
    assert.ok(ofKeys < 10 * keyMs, `${ofKeys} ms for ten keys`);
    assert.ok(textAbove(document, 50_000).startsWith('value'));
    assert.ok(textAbove(document).length > textAbove(document, 50_000).length);
  });
});

describe('next edits in a document with very much text', () => {
  repeatEdits('lineCount', 'lineSum');
  const much = 'x = 1\n'.repeat(400_000);

  it('are not searched for', async () => {
    await open(`d = load(${old})\n${much}`);
    const editor = await example();
    await acceptAll(text, editor);
    await assertNoOffer();
  });

  it('are not learned, also where it was pasted', async () => {
    const edits = new UserEdits({ isOn: () => true, onChanged: () => undefined });
    const found: UserEdit[] = [];
    edits.onEdit((edit) => found.push(edit));
    const editor = await open();
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'a = 1\n'));
    await until(() => found.length === 1);
    await editor.edit((edit) => edit.insert(new Position(3, 0), much));
    await editor.edit((edit) => edit.insert(new Position(1, 0), 'b = 2\n'));
    await sleep(3 * pauseMs);
    edits.dispose();
    assert.equal(found.length, 1);
  });
});

describe('a selection of very much text', () => {
  after(closeEditors);

  it('is not copied each time it changes', async () => {
    const lines = 500_000;
    const editor = await open('const value = 1;\n'.repeat(lines), 'plaintext');
    const runs = Array.from({ length: 20 }, () => createTypedRuns());
    let selections = 0;
    const subscription = window.onDidChangeTextEditorSelection(() => selections++);
    const ms = await cpuMs(async () => {
      for (let count = 1; count <= 10; count++) {
        editor.selection = new Selection(0, 0, lines - count, 0);
        await until(() => selections >= count);
      }
    });
    Disposable.from(subscription, ...runs).dispose();
    assert.ok(ms < 1000, `${ms} ms`);
  });
});

describe('settings of any size', () => {
  after(removeFolderSettings);
  after(closeEditors);

  it('cost a key little', async () => {
    const { document } = await openText('one');
    const languages = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`language${n}`, false]));
    await changeFolderSettings({ 'suggestions.languages': languages, 'suggestions.trigger': languages });
    const { control } = await parts();
    const key = async (): Promise<void> => void control.silence(document, new Position(0, 3), false);
    await key();
    const ms = await cpuMs(async () => {
      for (let n = 0; n < 10; n++) await key();
    });
    assert.ok(ms < 10 * keyMs, `${ms} ms for ten keys`);
    assert.deepEqual(settings.suggestions.languages.value(), { '*': true });
  });
});
