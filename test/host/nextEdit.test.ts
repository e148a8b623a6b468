// Next edits: the extension offers to repeat an edit, goes there, applies it in one undo step, or is refused.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Position, Range, Selection, workspace, WorkspaceEdit } from 'vscode';
import { reasonAtCursor } from '../../src/host/suggestions/cursorReason.ts';
import type { NextEditRow } from '../../src/host/nextEdit/explainNextEdit.ts';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';
import { sumOfDays } from '../../src/protocol/suggestionStatistics.ts';
import { atEnd, setCaret, typeKeys } from './documents.ts';
import { configure, parts, restoreSettings, until } from './extensionHost.ts';
import { answerAt, onRequest, shownAnswer } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import {
  assertNoOffer,
  changed,
  chooseNames,
  example,
  offered,
  old,
  open,
  repeatEdits,
  replaceFirst,
  text,
  textOf,
  untilOffer,
} from './nextEditSteps.ts';

describe('next edits', () => {
  assertNoLeaks();

  repeatEdits('userName', 'loginName');

  const total = async () => sumOfDays((await parts()).statistics.statistics);

  it('are offered after an edit, go to the place, are applied there by the next key, and go on', async () => {
    const editor = await example();
    assert.equal(await offered(), old);
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(editor.selection.active.line, 1);
    assert.match(reasonAtCursor(await parts(), editor)!, /Tab applies it/u);
    assert.equal(textOf(editor), text.replace(old, changed));
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(textOf(editor), text.replaceAll(old, changed));
    assert.equal(await offered(), undefined);
  });

  it('hide a suggestion that Tab would accept instead', async () => {
    const editor = await open(`${text}Nine herons wait`);
    const { document } = editor;
    const { tracker, completions } = await parts();
    await until(async () => (await answerAt(document)).items.length > 0);
    await until(async () => {
      await replaceFirst(editor);
      setCaret(editor);
      await shownAnswer({ completions, tracker }, document, atEnd(document), onRequest);
      const visible = completions.visibleAt(document, atEnd(document));
      if (visible === ' beside the lock.' && (await offered()) === undefined) return true;
      // The offer was faster.
      for (let step = 0; step < 3; step++) await commands.executeCommand('undo');
      return false;
    });
    await untilOffer();
    assert.equal(completions.visibleAt(document, atEnd(document)), undefined);
    assert.match(reasonAtCursor(await parts(), editor)!, /^An edit is offered\./u);
  });

  it('are announced where a name is changed for the first time', async () => {
    const uses = [`store = ${old}()`, `def read(errors: ${old}): ...`, `write(${old}, 1)`, `if x: ${old}(2)`];
    const editor = await open(`class ${old}:\n    pass\n${uses.join('\n')}\n`);
    await replaceFirst(editor);
    const said = new RegExp(
      `^“${old}” is also elsewhere in this file\\. Make the same change in (?:one more place|at most two more places),`,
      'u',
    );
    await until(async () => said.test(reasonAtCursor(await parts(), editor) ?? ''));
    // The user goes on with something else.
    setCaret(editor);
    await typeKeys('one more line');
    assert.doesNotMatch(reasonAtCursor(await parts(), editor) ?? '', said);
    await sleep(2 * pauseMs);
    assert.doesNotMatch(reasonAtCursor(await parts(), editor) ?? '', said);
  });

  it('are not called pasted text when they are accepted', async () => {
    const editor = await open('load(first)\nload(first)\nload(first)\n');
    const { document } = editor;
    const insert = async (line: number): Promise<void> => {
      editor.selection = new Selection(line, 10, line, 10);
      await typeKeys(', other');
    };
    await insert(0);
    await insert(1);
    await untilOffer();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(textOf(editor), 'load(first, other)\n'.repeat(3));
    const { completions } = await parts();
    assert.equal(completions.refusalAt(document, editor.selection.active), undefined);
  });

  it('repeat only the last correction of a name that was put back before', async () => {
    const editor = await example();
    await commands.executeCommand('hiddenState.refuseNextEdit');
    const select = (length: number): void => {
      editor.selection = new Selection(0, 9, 0, 9 + length);
    };
    const type = async (word: string): Promise<void> => {
      await typeKeys(word);
      await sleep(2 * pauseMs);
    };
    setCaret(editor);
    await type('# elsewhere');
    select(changed.length);
    await type(old);
    select(old.length);
    chooseNames(old, `${old}Other`);
    await type(changed);
    await untilOffer();
    const { shown } = (await parts()).nextEdits;
    assert.equal(shown!.offer.new, changed);
  });

  it('are given up when the user goes on with something else, until the change is made again', async () => {
    const editor = await example(`\n${text}`);
    const goOn = async (word: string): Promise<void> => {
      setCaret(editor, editor.document.lineAt(0).range.end);
      await typeKeys(`${word} `);
      await sleep(2 * pauseMs);
    };
    await goOn('one');
    await untilOffer();
    for (const word of ['two', 'three', 'four']) await goOn(word);
    await assertNoOffer();
    await replaceFirst(editor);
    await untilOffer();
  });

  it('are undone in one step', async () => {
    const editor = await example();
    const before = (await total()).nextEditsAccepted;
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal((await total()).nextEditsAccepted, before + 1);
    await commands.executeCommand('undo');
    assert.equal(textOf(editor), text.replace(old, changed));
    assert.equal((await total()).nextEditsAccepted, before, 'what is undone does not count as accepted');
    const { nextEdits } = await parts();
    await until(() => nextEdits.awaitedIn(editor.document)?.old === old);
  });

  it('are offered as if a stray Tab that the user takes back had not been', async () => {
    const uses = [`store = ${old}()`, `def read(errors: ${old}): ...`, `write(${old}, 1)`, `if x: ${old}(2)`];
    const editor = await open(`class ${old}:\n    pass\n${uses.join('\n')}\n`);
    await replaceFirst(editor);
    const { nextEdits } = await parts();
    await until(() => nextEdits.awaitedIn(editor.document) !== undefined);
    const { times } = nextEdits.awaitedIn(editor.document)!;
    await editor.edit((builder) => builder.insert(editor.selection.active, '   '));
    await sleep(2 * pauseMs);
    await commands.executeCommand('undo');
    for (let time = 0; time < times!; time++) await replaceFirst(editor);
    await untilOffer();
  });

  it('delete a line that was deleted twice, also from the indentation where the deletion leaves the cursor', async () => {
    const line = `    print("${old}")\n`;
    const editor = await open(['a', 'b', 'c'].map((name) => `def ${name}():\n${line}    return ${name}\n`).join('\n'));
    const { document } = editor;
    for (let time = 0; time < 2; time++) {
      const start = document.positionAt(document.getText().indexOf(line));
      editor.selection = new Selection(start, start);
      await editor.edit((builder) => builder.delete(new Range(start, start.translate(1))));
      await sleep(2 * pauseMs);
    }
    await untilOffer();
    assert.equal(editor.selection.active.character, 0);
    assert.ok((await parts()).nextEdits.takesTab);
    for (let key = 0; key < 2; key++) await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(textOf(editor), ['a', 'b', 'c'].map((name) => `def ${name}():\n    return ${name}\n`).join('\n'));
  });

  it('are gone when the document changes', async () => {
    const editor = await example();
    await editor.edit((builder) => builder.insert(new Position(2, 0), '# note\n'));
    assert.equal(await offered(), undefined);
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
    const editor = await example();
    const once = counted();
    assert.ok(once[0]! > before[0]!);
    // The user changes the offered place themself: the same rule is offered again.
    await replaceFirst(editor);
    assert.equal(await offered(), undefined);
    await untilOffer();
    await commands.executeCommand('hiddenState.refuseNextEdit');
    assert.deepEqual(
      counted().map((count, index) => count - once[index]!),
      [0, 0, 1],
    );
  });

  it('are not applied where the document has changed since', async () => {
    const editor = await example();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    const { uri } = editor.document;
    const edit = new WorkspaceEdit();
    edit.replace(uri, new Range(1, 0, 1, 1), 'z');
    await workspace.applyEdit(edit);
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.ok(textOf(editor).includes(`z = load(${old})`));
  });

  it('show no secret', async () => {
    const lines = ['a', 'b'].map((name) => `${name}_password = "${old}"\n`).join('');
    chooseNames(old, 'kT9vQz4mLw8xRb2');
    await replaceFirst(await open(lines));
    await assertNoOffer();
  });

  it('are applied in the whole file in one undo step, after a preview, and count as offered', async () => {
    const before = await total();
    const editor = await example();
    await until(async () => {
      void commands.executeCommand('hiddenState.changeAllNextEdits');
      // Before the list is there, nothing is chosen.
      await sleep(500);
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await sleep(100);
      return textOf(editor) === text.replaceAll(old, changed);
    });
    const places = text.split(old).length - 2;
    const { nextEditsOffered, nextEditsAccepted } = await total();
    assert.deepEqual(
      [nextEditsOffered, nextEditsAccepted],
      [before.nextEditsOffered + places, before.nextEditsAccepted + places],
    );
    await commands.executeCommand('undo');
    assert.equal(textOf(editor), text.replace(old, changed));
    assert.equal((await total()).nextEditsAccepted, before.nextEditsAccepted);
  });

  it('tell which edit they repeat', async () => {
    await example();
    const rows = await commands.executeCommand<NextEditRow[]>('hiddenState.explainSuggestion');
    await commands.executeCommand('workbench.action.closeQuickOpen');
    assert.ok(rows[0]!.label.startsWith(`${old} → ${changed}: `));
    assert.match(rows[0]!.label, /: \d+(\.\d+)?% likely, needs \d+(\.\d+)?%$/u);
    assert.equal(rows[1]!.label, `$(edit) ${old} → ${changed}`);
    assert.match(rows[1]!.description!, /, line 1$/u);
  });
});
