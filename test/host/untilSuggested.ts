// Waits until what a test has given the predictor to learn leads to a suggestion.
import { commands, Selection, window, workspace } from 'vscode';
import type { Explanation } from '../../src/host/suggestions/explanationRows.ts';
import { learnMs, until } from './extensionHost.ts';

/** Explains the suggestion at the end of a new document. Undefined: suggestions are off there. */
export async function explainAt(content: string): Promise<Explanation | undefined> {
  await openText(content);
  return explain();
}

/** At the cursor of the active editor. */
export async function explain(): Promise<Explanation | undefined> {
  return commands.executeCommand<Explanation | undefined>('hiddenState.explainSuggestion');
}

/** Shows a new document with the cursor at its end. */
export async function openText(content: string): Promise<void> {
  const document = await workspace.openTextDocument({ content, language: 'markdown' });
  const editor = await window.showTextDocument(document);
  const end = document.positionAt(content.length);
  editor.selection = new Selection(end, end);
}

/** The explanation of the first suggestion after `content` that begins with `text`. Asks in one document, which is read only once. */
export async function untilSuggested(content: string, text: string): Promise<Explanation> {
  let explanation: Explanation | undefined;
  await openText(content);
  await until(async () => {
    explanation = await explain();
    return explanation?.suggestion.startsWith(text) === true;
  }, learnMs);
  return explanation!;
}
