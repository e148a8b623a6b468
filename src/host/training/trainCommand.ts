// The command "Train RNN on workspace", up to the first training step: asks whether to continue from the last checkpoint, and
// reads the texts while a notification shows the progress and can cancel it.
import {
  l10n,
  ProgressLocation,
  window,
  workspace,
  type CancellationToken,
  type Progress,
  type QuickPickItem,
} from 'vscode';
import type { Collection } from '../../corpus/collect.ts';
import { characterCount } from '../../corpus/characterCount.ts';
import { leastCharacters } from '../../corpus/split.ts';
import { partDone } from '../../protocol/runState.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../protocol/settings.ts';
import { exclusionSummary } from '../workspace/exclusionReasons.ts';
import type { EarlierModel } from './earlierModel.ts';
import type { ModelParts } from './forgetModel.ts';
import type { TrainingSession } from './session.ts';
import { bitsText, choicesText, durationText } from '../numberText.ts';
import { isConfirmed, manageTrust, offer, openFolder, openSettings } from '../messages.ts';
import { samplingSettings, settings, trainingSettings } from '../settings.ts';
import { workspaceRoots } from '../workspace/workspaceFiles.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';

/**
 * Where a training starts; `ask`: the user decides where there is a checkpoint. `nothing`: a new network, which starts as the setting
 * says; `pretrained` and `scratch`: a new network that starts so, whatever the setting.
 */
export const startsFrom = ['ask', 'checkpoint', 'nothing', 'pretrained', 'scratch'] as const;
export type StartFrom = (typeof startsFrom)[number];
const isNew = (start: StartFrom): boolean => start !== 'ask' && start !== 'checkpoint';

export interface TrainParts extends Pick<ModelParts, 'session' | 'store' | 'predictor' | 'forgetting' | 'consent'> {
  readonly reader: WorkspaceReader;
  readonly earlierModel: EarlierModel;
}

export async function train(parts: TrainParts, from: StartFrom): Promise<void> {
  const { session, store, reader, predictor } = parts;
  if (!workspace.isTrusted) return showTrustNeeded();
  if (session.isRunning) return showAlreadyRunning();
  if (workspaceRoots().length === 0) return showFolderNeeded();
  if (!(await store.canWrite())) return showOtherWriter();
  const checkpoint = isNew(from) ? undefined : await store.load();
  const { layers = 1 } = predictor;
  const ask = (): Promise<StartFrom | undefined> =>
    layers > 1 ? askToReplace(layers) : askWhereToStart(session.state.score);
  const start = checkpoint && (from === 'ask' || layers > 1) ? await ask() : from;
  if (start === undefined) return;
  // Another training may have begun while the user was asked.
  if (session.isRunning) return showAlreadyRunning();
  const cancelled = session.beginPreparation();
  await parts.forgetting.begin();
  if (cancelled.aborted) return;
  await parts.consent.give();
  await store.writeRunMarker({ closed: false });
  const options = { location: ProgressLocation.Notification, title: l10n.t('Hidden State'), cancellable: true };
  const tooSmall = await window.withProgress(options, async (progress, token) => {
    const corpus = await readCorpus(reader, progress, token, cancelled).catch((error: unknown) => {
      if (cancelled.aborted) return undefined;
      session.cancelPreparation();
      if (token.isCancellationRequested) return undefined;
      throw error;
    });
    if (!corpus || cancelled.aborted) return undefined;
    if (charactersOf(corpus) < leastCharacters) {
      session.cancelPreparation();
      return corpus;
    }
    progress.report({ message: l10n.t('starting the training') });
    const earlier = await modelBefore(parts, start);
    if (cancelled.aborted) return undefined;
    session.start({
      corpus,
      settings: settingsFor(start),
      sampling: samplingSettings(),
      checkpoint: isNew(start) ? undefined : checkpoint,
      earlier,
    });
    await firstStepsOrEnd(session, token);
    return undefined;
  });
  if (tooSmall) await showTooLittleText(tooSmall);
}

/** The cell and size of the settings are for a network from scratch, unless they are the defaults. */
function settingsFor(start: StartFrom): TrainingSettings {
  const chosen = trainingSettings();
  const { cell, hiddenSize } = defaultTrainingSettings;
  if (start === 'pretrained') return { ...chosen, start, cell, hiddenSize };
  return start === 'scratch' ? { ...chosen, start } : chosen;
}

/**
 * The model that stays active until the new one is better. Undefined: the training continues the active model, or there is none, or it
 * cannot be evaluated here.
 */
async function modelBefore({ predictor, earlierModel }: TrainParts, start: StartFrom): Promise<Uint8Array | undefined> {
  if (!isNew(start)) return earlierModel.bytes;
  if ((predictor.layers ?? 1) === 1) return earlierModel.compareWith();
  // A network with several layers cannot be evaluated here: the user has agreed to replace it.
  await earlierModel.keep();
  return undefined;
}

/** Rejects when the user cancels the notification, or when the session cancels the training. */
async function readCorpus(
  reader: WorkspaceReader,
  progress: Progress<{ message: string }>,
  token: CancellationToken,
  cancelled: AbortSignal,
): Promise<Collection> {
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => abort.abort());
  try {
    progress.report({ message: l10n.t('reading the workspace') });
    return await reader.read({
      signal: AbortSignal.any([abort.signal, cancelled]),
      onProgress: (files) => progress.report({ message: l10n.t('reading the workspace; files: {0}', files) }),
    });
  } finally {
    subscription.dispose();
  }
}

/** Until then the notification stays; afterwards the status bar shows the progress. */
function firstStepsOrEnd(session: TrainingSession, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const subscriptions = [
      session.onStatus((state) => {
        if (state.status !== 'preparing' && (partDone(state) > 0 || state.status !== 'training')) end();
      }),
      token.onCancellationRequested(() => session.stop()),
    ];
    function end(): void {
      for (const subscription of subscriptions) subscription.dispose();
      resolve();
    }
  });
}

/** `bitsPerChar`: of the newest network, where it was measured. */
async function askWhereToStart(bitsPerChar: number | undefined): Promise<StartFrom | undefined> {
  const pretrained = {
    label: l10n.t('Start from the pretrained network'),
    detail: l10n.t('A new network that knows code and English already.'),
    start: 'pretrained',
  } as const;
  const items: (QuickPickItem & { start: StartFrom })[] = [
    {
      label: l10n.t('Train further'),
      ...(bitsPerChar !== undefined && {
        description: l10n.t(
          'hesitates between about {0} letters and signs ({1} bits per character)',
          choicesText(bitsPerChar),
          bitsText(bitsPerChar),
        ),
      }),
      detail: l10n.t('Go on with this network. It keeps its type and size.'),
      start: 'checkpoint',
    },
    ...(settings.suggestions.pretrained.value() ? [pretrained] : []),
    {
      label: l10n.t('Start from scratch'),
      detail: l10n.t('A new network that knows nothing yet. It takes longer to become as good.'),
      start: 'scratch',
    },
  ];
  const title = l10n.t('A network is already trained on this workspace');
  const placeHolder = l10n.t(
    'At most {0}. Your network stays in use until a new one is better',
    durationText(settings.training.seconds.value()),
  );
  return (await window.showQuickPick(items, { title, placeHolder }))?.start;
}

/** A network with several layers cannot be continued here. */
async function askToReplace(layers: number): Promise<StartFrom | undefined> {
  const question = l10n.t(
    'The model of this workspace has {0} layers. Such networks are trained with PyTorch, as docs/train-elsewhere.md explains. A new network replaces it here.',
    layers,
  );
  return (await isConfirmed(question, l10n.t('Start from scratch'))) ? 'nothing' : undefined;
}

function showAlreadyRunning(): void {
  void window.showInformationMessage(l10n.t('A training is already running.'));
}

function showOtherWriter(): void {
  const text = l10n.t(
    'Another window trains on this workspace and saves its model. Train there, or close that window.',
  );
  void window.showWarningMessage(text);
}

function showTrustNeeded(): Promise<void> {
  const text = l10n.t('Training reads the files of the workspace, so it waits until you trust it.');
  return offer(window.showWarningMessage, text, manageTrust());
}

function showFolderNeeded(): Promise<void> {
  const text = l10n.t('There is nothing to train on: open a folder with text in it, then train again.');
  return offer(window.showInformationMessage, text, openFolder());
}

function charactersOf({ texts }: Collection): number {
  return texts.reduce((sum, { text }) => sum + characterCount(text), 0);
}

function showTooLittleText(corpus: Collection): Promise<void> {
  const reasons = exclusionSummary(corpus.excluded);
  const text = l10n.t(
    'There is too little text to train on: {0} characters; {1} are needed. Open a folder with more text.',
    charactersOf(corpus),
    leastCharacters,
  );
  const why = reasons === '' ? '' : ` ${l10n.t('Excluded: {0}.', reasons)}`;
  // Settings help only where they exclude something.
  const actions = reasons === '' ? [] : [openSettings('hiddenState.files')];
  return offer(window.showInformationMessage, text + why, ...actions);
}
