// A simulated user in the editor: types into files of the workspace, accepts suggestions, saves, and restores the files later.
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Range, window, workspace, WorkspaceEdit, type Uri } from 'vscode';

/** 100 words per minute. */
const betweenKeysMs = 120;
const keysPerDocument = 300;
const keysPerSave = 60;
const keysPerAcceptance = 45;

export interface Typing {
  readonly keys: number;
  readonly saves: number;
  readonly documents: number;
}

/** Types `text` again and again, a part of it into each file in turn, until `isOver` is true. */
export async function typeIntoFiles(files: readonly Uri[], text: string, isOver: () => boolean): Promise<Typing> {
  const typing = { keys: 0, saves: 0, documents: 0 };
  for (let turn = 0; !isOver(); turn++) {
    const uri = files[turn % files.length]!;
    const document = await workspace.openTextDocument(uri);
    const original = document.getText();
    const editor = await window.showTextDocument(document);
    typing.documents++;
    await commands.executeCommand('cursorBottom');
    for (let key = 0; key < keysPerDocument && !isOver(); key++) {
      const character = text[typing.keys % text.length]!;
      await Promise.all([commands.executeCommand('type', { text: character }), sleep(betweenKeysMs)]);
      typing.keys++;
      if (key % keysPerAcceptance === 0) await commands.executeCommand('editor.action.inlineSuggest.commit');
      if (key % keysPerSave === keysPerSave - 1) typing.saves += Number(await document.save());
    }
    const edit = new WorkspaceEdit();
    edit.replace(uri, new Range(0, 0, editor.document.lineCount, 0), original);
    await workspace.applyEdit(edit);
    typing.saves += Number(await document.save());
    await commands.executeCommand('workbench.action.closeActiveEditor');
  }
  return typing;
}
