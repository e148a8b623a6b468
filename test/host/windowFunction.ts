// Answers in place of the user to a dialog or a message of the editor.
import { window } from 'vscode';

/** Replaces a function of the editor's window until the returned function is called. */
export function replaceWindowFunction<Name extends 'showSaveDialog' | 'showInformationMessage' | 'showWarningMessage'>(
  name: Name,
  answer: (...args: unknown[]) => unknown,
): () => void {
  const original = window[name];
  Object.assign(window, { [name]: (...args: unknown[]) => Promise.resolve(answer(...args)) });
  return () => void Object.assign(window, { [name]: original });
}
