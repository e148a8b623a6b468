// Answers in place of the user to a dialog or a message of the editor.
import { window } from 'vscode';

export const dialogs = [
  ...(['showErrorMessage', 'showInformationMessage', 'showWarningMessage'] as const),
  ...(['showOpenDialog', 'showSaveDialog'] as const),
];
export type Dialog = (typeof dialogs)[number];

/** Replaces a function of the editor's window until the returned function is called. */
export function replaceWindowFunction(name: Dialog, answer: (...args: unknown[]) => unknown): () => void {
  const original = window[name];
  Object.assign(window, { [name]: (...args: unknown[]) => Promise.resolve(answer(...args)) });
  return () => void Object.assign(window, { [name]: original });
}
