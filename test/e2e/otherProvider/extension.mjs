// Suggests "OTHER" after 300 ms in the file other.md, and shows an input of source control.
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, languages, scm, workspace } from 'vscode';

const suggestion = {
  provideInlineCompletionItems: async () => {
    await sleep(300);
    return [{ insertText: 'OTHER' }];
  },
};

export function activate({ subscriptions }) {
  subscriptions.push(
    commands.registerCommand('otherProvider.start', () => {
      subscriptions.push(languages.registerInlineCompletionItemProvider({ pattern: '**/other.md' }, suggestion));
    }),
    commands.registerCommand('otherProvider.showSourceControl', async () => {
      subscriptions.push(scm.createSourceControl('other', 'Other', workspace.workspaceFolders[0].uri));
      await commands.executeCommand('workbench.view.scm');
    }),
  );
}
