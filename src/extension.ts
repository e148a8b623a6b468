// The composition root: creates the parts, connects them, registers them. Nobody imports it.
import { commands, languages, Uri, window, type Disposable, type ExtensionContext } from 'vscode';
import { CheckpointStore } from './host/training/checkpointStore.ts';
import { registerCommands, type ExtensionParts } from './host/commands.ts';
import { updateContextMixing } from './host/suggestions/contextMixingTexts.ts';
import { DashboardPanel, dashboardType } from './host/dashboard/dashboardPanel.ts';
import { EditorColors } from './host/dashboard/editorColors.ts';
import { analysisInput } from './host/dashboard/analysisInput.ts';
import { AnalysisCache } from './host/dashboard/analysisCache.ts';
import { AnalyzerClient } from './host/processes/analyzerClient.ts';
import { InlineCompletions } from './host/suggestions/inlineCompletions.ts';
import { recordRuns } from './host/training/runHistory.ts';
import { persistTraining, showSaveError } from './host/training/persistence.ts';
import { startLearner } from './host/processes/learnerProcess.ts';
import { startProcess, startWorker } from './host/processes/link.ts';
import { PredictorClient } from './host/processes/predictorClient.ts';
import { restoreState } from './host/training/restore.ts';
import { RunStore } from './host/training/runStore.ts';
import { TrainingSession } from './host/training/session.ts';
import { predictorOptions, samplingSettings, settings } from './host/settings.ts';
import { statusBar } from './host/statusBar.ts';

let atEnd: () => Promise<void> = () => Promise.resolve();

/** Answers the parts as they are connected, for tests and benchmarks inside the editor. */
export function activate(context: ExtensionContext): ExtensionParts & { readonly completions: InlineCompletions } {
  const own = <T extends Disposable>(part: T): T => (context.subscriptions.push(part), part);
  const program = (name: string): string => Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const log = own(window.createOutputChannel('Hidden State', { log: true }));
  const storage = (name: string): Uri | undefined => context.storageUri && Uri.joinPath(context.storageUri, name);
  const store = own(new CheckpointStore(storage('model'), showSaveError));
  const runs = own(new RunStore(storage('runs')));
  const predictor = own(
    new PredictorClient(
      () => startWorker(program('predictor.mjs'), 'Hidden State predictor', predictorOptions()),
      (message) => log.warn(message),
    ),
  );
  const session = own(
    new TrainingSession({
      startLearner: () => startLearner(context.extensionUri),
      onCheckpoint: (bytes, best) => {
        store.save(bytes);
        examiner.invalidateCheckpoint();
        if (best) predictor.load(bytes).catch((error: unknown) => log.warn(String(error)));
      },
    }),
  );
  const examiner = own(
    new AnalyzerClient(
      () => startProcess(program('examiner.mjs'), settings.suggestions.pretrained.value() ? ['generic start'] : []),
      analysisInput(store),
    ),
  );
  const examination = own(new AnalysisCache(examiner, context.workspaceState, () => session.isRunning));
  const colours = own(new EditorColors(examiner, (message) => log.warn(message)));
  own(session.onCorpus(() => examination.clear()));
  const goOn = (): void => void commands.executeCommand('hiddenState.train', 'checkpoint');
  const runKeeping = own(recordRuns(session, runs, context.workspaceState, (error) => log.warn(String(error))));
  const act = (action: string): void => void commands.executeCommand(`hiddenState.${action}`);
  const dashboard = own(
    new DashboardPanel(
      { session, predictor, runs, currentRun: () => runKeeping.current, examination, colours, act },
      context.extensionUri,
    ),
  );
  const completions = new InlineCompletions(predictor, (path) => predictor.hasLearned(path));
  const parts = { session, store, runs, predictor, dashboard, examination, colours, completions };
  // Before a training can begin, whose mark it would be.
  const cutOff = store.readRunMarker();
  own(registerCommands(parts));
  own(persistTraining(session, store, log, goOn));
  own(statusBar(session, predictor, 'hiddenState.showMenu'));
  own(languages.registerInlineCompletionItemProvider({ pattern: '**' }, completions));
  own(window.registerWebviewPanelSerializer(dashboardType, dashboard));
  own(updateContextMixing(session, predictor, log));
  own(predictor.onState(() => completions.reset()));
  const { temperature, topP, seed, model, confidence, multiline } = settings.suggestions;
  for (const { onChange } of [temperature, topP, seed, model, confidence, multiline])
    own(onChange(() => completions.reset()));
  for (const { onChange } of [temperature, topP, seed]) {
    own(onChange(() => session.setSampling(samplingSettings())));
  }
  atEnd = async () => {
    if (session.isRunning) {
      const { startedMs } = (await store.readRunMarker()) ?? { startedMs: Date.now() };
      await store.writeRunMarker({ startedMs, closed: true });
    }
    await Promise.all([store.flush(), runKeeping.flush()]);
  };
  const recalled = runKeeping.restoreNewest().catch((error: unknown) => log.warn(String(error)));
  recalled
    .then(() => restoreState({ store, predictor, dashboard, session, cutOff }, goOn))
    .catch((error: unknown) => log.error(String(error)));
  return parts;
}

export const deactivate = (): Promise<void> => atEnd();
