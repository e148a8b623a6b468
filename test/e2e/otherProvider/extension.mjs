// Suggests "OTHER" after 300 ms in the file other.md, and opens an untitled document and an input of source control.
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, languages, Range, scm, window, workspace } from 'vscode';

const suggestion = {
  provideInlineCompletionItems: async (document, position) => {
    await sleep(300);
    // Without a range, the item would replace the word before the caret.
    return [{ insertText: 'OTHER', range: new Range(position, position) }];
  },
};

export function activate({ subscriptions }) {
  subscriptions.push(
    commands.registerCommand('otherProvider.start', () => {
      subscriptions.push(languages.registerInlineCompletionItemProvider({ pattern: '**/other.md' }, suggestion));
    }),
    commands.registerCommand('otherProvider.openUntitled', async () =>
      window.showTextDocument(await workspace.openTextDocument({ language: 'plaintext' })),
    ),
    commands.registerCommand('otherProvider.showSourceControl', async () => {
      subscriptions.push(scm.createSourceControl('other', 'Other', workspace.workspaceFolders[0].uri));
      await commands.executeCommand('workbench.view.scm');
    }),
  );
}
