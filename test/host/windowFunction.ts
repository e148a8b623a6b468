// Answers in place of the user to dialogs and messages of the editor.
import { window } from 'vscode';

export const dialogs = [
  ...(['showErrorMessage', 'showInformationMessage', 'showWarningMessage'] as const),
  ...(['showOpenDialog', 'showSaveDialog'] as const),
];
export type Dialog = (typeof dialogs)[number];

type Answer = (text: string, buttons: readonly unknown[], name: Dialog) => unknown;

interface Shown extends Disposable {
  /** Of each message, or the name of a dialog, in order. */
  readonly texts: string[];
}

/** Answers until the end of the block, with `using`. Without an answer the user closes them. */
export function answerDialogs(names: Dialog | readonly Dialog[], answer: Answer = () => undefined): Shown {
  const texts: string[] = [];
  const all = [names].flat();
  const originals = Object.fromEntries(all.map((name) => [name, window[name]]));
  const replaced = all.map((name) => [
    name,
    async (first: unknown, ...buttons: unknown[]): Promise<unknown> => {
      const text = typeof first === 'string' ? first : name;
      texts.push(text);
      return answer(text, buttons, name);
    },
  ]);
  Object.assign(window, Object.fromEntries(replaced));
  return { texts, [Symbol.dispose]: () => void Object.assign(window, originals) };
}

/** The same from before the first to after the last test of a suite. Returns the texts. */
export function answerInSuite(names: Dialog | readonly Dialog[], answer?: Answer): string[] {
  const texts: string[] = [];
  let shown: Shown;
  before(() => {
    shown = answerDialogs(names, (text, ...more) => (texts.push(text), answer?.(text, ...more)));
  });
  after(() => shown[Symbol.dispose]());
  return texts;
}
