// The composition root: lets the editor know the parts of the extension, and connects them.
import { commands, ExtensionMode, Uri, window, type Disposable, type ExtensionContext } from 'vscode';
import { registerCommands } from './host/commands.ts';
import { dashboardType } from './host/dashboard/dashboardPanel.ts';
import { samplingSettings, settings } from './host/settings.ts';
import { askToLearn } from './host/learning/learnCommand.ts';
import { statusBar } from './host/status/statusBar.ts';
import { ContextMixingTexts } from './host/suggestions/contextMixingTexts.ts';
import { registerWherePossible } from './host/suggestions/registration.ts';
import { inside, openFolder } from './host/storage/openStorage.ts';
import { persistTraining } from './host/training/persistence.ts';
import { restoreState } from './host/training/restore.ts';
import { watchRemovedFiles } from './host/training/removedFiles.ts';
import { openWorkspaceState } from './host/storage/workspaceState.ts';
import { watchFolder } from './host/storage/watchFolder.ts';
import { workspaceStorage } from './host/storage/workspaceStorage.ts';
import { openExcludedFiles, refreshExcludedFiles } from './host/workspace/excludedFiles.ts';
import { watchTyping } from './host/workspace/typedPositions.ts';
import { createParts, type ExtensionParts } from './host/createParts.ts';

/** The editor waits a few seconds for an extension that ends. A step of a training takes milliseconds, an evaluation up to seconds. */
const pauseMs = 1500;

let flush: () => Promise<void> = () => Promise.resolve();

/** The extension has no public API. Tests and benchmarks, which run in the editor's test mode, are given its parts. */
export async function activate(context: ExtensionContext): Promise<ExtensionParts | undefined> {
  const log = window.createOutputChannel('Hidden State', { log: true });
  context.subscriptions.push(log);
  const warn = (error: unknown): void => log.warn(String(error));
  const storage = await workspaceStorage(context.storageUri);
  const state = await openWorkspaceState(openFolder(inside(storage, 'state')), warn);
  const parts = createParts(context, storage, state, log);
  const { session, store, dashboard, history, earlierModel, control, ghostText, forgetting, consent, otherWindow } =
    parts;
  const resume = (): void => void commands.executeCommand('hiddenState.train', 'checkpoint');
  // Before a training can begin and write its own marker.
  const interrupted = store.readRunMarker();
  openExcludedFiles(state);
  const refresh = (): Promise<unknown> =>
    Promise.all([consent.refresh(), forgetting.refresh(), refreshExcludedFiles(), otherWindow.look()]);
  context.subscriptions.push(
    ...(storage ? [watchFolder(Uri.joinPath(storage, 'state'), refresh)] : []),
    registerCommands(parts),
    persistTraining(session, store, log, resume),
    statusBar(parts, 'hiddenState.showMenu'),
    registerWherePossible(ghostText, control),
    window.registerWebviewPanelSerializer(dashboardType, dashboard),
    watchTyping(),
    watchRemovedFiles(parts, warn),
    new ContextMixingTexts({ ...parts, warn }),
    ...connect(parts),
  );
  flush = () => flushAll(parts);
  history
    .restoreNewest(earlierModel.restore().catch(warn))
    .catch(warn)
    .then(() => restoreState({ ...parts, interrupted }, resume))
    .then(() => otherWindow.look())
    .then(() => context.subscriptions.push(askToLearn(parts, warn)))
    .catch((error: unknown) => log.error(String(error)));
  return context.extensionMode === ExtensionMode.Test ? parts : undefined;
}

export const deactivate = (): Promise<void> => flush();

/** What one part has to do when another one, or a setting, changes. */
function connect({
  session,
  runs,
  weights,
  analysis,
  completions,
  control,
  predictor,
  never,
}: ExtensionParts): Disposable[] {
  const { temperature, topP, seed, model, confidence, multiline, suggestWidget } = settings.suggestions;
  const sampling = [temperature, topP, seed];
  return [
    session.onCorpus(() => analysis.clear()),
    runs.onChange((list) => void weights.keepOnly(new Set(list.map(({ id }) => id)))),
    control.onChange(() => completions.updateSilence()),
    predictor.onForgotten(() => completions.forgetAnswer()),
    never.onChange(() => completions.forgetAnswer()),
    ...[...sampling, model, confidence, multiline, suggestWidget].map(({ onChange }) =>
      onChange(() => completions.forgetAnswer()),
    ),
    ...sampling.map(({ onChange }) => onChange(() => session.setSampling(samplingSettings()))),
  ];
}

/** Before the editor closes or reloads the window. */
async function flushAll(parts: ExtensionParts): Promise<void> {
  const { session, store, history, statistics, state, forgetting, learnedStore } = parts;
  await forgetting.refresh();
  if (session.isRunning) await store.writeRunMarker({ closed: true });
  await session.pauseToSave(pauseMs);
  await Promise.all([store.close(), history.flush(), statistics.save(), learnedStore.flush()]);
  await state.flush();
}
