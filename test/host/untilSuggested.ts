// Waits until what a test has given the predictor to learn leads to a suggestion.
import { commands, Selection, window, workspace } from 'vscode';
import type { Explanation } from '../../src/host/suggestions/explanationRows.ts';
import { until } from './extensionHost.ts';

/** Explains the suggestion at the end of a new document. Undefined: suggestions are off there. */
export async function explainAt(content: string): Promise<Explanation | undefined> {
  const document = await workspace.openTextDocument({ content, language: 'markdown' });
  const editor = await window.showTextDocument(document);
  const end = document.positionAt(content.length);
  editor.selection = new Selection(end, end);
  return commands.executeCommand<Explanation | undefined>('hiddenState.explainSuggestion');
}

/** The explanation of the first suggestion after `content` that begins with `text`. */
export async function untilSuggested(content: string, text: string): Promise<Explanation> {
  let explanation: Explanation | undefined;
  await until(async () => {
    explanation = await explainAt(content);
    return explanation?.suggestion.startsWith(text) === true;
  });
  return explanation!;
}
