// Next edits: the extension offers to repeat an edit, goes there, applies it in one undo step, or is refused.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { rmSync, writeFileSync } from 'node:fs';
import {
  commands,
  ConfigurationTarget,
  Disposable,
  EventEmitter,
  FileType,
  languages,
  Location,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  NotebookRange,
  Position,
  Range,
  Selection,
  Uri,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import type { NextEditRow } from '../../src/host/nextEdit/explainNextEdit.ts';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { configure, parts, restoreSettings, until } from './extensionHost.ts';

/** Other names in each test, because rules live for a minute. */
let old = '';
let changed = '';
let text = '';
let count = 0;
const offered = async (): Promise<string | undefined> => (await parts()).nextEdits.shown?.offer.old;

async function open(content = text, language = 'python'): Promise<TextEditor> {
  const editor = await window.showTextDocument(await workspace.openTextDocument({ content, language }));
  await until(() => window.activeTextEditor === editor);
  return editor;
}

/** Replaces the first occurrence as a user does: selects it and types. */
async function replaceFirst(editor: TextEditor): Promise<void> {
  const at = editor.document.getText().indexOf(old);
  const [start, end] = [editor.document.positionAt(at), editor.document.positionAt(at + old.length)];
  editor.selection = new Selection(start, end);
  for (const character of changed) await commands.executeCommand('type', { text: character });
}

const textOf = ({ document }: TextEditor): string => document.getText().replaceAll('\r\n', '\n');

describe('next edits', () => {
  assertNoLeaks();

  /** Otherwise, the editor's notebook extension starts a thread in the extension host, which stays. */
  const setNotebookThread = (isOn: false | undefined) =>
    workspace.getConfiguration('ipynb').update('experimental.serialization', isOn, ConfigurationTarget.Global);

  before(async () => {
    await setNotebookThread(false);
    (await parts()).predictor.learn([{ path: 'next-edits.txt', text: 'Nine herons wait beside the lock.\n' }]);
  });
  after(async () => {
    (await parts()).predictor.forget();
    await setNotebookThread(undefined);
  });

  beforeEach(async () => {
    [old, changed] = [`userName${count}`, `loginName${count++}`];
    text = ['a', 'b', 'c'].map((name) => `${name} = load(${old})\n`).join('');
    const { state, estimates } = await parts();
    await state.update('nextEditThresholds', undefined);
    // Tests type without pauses. To such a user, few offers are worth their time.
    estimates.reset();
  });
  afterEach(async () => {
    await commands.executeCommand('hiddenState.endSnooze');
    await restoreSettings();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function example(content = text): Promise<TextEditor> {
    const editor = await open(content);
    await replaceFirst(editor);
    await untilOffer();
    return editor;
  }

  /** The offers in the editor, which has three places. */
  async function acceptAll(before: string, editor: TextEditor): Promise<void> {
    const after = before.replaceAll(old, changed);
    await until(async () => {
      if (textOf(editor) === after) return true;
      await commands.executeCommand('hiddenState.acceptNextEdit');
      // A cell of a notebook gets the focus a moment later.
      await sleep(200);
      return false;
    });
  }

  async function untilArrived(document: TextDocument): Promise<void> {
    const { nextEdits } = await parts();
    await until(() => {
      const editor = window.activeTextEditor;
      return (
        editor?.document === document && document.offsetAt(editor.selection.active) === nextEdits.shown?.offer.start
      );
    });
  }

  async function untilOffer(): Promise<void> {
    await until(async () => (await offered()) !== undefined);
  }

  async function assertNoOffer(): Promise<void> {
    await sleep(3 * pauseMs);
    assert.equal(await offered(), undefined);
  }

  it('are offered after an edit, and nothing changes without a key', async () => {
    const editor = await example();
    assert.equal(await offered(), old);
    assert.equal(textOf(editor), text.replace(old, changed));
  });

  it('go to the place, are applied there, and go on', async () => {
    const editor = await example();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(editor.selection.active.line, 1);
    assert.equal(textOf(editor), text.replace(old, changed));
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(textOf(editor), text.replaceAll(old, changed));
    assert.equal(await offered(), undefined);
  });

  it('are undone in one step', async () => {
    const editor = await example();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('undo');
    assert.equal(textOf(editor), text.replace(old, changed));
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
    await editor.edit((builder) => builder.insert(new Position(2, 0), '# note\n'));
    assert.equal(await offered(), undefined);
  });

  it('keep line ends CRLF', async () => {
    const editor = await example(text.replaceAll('\n', '\r\n'));
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.ok(editor.document.getText().includes(`${changed})\r\nb = load(${changed})\r\n`));
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

  it('use the editor beside the active one where that shows the document', async () => {
    const { document } = await open(`d = load(${old})\n`);
    const editor = await open();
    await window.showTextDocument(document, { viewColumn: ViewColumn.Two, preserveFocus: true });
    await replaceFirst(editor);
    await untilOffer();
    await acceptAll(text, editor);
    await untilOffer();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await until(() => window.activeTextEditor?.document === document);
    assert.equal(window.activeTextEditor!.viewColumn, ViewColumn.Two);
    assert.equal(window.visibleTextEditors.filter((each) => each.document === document).length, 1);
  });

  it('are no edits of several cursors', async () => {
    const editor = await open();
    editor.selections = [0, 1].map((line) => new Selection(line, 9, line, 9 + old.length));
    for (const character of changed) await commands.executeCommand('type', { text: character });
    await assertNoOffer();
  });

  it('are refused by a document that is read-only', async () => {
    const editor = await open();
    const file = new Folder(`b = load(${old})\n`);
    const readOnly = workspace.registerFileSystemProvider('nextedit', file, { isReadonly: true });
    try {
      const { document } = await window.showTextDocument(await workspace.openTextDocument(Uri.parse('nextedit:/b.py')));
      await window.showTextDocument(editor.document);
      await until(() => window.activeTextEditor?.document === editor.document);
      await replaceFirst(window.activeTextEditor!);
      await untilOffer();
      await acceptAll(text, editor);
      await untilOffer();
      await commands.executeCommand('hiddenState.acceptNextEdit');
      await untilArrived(document);
      await commands.executeCommand('hiddenState.acceptNextEdit');
      assert.equal(document.getText(), `b = load(${old})\n`);
      assert.equal(await offered(), undefined);
    } finally {
      await commands.executeCommand('workbench.action.closeAllEditors');
      readOnly.dispose();
    }
  });

  it('reach learned files that are not open', async () => {
    const root = workspace.workspaceFolders![0]!;
    const uri = Uri.joinPath(root.uri, 'next-edit.py');
    writeFileSync(uri.fsPath, `d = load(${old})\r\n`);
    const { predictor } = await parts();
    try {
      predictor.learn([{ path: `${root.name}/next-edit.py`, text: `d = load(${old})\n` }]);
      const editor = await example();
      await acceptAll(text, editor);
      // The offer before it is shown until the next one is found.
      const { nextEdits } = await parts();
      await until(() => nextEdits.shown !== undefined && nextEdits.shown.document === undefined);
      assert.ok(!workspace.textDocuments.some((document) => document.uri.path === uri.path), 'it is not opened');
      await commands.executeCommand('hiddenState.acceptNextEdit');
      await until(() => window.activeTextEditor?.document.uri.path === uri.path);
      const { document } = window.activeTextEditor!;
      await untilArrived(document);
      await commands.executeCommand('hiddenState.acceptNextEdit');
      assert.equal(document.getText(), `d = load(${changed})\r\n`);
    } finally {
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      rmSync(uri.fsPath, { force: true });
    }
  });

  it('are offered in a saved file, and not after another program has changed it', async () => {
    const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'next-edit.py');
    writeFileSync(uri.fsPath, text);
    try {
      const editor = await window.showTextDocument(uri);
      await until(() => window.activeTextEditor?.document === editor.document);
      writeFileSync(uri.fsPath, text.replace(old, changed));
      await until(() => editor.document.getText().includes(changed));
      await assertNoOffer();
      await replaceFirst(editor);
      await untilOffer();
    } finally {
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      rmSync(uri.fsPath, { force: true });
    }
  });

  it('work in the cells of a notebook', async () => {
    const code = [text, `d = load(${old})\n`];
    const cells = code.map((each) => new NotebookCellData(NotebookCellKind.Code, each, 'python'));
    const notebook = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData(cells));
    await window.showNotebookDocument(notebook, { selections: [new NotebookRange(0, 1)] });
    const [first, second] = notebook.getCells();
    await until(() => window.visibleTextEditors.some(({ document }) => document === second!.document));
    await commands.executeCommand('notebook.cell.edit');
    await until(() => window.activeTextEditor?.document === first!.document);
    await replaceFirst(window.activeTextEditor!);
    await untilOffer();
    await acceptAll(text, window.activeTextEditor!);
    await untilOffer();
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await untilArrived(second!.document);
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(second!.document.getText(), `d = load(${changed})\n`);
  });

  it('show no secret', async () => {
    const lines = ['a', 'b'].map((name) => `${name}_password = "${old}"\n`).join('');
    changed = 'kT9vQz4mLw8xRb2';
    await replaceFirst(await open(lines));
    await assertNoOffer();
  });

  it('become a rename of the language server at a definition', async () => {
    const selector = { language: 'python' };
    const isDefinition = languages.registerDefinitionProvider(selector, {
      provideDefinition: ({ uri }) => new Location(uri, new Range(0, 0, 0, changed.length)),
    });
    const renamed = languages.registerRenameProvider(selector, {
      provideRenameEdits: (document, _, name) => {
        const edit = new WorkspaceEdit();
        const all = new Range(0, 0, document.lineCount, 0);
        edit.replace(document.uri, all, document.getText().replaceAll(old, name));
        return edit;
      },
    });
    try {
      const editor = await example(`${old} = 1\nprint(${old})\n`);
      await until(async () => (await parts()).nextEdits.shown?.renaming !== undefined);
      await commands.executeCommand('hiddenState.acceptNextEdit');
      assert.equal(textOf(editor), `${changed} = 1\nprint(${changed})\n`);
      await commands.executeCommand('undo');
      assert.equal(textOf(editor), `${old} = 1\nprint(${old})\n`);
    } finally {
      isDefinition.dispose();
      renamed.dispose();
    }
  });

  it('are applied in the whole file in one undo step, after a preview', async () => {
    const editor = await example();
    await until(async () => {
      void commands.executeCommand('hiddenState.changeAllNextEdits');
      // Before the list is there, nothing is chosen.
      await sleep(500);
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await sleep(100);
      return textOf(editor) === text.replaceAll(old, changed);
    });
    await commands.executeCommand('undo');
    assert.equal(textOf(editor), text.replace(old, changed));
  });

  it('tell which edit they repeat', async () => {
    await example();
    const rows = await commands.executeCommand<NextEditRow[]>('hiddenState.explainSuggestion');
    await commands.executeCommand('workbench.action.closeQuickOpen');
    assert.match(rows[0]!.label, /^\d+(\.\d+)?% likely, needs \d+(\.\d+)?%$/u);
    assert.equal(rows[1]!.label, `$(edit) ${old} → ${changed}`);
    assert.match(rows[1]!.description!, /, line 1$/u);
  });
});

/** A file system with one file. */
class Folder implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  watch = (): Disposable => new Disposable(() => undefined);
  stat = (): FileStat => ({ type: FileType.File, ctime: 0, mtime: 0, size: this.text.length });
  readFile = (): Uint8Array => new TextEncoder().encode(this.text);
  readDirectory = (): [string, FileType][] => [];
  createDirectory = (): void => undefined;
  writeFile = (): void => undefined;
  delete = (): void => undefined;
  rename = (): void => undefined;
}
