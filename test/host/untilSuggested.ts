// Waits until what a test has given the predictor to learn leads to a suggestion.
import { commands } from 'vscode';
import type { Explanation } from '../../src/host/suggestions/explanationRows.ts';
import { openText } from './documents.ts';
import { learnMs, until } from './extensionHost.ts';

/** Explains the suggestion at the end of a new document. Undefined: suggestions are off there. */
export async function explainAt(content: string): Promise<Explanation | undefined> {
  await openText(content, 'markdown');
  return explain();
}

/** At the cursor of the active editor. */
export async function explain(): Promise<Explanation | undefined> {
  return commands.executeCommand<Explanation | undefined>('hiddenState.explainSuggestion');
}

/** The explanation of the first suggestion after `content` that begins with `text`. Asks in one document, which is read only once. */
export async function untilSuggested(content: string, text: string): Promise<Explanation> {
  let explanation: Explanation | undefined;
  await openText(content, 'markdown');
  await until(async () => {
    explanation = await explain();
    return explanation?.suggestion.startsWith(text) === true;
  }, learnMs);
  return explanation!;
}
