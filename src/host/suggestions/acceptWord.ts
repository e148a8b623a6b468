// Accepts the next word of the visible suggestion with the white space before it. The editor's own command accepts white space as a word
// of its own, so that most words would take two keys.
import { commands, window, workspace } from 'vscode';

const acceptNext = 'editor.action.inlineSuggest.acceptNextWord';

export async function acceptWord(): Promise<void> {
  const document = window.activeTextEditor?.document;
  let inserted = '';
  const subscription = workspace.onDidChangeTextDocument((event) => {
    if (event.document === document) inserted += event.contentChanges.map(({ text }) => text).join('');
  });
  try {
    await commands.executeCommand(acceptNext);
  } finally {
    subscription.dispose();
  }
  if (inserted !== '' && inserted.trim() === '') await commands.executeCommand(acceptNext);
}
