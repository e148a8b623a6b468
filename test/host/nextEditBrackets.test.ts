// Next edits with brackets: the ways in which a user may type the same change, where the editor closes brackets and quotation marks by itself.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Selection, type TextEditor } from 'vscode';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';
import { typeKeys } from './documents.ts';
import { parts, until } from './extensionHost.ts';
import { old as key, open, repeatEdits, textOf } from './nextEditSteps.ts';
import { assertNoLeaks } from './resourceLeaks.ts';

const untilFinished = (): Promise<void> => sleep(2 * pauseMs);
const remove = (): Thenable<unknown> => commands.executeCommand('deleteLeft');

describe('a next edit with brackets', () => {
  assertNoLeaks();
  repeatEdits('key', 'name');

  /** In `hits.get(key as string)`, the distances to the beginning of the argument. */
  function select(editor: TextEditor, from: number, to = from): void {
    editor.selection = new Selection(0, 'hits.get('.length + from, 0, 'hits.get('.length + to);
  }

  const ways: readonly [string, (editor: TextEditor) => Promise<void>][] = [
    [
      'selected and typed over',
      async (editor) => {
        select(editor, 0, key.length + 10);
        await typeKeys(`String(${key})`);
      },
    ],
    [
      'deleted, and typed after a pause',
      async (editor) => {
        select(editor, 0, key.length + 10);
        await remove();
        await untilFinished();
        await typeKeys(`String(${key})`);
      },
    ],
    [
      'typed around what is left when a part is deleted',
      async (editor) => {
        select(editor, key.length, key.length + 10);
        await remove();
        await untilFinished();
        select(editor, 0);
        await typeKeys('String(');
        await untilFinished();
        select(editor, 7 + key.length);
        await typeKeys(')');
      },
    ],
    [
      'typed before what is deleted then',
      async (editor) => {
        select(editor, 0);
        await typeKeys('String(');
        await untilFinished();
        select(editor, 17 + key.length);
        for (let character = 0; character < 10; character++) await remove();
        await untilFinished();
        await typeKeys(')');
      },
    ],
    [
      'typed around a selection, which the editor puts into brackets',
      async (editor) => {
        select(editor, key.length, key.length + 10);
        await remove();
        await untilFinished();
        select(editor, 0, key.length);
        await typeKeys('(');
        await untilFinished();
        select(editor, 0);
        await typeKeys('String');
      },
    ],
  ];
  for (const [how, change] of ways) {
    it(`is offered as a whole where it was ${how}`, async () => {
      const editor = await open(`hits.get(${key} as string);\nhits.set(${key} as string, entry);\n`, 'typescript');
      await change(editor);
      assert.ok(textOf(editor).startsWith(`hits.get(String(${key}));\n`), textOf(editor));
      const { nextEdits } = await parts();
      await until(() => nextEdits.shown?.offer.new === `String(${key})`);
      await commands.executeCommand('hiddenState.acceptNextEdit');
      await commands.executeCommand('hiddenState.acceptNextEdit');
      assert.equal(textOf(editor), `hits.get(String(${key}));\nhits.set(String(${key}), entry);\n`);
    });
  }
});
