// Next edits in documents of all kinds: beside the active editor, closed, read-only, in notebooks, with a language server.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
  type TextEditor,
} from 'vscode';
import { closedFilesWith } from '../../src/host/nextEdit/closedFiles.ts';
import { explainNextEdit } from '../../src/host/nextEdit/explainNextEdit.ts';
import { OfferDisplay } from '../../src/host/nextEdit/offerDisplay.ts';
import { pauseMs } from '../../src/host/nextEdit/userEdits.ts';
import { reasonAtCursor } from '../../src/host/suggestions/cursorReason.ts';
import { setCaret, typeKeys } from './documents.ts';
import { at, parts, pathOf, root, until } from './extensionHost.ts';
import {
  acceptAll,
  assertNoOffer,
  changed,
  example,
  offered,
  old,
  open,
  repeatEdits,
  replaceFirst,
  text,
  textOf,
  untilArrived,
  untilOffer,
} from './nextEditSteps.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { closeEditors, removeAfter, scratchFolder } from './suite.ts';
import { answerDialogs } from './windowFunction.ts';

describe('next edits in other places', () => {
  assertNoLeaks();
  repeatEdits('rowCount', 'lineTotal');
  const outside = scratchFolder();
  removeAfter('next-edit-link.py', 'next-edit-file.py');

  it('keep line ends CRLF', async () => {
    const editor = await example(text.replaceAll('\n', '\r\n'));
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.ok(editor.document.getText().includes(`${changed})\r\nb = load(${changed})\r\n`));
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

  it('are not offered in another file to who goes on with something else', async () => {
    const { document } = await open(`d = load(${old})\n`);
    const editor = await open();
    await replaceFirst(editor);
    await untilOffer();
    await acceptAll(text, editor);
    const { nextEdits } = await parts();
    await until(() => nextEdits.shown?.document === document);
    editor.selection = new Selection(0, 0, 0, 0);
    await typeKeys('x = 1; ');
    await assertNoOffer();
  });

  it('are no edits of several cursors', async () => {
    const editor = await open();
    editor.selections = [0, 1].map((line) => new Selection(line, 9, line, 9 + old.length));
    await typeKeys(changed);
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
      await closeEditors();
      readOnly.dispose();
    }
  });

  it('reach learned files that are not open', async () => {
    const uri = Uri.joinPath(root.uri, 'next-edit.py');
    writeFileSync(uri.fsPath, `d = load(${old})\r\n`);
    const { predictor } = await parts();
    try {
      predictor.learn([{ path: pathOf('next-edit.py'), text: `d = load(${old})\n` }]);
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

  it('do not follow a link that has replaced a learned file', async function () {
    if (process.platform === 'win32') return this.skip();
    const linked = join(outside.path, 'a.py');
    writeFileSync(linked, 'outsideWord = 1\n');
    symlinkSync(linked, at('next-edit-link.py'));
    writeFileSync(at('next-edit-file.py'), 'outsideWord = 2\n');
    const paths = ['next-edit-link.py', 'next-edit-file.py'].map(pathOf);
    const found = await closedFilesWith({ words: ['outsideWord'], paths, near: root.name, isOutdated: () => false });
    assert.deepEqual(
      found.map(({ text }) => text),
      ['outsideWord = 2\n'],
    );
  });

  it('are announced without links that run commands', async () => {
    using messages = answerDialogs('showInformationMessage');
    const editor = workspace.getConfiguration('editor');
    const display = new OfferDisplay();
    try {
      await editor.update('accessibilitySupport', 'on', ConfigurationTarget.Global);
      const offer = { document: undefined, file: 'a.md', start: 0, end: 14, isRename: false };
      display.announce({ ...offer, old: '[a](command:b)', new: '[c](command:d)' });
      assert.equal(messages.texts.length, 1);
      assert.doesNotMatch(messages.texts[0]!, /\]\(/);
    } finally {
      display.dispose();
      await editor.update('accessibilitySupport', undefined, ConfigurationTarget.Global);
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

  it('are changed where the editor shows them', async () => {
    const far = `${text}${'\n'.repeat(200)}`;
    const editor = await example(far);
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await untilArrived(editor.document);
    await commands.executeCommand('revealLine', { lineNumber: 190, at: 'top' });
    await until(() => editor.visibleRanges[0]!.start.line > 100);
    await commands.executeCommand('hiddenState.acceptNextEdit');
    assert.equal(textOf(editor), far.replace(old, changed));
    await until(() => editor.visibleRanges[0]!.start.line === 0);
    await commands.executeCommand('hiddenState.acceptNextEdit');
    await until(() => textOf(editor).split(changed).length === 3);
  });

  describe('with a language server', () => {
    const selector = { language: 'python' };
    const definition = (): string => `${old} = 1\nprint(${old})\n`;
    let isElsewhere: boolean;
    let onAsked = (): void => undefined;
    let answer = Promise.resolve();
    let server: Disposable;
    beforeEach(() => {
      isElsewhere = true;
      server = Disposable.from(
        languages.registerDefinitionProvider(selector, {
          provideDefinition: ({ uri }) => new Location(uri, new Range(0, 0, 0, changed.length)),
        }),
        languages.registerRenameProvider(selector, {
          provideRenameEdits: async (document, _, name) => {
            onAsked();
            await answer;
            const edit = new WorkspaceEdit();
            const all = new Range(0, 0, isElsewhere ? document.lineCount : 1, 0);
            edit.replace(document.uri, all, document.getText(all).replaceAll(old, name));
            return edit;
          },
        }),
      );
    });
    afterEach(() => server.dispose());

    async function renameOffered(): Promise<TextEditor> {
      const editor = await example(definition());
      await until(async () => (await parts()).nextEdits.shown?.renaming !== undefined);
      return editor;
    }

    it('become a rename at a definition', async () => {
      const editor = await renameOffered();
      assert.match(
        reasonAtCursor(await parts(), editor)!,
        /^A rename is offered\. Tab renames wherever the editor finds the name/u,
      );
      const [row] = explainNextEdit((await parts()).nextEdits)!;
      assert.deepEqual(
        [row!.label, row!.description],
        [`${old} → ${changed}`, 'the name was changed where it is defined'],
      );
      await commands.executeCommand('workbench.action.closeQuickOpen');
      await commands.executeCommand('hiddenState.acceptNextEdit');
      assert.equal(textOf(editor), `${changed} = 1\nprint(${changed})\n`);
      await assertNoOffer();
      await commands.executeCommand('undo');
      assert.equal(textOf(editor), definition());
    });

    it('are not saved with the old name while the language server answers', async () => {
      const uri = Uri.joinPath(root.uri, 'next-edit-renamed.py');
      writeFileSync(uri.fsPath, definition());
      const asked = new Promise<void>((resolve) => (onAsked = resolve));
      let release = (): void => undefined;
      answer = new Promise((resolve) => (release = resolve));
      try {
        const editor = await window.showTextDocument(uri);
        await until(() => window.activeTextEditor?.document === editor.document);
        await replaceFirst(editor);
        await until(async () => (await parts()).nextEdits.shown?.renaming !== undefined);
        void commands.executeCommand('hiddenState.acceptNextEdit');
        await asked;
        assert.equal(editor.document.getText(), definition());
        const saved = editor.document.save();
        await sleep(200);
        release();
        assert.ok(await saved);
        assert.equal(readFileSync(uri.fsPath, 'utf8'), `${changed} = 1\nprint(${changed})\n`);
      } finally {
        release();
        await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        rmSync(uri.fsPath, { force: true });
      }
    });

    it('are a rename only where the editor shows the definition', async () => {
      const { document } = await renameOffered();
      const other = await open('x = 1\n');
      // At the beginning of a line of code, Tab indents.
      setCaret(other, other.document.positionAt(0));
      assert.match(reasonAtCursor(await parts(), other)!, /^An edit is offered\. Here Tab indents/u);
      setCaret(other, other.document.positionAt(5));
      assert.match(reasonAtCursor(await parts(), other)!, /^An edit is offered in .+\. Tab goes there/u);
      await commands.executeCommand('hiddenState.acceptNextEdit');
      await until(() => window.activeTextEditor?.document === document);
      assert.equal(document.getText(), definition().replace(old, changed));
      await commands.executeCommand('hiddenState.acceptNextEdit');
      assert.equal(document.getText(), `${changed} = 1\nprint(${changed})\n`);
    });

    it('are no rename where the language server changes no other place, and say so once', async () => {
      isElsewhere = false;
      const { setStatusBarMessage } = window;
      const messages: string[] = [];
      window.setStatusBarMessage = (message: string) => (messages.push(message), setStatusBarMessage(message, 1));
      try {
        const editor = await renameOffered();
        await commands.executeCommand('hiddenState.acceptNextEdit');
        await sleep(3 * pauseMs);
        assert.deepEqual(messages, [`The editor finds ${old} nowhere else.`]);
        assert.equal((await parts()).nextEdits.shown?.renaming, undefined);
        assert.equal(textOf(editor), definition().replace(old, changed));
      } finally {
        window.setStatusBarMessage = setStatusBarMessage;
      }
    });
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
  readFile = (): Uint8Array => Buffer.from(this.text);
  readDirectory = (): [string, FileType][] => [];
  createDirectory = (): void => undefined;
  writeFile = (): void => undefined;
  delete = (): void => undefined;
  rename = (): void => undefined;
}
