// Next edits in files that are saved, reverted, or changed by other programs.
import { rmSync, writeFileSync } from 'node:fs';
import { commands, ConfigurationTarget, TextDocumentSaveReason, Uri, window, workspace, type TextEditor } from 'vscode';
import { setCaret, typeKeys } from './documents.ts';
import { parts, root, until } from './extensionHost.ts';
import { assertNoOffer, changed, old, repeatEdits, replaceFirst, text, untilOffer } from './nextEditSteps.ts';

/** Opens a new file with three places, and deletes it after the test. */
async function inFile(name: string, test: (editor: TextEditor) => Promise<void>): Promise<void> {
  const uri = Uri.joinPath(root.uri, name);
  writeFileSync(uri.fsPath, text);
  try {
    const editor = await window.showTextDocument(uri);
    await until(() => window.activeTextEditor?.document === editor.document);
    await test(editor);
  } finally {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    rmSync(uri.fsPath, { force: true });
  }
}

describe('next edits in files', () => {
  repeatEdits('savedName', 'keptName');

  it('are offered in a saved file, and not after another program has changed it', () =>
    inFile('next-edit.py', async (editor) => {
      writeFileSync(editor.document.uri.fsPath, text.replace(old, changed));
      await until(() => editor.document.getText().includes(changed));
      await assertNoOffer();
      await replaceFirst(editor);
      await untilOffer();
    }));

  it('are not offered for what the user has discarded', () =>
    inFile('next-edit-reverted.py', async (editor) => {
      await replaceFirst(editor);
      await untilOffer();
      await commands.executeCommand('workbench.action.files.revert');
      await until(() => editor.document.getText() === text);
      const { nextEdits } = await parts();
      await until(() => nextEdits.shown === undefined);
      await editor.edit((edit) => edit.insert(editor.document.positionAt(0), 'x = 1\n'));
      await assertNoOffer();
    }));

  it('are offered after what the user types while the editor saves by itself', () =>
    inFile('next-edit-auto-saved.py', async (editor) => {
      const files = workspace.getConfiguration('files');
      await files.update('autoSave', 'afterDelay', ConfigurationTarget.Global);
      let endSave = (): void => undefined;
      const saving = new Promise<void>((resolve) => (endSave = resolve));
      let hasBegun = false;
      const listener = workspace.onWillSaveTextDocument((event) => {
        if (event.document !== editor.document) return;
        hasBegun ||= event.reason === TextDocumentSaveReason.AfterDelay;
        event.waitUntil(saving);
      });
      try {
        setCaret(editor);
        await typeKeys('d = 1');
        await until(() => hasBegun);
        await replaceFirst(editor);
        endSave();
        await untilOffer();
      } finally {
        endSave();
        listener.dispose();
        await files.update('autoSave', undefined, ConfigurationTarget.Global);
      }
    }));
});
