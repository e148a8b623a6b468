// The command "Train RNN on workspace", from the question whether to go on from the last checkpoint to the first training
// step: reads the texts under a notification that can be cancelled, says plainly when there is nothing to learn from.
import { commands, l10n, ProgressLocation, window, workspace, type CancellationToken, type Progress } from 'vscode';
import { collect, type Collection } from '../../corpus/collect.ts';
import { characterCount } from '../../corpus/corpus.ts';
import { leastCharacters } from '../../corpus/split.ts';
import { partDone } from '../../protocol/runState.ts';
import { untilRulesStable } from './untilRulesStable.ts';
import type { CheckpointStore } from './checkpointStore.ts';
import { exclusionSummary } from '../workspace/exclusionReasons.ts';
import type { TrainingSession } from './session.ts';
import { corpusLimits, samplingSettings, trainingSettings } from '../settings.ts';
import { workspaceRoots } from '../workspace/workspaceFiles.ts';

/** Where a training starts: ask the user if there is a checkpoint, or do as said. */
export type StartFrom = 'ask' | 'checkpoint' | 'nothing';

export async function train(session: TrainingSession, store: CheckpointStore, from: StartFrom): Promise<void> {
  if (!workspace.isTrusted) return askForTrust();
  if (session.isRunning) return sayUnderWay();
  if (workspaceRoots().length === 0) return askForFolder();
  const checkpoint = from === 'nothing' ? undefined : await store.load();
  const start = checkpoint && from === 'ask' ? await askWhereToStart() : from;
  if (start === undefined) return;
  // Another may have begun while this one asked.
  if (session.isRunning) return sayUnderWay();
  const unwanted = session.beginPreparation();
  await store.writeRunMarker({ startedMs: Date.now(), closed: false });
  const options = { location: ProgressLocation.Notification, title: l10n.t('Hidden State'), cancellable: true };
  const tooLittle = await window.withProgress(options, async (progress, token) => {
    const corpus = await read(session, progress, token, unwanted).catch((error: unknown) => {
      if (unwanted.aborted) return undefined;
      session.cancelPreparation();
      if (token.isCancellationRequested) return undefined;
      throw error;
    });
    if (!corpus || unwanted.aborted) return undefined;
    if (charactersOf(corpus) < leastCharacters) {
      session.cancelPreparation();
      return corpus;
    }
    progress.report({ message: l10n.t('preparing {0} files', corpus.texts.length) });
    session.start({
      corpus,
      settings: trainingSettings(),
      sampling: samplingSettings(),
      checkpoint: start === 'nothing' ? undefined : checkpoint,
    });
    await underWay(session, token);
    return undefined;
  });
  if (tooLittle) await sayTooLittle(tooLittle);
}

/** Rejects when it is cancelled, by the user or because the training is not wanted any more. */
async function read(
  session: TrainingSession,
  progress: Progress<{ message: string }>,
  token: CancellationToken,
  unwanted: AbortSignal,
): Promise<Collection> {
  const abort = new AbortController();
  const cancelled = token.onCancellationRequested(() => abort.abort());
  try {
    progress.report({ message: l10n.t('reading the workspace') });
    return await untilRulesStable(whatBelongs, ({ limits }) =>
      collect(workspaceRoots(), {
        ...limits,
        signal: AbortSignal.any([abort.signal, unwanted]),
        onNearest: (nearest) => {
          if (!unwanted.aborted) session.reportNearest(nearest);
        },
        onRead: (files) => progress.report({ message: l10n.t('reading the workspace: {0} files', files) }),
      }),
    );
  } finally {
    cancelled.dispose();
  }
}

/** A file that is left out while the others are being read is not trained on. */
function whatBelongs() {
  return { limits: corpusLimits(), folders: workspace.workspaceFolders?.map(({ uri }) => String(uri)) };
}

/** Resolves when the training has taken its first steps or is over; then the status bar tells the rest. */
function underWay(session: TrainingSession, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const parts = [
      session.onStatus((state) => {
        if (state.status !== 'preparing' && (partDone(state) > 0 || state.status !== 'training')) end();
      }),
      token.onCancellationRequested(() => session.stop()),
    ];
    function end(): void {
      for (const part of parts) part.dispose();
      resolve();
    }
  });
}

async function askWhereToStart(): Promise<StartFrom | undefined> {
  const items: { label: string; detail: string; start: StartFrom }[] = [
    {
      label: l10n.t('Continue'),
      detail: l10n.t('Go on from the last checkpoint; its cell and size are kept.'),
      start: 'checkpoint',
    },
    {
      label: l10n.t('Start anew'),
      detail: l10n.t(
        'Begin with new weights, as the settings say. The old ones are replaced as soon as new ones are kept.',
      ),
      start: 'nothing',
    },
  ];
  const title = l10n.t('A network is already trained on this workspace');
  return (await window.showQuickPick(items, { title }))?.start;
}

function sayUnderWay(): void {
  void window.showInformationMessage(l10n.t('A training is already under way.'));
}

async function askForTrust(): Promise<void> {
  const manage = l10n.t('Manage Workspace Trust');
  const text = l10n.t('Training reads the files of the workspace, so it waits until you trust it.');
  if ((await window.showWarningMessage(text, manage)) === manage) {
    await commands.executeCommand('workbench.trust.manage');
  }
}

async function askForFolder(): Promise<void> {
  const open = l10n.t('Open Folder');
  const text = l10n.t('There is nothing to train on: open a folder with text in it, then train again.');
  if ((await window.showInformationMessage(text, open)) === open) {
    await commands.executeCommand('workbench.action.files.openFolder');
  }
}

function charactersOf({ texts }: Collection): number {
  return texts.reduce((sum, { text }) => sum + characterCount(text), 0);
}

async function sayTooLittle(corpus: Collection): Promise<void> {
  const reasons = exclusionSummary(corpus.excluded);
  const text = l10n.t(
    'There is too little text to learn from: {0} characters, and it takes at least {1}. Open a folder with more text, or check the settings and ignore files.',
    charactersOf(corpus),
    leastCharacters,
  );
  const settings = l10n.t('Open Settings');
  const why = reasons === '' ? '' : ` ${l10n.t('Left out: {0}.', reasons)}`;
  if ((await window.showInformationMessage(text + why, settings)) === settings) {
    await commands.executeCommand('workbench.action.openSettings', 'hiddenState.files');
  }
}
