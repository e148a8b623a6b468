// Messages of the editor whose actions run commands, and questions that must be confirmed.
import { commands, l10n, window, type Command } from 'vscode';

const briefMs = 8000;

/** A text in the status bar that goes away by itself: for what is not seen otherwise, and needs no answer. */
export function sayBriefly(text: string): void {
  window.setStatusBarMessage(text, briefMs);
}

type Show = (text: string, ...actions: string[]) => Thenable<string | undefined>;

/** Runs the command of the action that the user chooses. `show`: a function of the editor's window. */
export async function offer(show: Show, text: string, ...actions: readonly Command[]): Promise<void> {
  const answer = await show(text, ...actions.map(({ title }) => title));
  const chosen = actions.find(({ title }) => title === answer);
  if (chosen) await commands.executeCommand(chosen.command, ...((chosen.arguments ?? []) as unknown[]));
}

export const manageTrust = (): Command => ({
  title: l10n.t('Manage workspace trust'),
  command: 'workbench.trust.manage',
});

export const openFolder = (): Command => ({
  title: l10n.t('Open folder'),
  command: 'workbench.action.files.openFolder',
});

/** `prefix`: of the keys of the settings that are shown. */
export const openSettings = (prefix: string): Command => ({
  title: l10n.t('Open settings'),
  command: 'workbench.action.openSettings',
  arguments: [prefix],
});

export const learnWorkspace = (): Command => ({ title: l10n.t('Learn this workspace'), command: 'hiddenState.learn' });

/** `start`: one of `startsFrom`. */
export const trainFrom = (start: string, title: string): Command => ({
  title,
  command: 'hiddenState.train',
  arguments: [start],
});

/** Whether the user chooses `yes` in a dialog. */
export async function isConfirmed(question: string, yes: string, detail = ''): Promise<boolean> {
  const options = { modal: true, ...(detail !== '' && { detail }) };
  return (await window.showWarningMessage(question, options, yes)) === yes;
}
