// The command "Learn this workspace", and the question whether to learn it, which is asked once in each workspace.
import { Disposable, l10n, window, workspace } from 'vscode';
import { manageTrust, offer, openFolder } from '../messages.ts';
import { change } from '../setting.ts';
import { settings } from '../settings.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { Forgetting } from '../storage/forgetting.ts';
import { exclusionSummary } from '../workspace/exclusionReasons.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';
import type { LearningConsent } from './consent.ts';

export interface LearnParts {
  readonly consent: LearningConsent;
  readonly forgetting: Forgetting;
  readonly reader: WorkspaceReader;
}

/** Text statistics learn the workspace. Starts no training. */
export async function learn({ consent, forgetting, reader }: LearnParts): Promise<void> {
  if (!workspace.isTrusted) {
    const text = l10n.t('Learning reads the files of the workspace, so it waits until you trust it.');
    return offer(window.showInformationMessage, text, manageTrust());
  }
  if (!workspace.workspaceFolders?.length) {
    const text = l10n.t('There is nothing to learn: open a folder with text in it, then learn again.');
    return offer(window.showInformationMessage, text, openFolder());
  }
  await forgetting.begin();
  await consent.give();
  const { texts, excluded } = await reader.read();
  if (texts.length > 0) return;
  const summary = exclusionSummary(excluded);
  const text = l10n.t('There is no text to learn in this workspace.');
  void window.showInformationMessage(summary === '' ? text : `${text} ${l10n.t('Excluded files: {0}.', summary)}`);
}

export interface QuestionParts extends LearnParts {
  readonly predictor: Pick<PredictorClient, 'state'>;
  readonly session: { readonly isRunning: boolean };
}

/** Asks when the user opens a file of a trusted workspace about which nothing is decided. */
export function askToLearn(parts: QuestionParts, warn: (error: unknown) => void): Disposable {
  const { consent, predictor, session } = parts;
  let isAsking = false;

  async function askOnce(): Promise<void> {
    const { activeTextEditor: editor } = window;
    const isInWorkspace = editor && workspace.getWorkspaceFolder(editor.document.uri) !== undefined;
    if (isAsking || !isInWorkspace || predictor.state !== 'empty' || session.isRunning || !consent.isOpen) return;
    isAsking = true;
    try {
      await consent.refresh();
      if (consent.isOpen) await ask(parts);
    } finally {
      isAsking = false;
    }
  }

  const check = (): void => void askOnce().catch(warn);
  check();
  return Disposable.from(window.onDidChangeActiveTextEditor(check), workspace.onDidGrantWorkspaceTrust(check));
}

async function ask(parts: QuestionParts): Promise<void> {
  const { consent } = parts;
  // Short, because the editor cuts longer ones.
  const yes = l10n.t('Learn it');
  const always = l10n.t('Learn every trusted folder');
  const no = l10n.t('Not this one');
  await consent.noteAsked();
  const answer = await window.showInformationMessage(
    l10n.t(
      'Hidden State can learn the text of this workspace in a short time, and then suggests what you type next. Nothing leaves this machine.',
    ),
    ...[yes, always, no],
  );
  if (answer === no) return consent.withdraw();
  if (answer === always) await change(settings.general.learning, 'always');
  if (answer === yes || answer === always) await learn(parts);
}
