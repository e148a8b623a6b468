// The composition root: creates the parts of the extension, connects them, and registers them with the editor.
import {
  commands,
  ExtensionMode,
  Uri,
  window,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import { registerCommands, type ExtensionParts } from './host/commands.ts';
import { AnalysisCache } from './host/dashboard/analysisCache.ts';
import { analysisInput } from './host/dashboard/analysisInput.ts';
import { DashboardPanel, dashboardType } from './host/dashboard/dashboardPanel.ts';
import { EditorColors } from './host/dashboard/editorColors.ts';
import { NextEditController } from './host/nextEdit/nextEditController.ts';
import { resourceMeters } from './host/dashboard/resourceWatch.ts';
import { AnalyzerClient } from './host/processes/analyzerClient.ts';
import { createMaskers } from './host/processes/maskers.ts';
import { learnerProgram, startLearner } from './host/processes/learnerProcess.ts';
import { PredictorClient } from './host/processes/predictorClient.ts';
import { startProcess, startThread, type Program } from './processes/program.ts';
import { predictorOptions, samplingSettings, settings, trainingThreads } from './host/settings.ts';
import { LearningConsent } from './host/learning/consent.ts';
import { askToLearn } from './host/learning/learnCommand.ts';
import { KeptLearning } from './host/learning/keptLearning.ts';
import { LearnedFiles } from './host/learning/learnedFiles.ts';
import { WorkspaceStage } from './host/learning/workspaceStage.ts';
import { statusBar } from './host/status/statusBar.ts';
import { StatusView } from './host/status/statusView.ts';
import { ContextMixingTexts } from './host/suggestions/contextMixingTexts.ts';
import { createEarlyRequests } from './host/suggestions/earlyRequests.ts';
import { InlineCompletions } from './host/suggestions/inlineCompletions.ts';
import { registerWherePossible } from './host/suggestions/registration.ts';
import { createShowDelay, type ShowDelay } from './host/suggestions/showDelay.ts';
import { NeverSuggested } from './host/suggestions/neverSuggested.ts';
import { Snooze } from './host/suggestions/snooze.ts';
import { SuggestionControl } from './host/suggestions/suggestionControl.ts';
import { StatisticsStore } from './host/suggestions/statisticsStore.ts';
import { SuggestWidget } from './host/suggestions/suggestWidget.ts';
import { SuggestionTracker } from './host/suggestions/suggestionTracker.ts';
import { UserEstimates } from './host/suggestions/userEstimates.ts';
import { createTypedRuns } from './host/suggestions/typedRuns.ts';
import { CheckpointStore } from './host/storage/checkpointStore.ts';
import { followForgetting } from './host/training/forgetModel.ts';
import { Forgetting } from './host/storage/forgetting.ts';
import { learnedFolder, LearnedStore } from './host/storage/learnedStore.ts';
import { openFolder, openStorage } from './host/storage/openStorage.ts';
import { persistTraining, showSaveError } from './host/training/persistence.ts';
import { restoreState } from './host/training/restore.ts';
import { watchRemovedFiles } from './host/training/removedFiles.ts';
import { recordRuns } from './host/training/runHistory.ts';
import { RunStore } from './host/storage/runStore.ts';
import { RunWeights } from './host/storage/runWeights.ts';
import { showKept, watchEarlierModel } from './host/training/earlierModel.ts';
import { TrainingSession } from './host/training/session.ts';
import { watchLearningPower } from './host/learning/learningPower.ts';
import { powerSource, thisSystem } from './host/powerSource.ts';
import { tellPower } from './host/training/powerMessages.ts';
import { watchTrainingPower } from './host/training/trainingPower.ts';
import { openWorkspaceState, type WorkspaceState } from './host/storage/workspaceState.ts';
import { watchFolder } from './host/storage/watchFolder.ts';
import { workspaceStorage } from './host/storage/workspaceStorage.ts';
import { logTrainings } from './host/training/trainingLog.ts';
import { sampleUsage } from './host/training/usageSampler.ts';
import { openExcludedFiles, refreshExcludedFiles } from './host/workspace/excludedFiles.ts';
import { watchTyping } from './host/workspace/typedLines.ts';
import { WorkspaceChanges } from './host/workspace/workspaceChanges.ts';
import { WorkspaceReader } from './host/workspace/workspaceReader.ts';

interface CreatedParts extends ExtensionParts {
  readonly showDelay: ShowDelay;
  readonly learnedStore: LearnedStore;
}

let flush: () => Promise<void> = () => Promise.resolve();

/** The extension has no public API. Tests and benchmarks, which run in the editor's test mode, are given its parts. */
export async function activate(context: ExtensionContext): Promise<ExtensionParts | undefined> {
  const log = window.createOutputChannel('Hidden State', { log: true });
  context.subscriptions.push(log);
  const warn = (error: unknown): void => log.warn(String(error));
  const storage = await workspaceStorage(context.storageUri);
  const state = await openWorkspaceState(openFolder(inside(storage, 'state')), warn);
  const parts = createParts(context, storage, state, log);
  const { session, store, dashboard, history, control, tracker, showDelay, forgetting, consent } = parts;
  const resume = (): void => void commands.executeCommand('hiddenState.train', 'checkpoint');
  // Before a training can begin and write its own marker.
  const interrupted = store.readRunMarker();
  openExcludedFiles(state);
  const refresh = (): Promise<unknown> =>
    Promise.all([consent.refresh(), forgetting.refresh(), refreshExcludedFiles()]);
  context.subscriptions.push(
    ...(storage ? [watchFolder(Uri.joinPath(storage, 'state'), refresh)] : []),
    registerCommands(parts),
    persistTraining(session, store, log, resume),
    statusBar(parts, 'hiddenState.showMenu'),
    registerWherePossible(tracker.observed(showDelay), control),
    window.registerWebviewPanelSerializer(dashboardType, dashboard),
    watchTyping(),
    watchRemovedFiles(parts, warn),
    new ContextMixingTexts({ ...parts, log }),
    ...connect(parts),
  );
  flush = () => flushAll(parts);
  history
    .restoreNewest()
    .catch(warn)
    .then(() => restoreState({ ...parts, interrupted }, resume))
    .then(() => context.subscriptions.push(askToLearn(parts, warn)))
    .catch((error: unknown) => log.error(String(error)));
  return context.extensionMode === ExtensionMode.Test ? parts : undefined;
}

export const deactivate = (): Promise<void> => flush();

function inside(folder: Uri | undefined, name: string): Uri | undefined {
  return folder && Uri.joinPath(folder, name);
}

/** `storage`: of the workspace; undefined where the window has none. */
function createParts(
  context: ExtensionContext,
  storage: Uri | undefined,
  state: WorkspaceState,
  log: LogOutputChannel,
): CreatedParts {
  const own = <T extends Disposable>(part: T): T => (context.subscriptions.push(part), part);
  const warn = (error: unknown): void => log.warn(String(error));
  const program = (name: string): string => Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const thread = (name: string, options?: object, heapMb?: number): Program =>
    startThread(program(`${name}.mjs`), `Hidden State ${name}`, options, heapMb);
  const forgetting = new Forgetting(state, () => followForgetting(parts).catch(warn));
  const store = own(new CheckpointStore(openStorage(inside(storage, 'model')), showSaveError, { forgetting }));
  const runs = own(new RunStore(openFolder(inside(storage, 'runs'))));
  const weights = own(new RunWeights(openFolder(inside(storage, 'weights')), forgetting));
  const maskers = own(createMaskers((heapMb) => thread('masker', undefined, heapMb), warn));
  const reader = own(new WorkspaceReader(maskers.learnableText));
  const learnedStore = new LearnedStore(openStorage(inside(storage, learnedFolder)), { state, warn });
  const predictor = own(
    new PredictorClient(() => thread('predictor', { ...predictorOptions(), keepsLearned: learnedStore.isOpen }), warn),
  );
  own(predictor.onState((predictorState) => maskers.follow(predictorState)));
  const analyzer = own(
    new AnalyzerClient(
      () => startProcess(program('analyzer.mjs'), settings.suggestions.pretrained.value() ? ['pretrained'] : []),
      analysisInput(store, reader),
      warn,
    ),
  );
  const consent = own(new LearningConsent(state));
  const stage = own(new WorkspaceStage({ predictor, reader, consent }));
  const kept = own(
    new KeptLearning({ ...{ store: learnedStore, state, predictor, reader }, log: (message) => log.info(message) }),
  );
  const learnedFiles = own(new LearnedFiles(reader, predictor));
  const session = own(
    new TrainingSession({
      startLearner: (listener) => startLearner(() => learnerProgram(context.extensionUri), listener),
      onResumePoint: (bytes) => store.save(bytes),
      onCheckpoint: (bytes) => {
        store.save(bytes);
        history.noteWeights(bytes);
        analyzer.invalidateCheckpoint();
        if (!earlierModel.isActive) predictor.load(bytes).catch(warn);
      },
    }),
  );
  const readPower = () => powerSource(thisSystem);
  const powerMode = () => settings.training.onBattery.value();
  const learningPower = own(watchLearningPower({ stage, predictor, read: readPower, mode: powerMode }));
  const power = own(
    watchTrainingPower({
      ...{ session, threads: trainingThreads, tell: tellPower },
      read: readPower,
      mode: powerMode,
    }),
  );
  const meters = {
    learner: () => session.usage(),
    predictor: () => predictor.usage(),
    analyzer: () => analyzer.usage(),
    masker: () => maskers.usage(),
  };
  own(sampleUsage(session, meters));
  own(logTrainings(session));
  const analysis = own(new AnalysisCache(analyzer, state, () => session.isRunning));
  const colors = own(new EditorColors(analyzer, warn));
  const history = own(recordRuns({ session, store: runs, weights, memory: state, forgetting, warn }));
  const forgetAnalyses = (): void => {
    analysis.clear();
    colors.show(undefined);
  };
  const earlierModel = own(
    watchEarlierModel(
      { session, store, runs, weights, predictor, history, forgetting, forgetAnalyses },
      state,
      (comparison, newId) => void showKept(comparison, newId).catch(warn),
      warn,
    ),
  );
  const statistics = own(
    new StatisticsStore(inside(storage, 'statistics') ?? Uri.joinPath(context.globalStorageUri, 'statistics'), warn),
  );
  const dashboard = own(
    new DashboardPanel(
      {
        ...{ session, predictor, runs, weights, analysis, colors, statistics, history, learnedFiles },
        meters: resourceMeters(meters, storage),
        act: (action) => void commands.executeCommand(`hiddenState.${action}`),
      },
      context.extensionUri,
    ),
  );
  const snooze = own(new Snooze(state));
  const never = own(new NeverSuggested(state));
  const estimates = own(new UserEstimates(state));
  const tracker = own(
    new SuggestionTracker({
      record: (event) => {
        statistics.add(event);
        showDelay.observe(event);
      },
      report: (outcome) => predictor.outcome(outcome),
      onAccepted: (length, seconds) => {
        estimates.accepted(length, seconds);
        void commands.executeCommand('setContext', 'hiddenState.hasAccepted', true);
      },
    }),
  );
  const control = own(new SuggestionControl({ session, predictor, snooze, stage, learnedFiles }));
  const nextEdits = own(
    new NextEditController({
      state,
      isOn: (document) => control.allowsNextEdits(document),
      userParameters: () => estimates.parameters,
      savedBits: (lines) => predictor.ask((remote) => remote.savedBits(lines)),
      mask: maskers.typedTextMask(),
      learnedPaths: () => predictor.learned.paths,
      onOutcome: (outcome) => statistics.add({ type: 'next edit', outcome }),
    }),
  );
  own(control.onChange(() => nextEdits.reset()));
  const statusView = own(new StatusView({ session, predictor, stage, control }));
  const widget = new SuggestWidget();
  const early = own(createEarlyRequests((request, token) => predictor.complete(request, token)));
  const completions = new InlineCompletions({
    predictor: {
      complete: early.complete,
      typed: (request) => predictor.typed(request),
      mask: maskers.typedTextMask(),
      get lastRefusal() {
        return predictor.lastRefusal;
      },
    },
    isLearned: (path) => predictor.learned.has(path),
    typedRuns: own(createTypedRuns()),
    isSilent: (document, position, isInvoked) => control.silence(document, position, isInvoked) !== undefined,
    listPriority: (document, position, before) => widget.priorityAt(document, position, before),
    userParameters: () => estimates.parameters,
    shown: tracker,
    neverSuggested: () => never.words,
  });
  early.start((document, position) => completions.requestAt(document, position));
  const showDelay = own(createShowDelay(completions, () => nextEdits.shown !== undefined));
  const parts: CreatedParts = {
    storage: context,
    state,
    version: (context.extension.packageJSON as { readonly version: string }).version,
    ...{ session, store, runs, weights, forgetting, reader, predictor },
    ...{ consent, stage, learnedFiles, kept, learnedStore },
    ...{
      analysis,
      colors,
      forgetAnalyses,
      earlierModel,
      history,
      power,
      learningPower,
      dashboard,
      statistics,
      statusView,
    },
    ...{ completions, control, snooze, never, estimates, tracker, showDelay, nextEdits },
    changes: own(new WorkspaceChanges()),
  };
  return parts;
}

/** What one part has to do when another one, or a setting, changes. */
function connect({ session, runs, weights, analysis, completions, control }: ExtensionParts): Disposable[] {
  const { temperature, topP, seed, model, confidence, multiline, suggestWidget } = settings.suggestions;
  const sampling = [temperature, topP, seed];
  return [
    session.onCorpus(() => analysis.clear()),
    runs.onChange((list) => void weights.keepOnly(new Set(list.map(({ id }) => id)))),
    control.onChange(() => completions.reset()),
    ...[...sampling, model, confidence, multiline, suggestWidget].map(({ onChange }) =>
      onChange(() => completions.reset()),
    ),
    ...sampling.map(({ onChange }) => onChange(() => session.setSampling(samplingSettings()))),
  ];
}

/** Before the editor closes or reloads the window. */
async function flushAll(parts: CreatedParts): Promise<void> {
  const { session, store, history, statistics, state, forgetting, learnedStore } = parts;
  await forgetting.refresh();
  if (session.isRunning) {
    const { startedMs } = (await store.readRunMarker()) ?? { startedMs: Date.now() };
    await store.writeRunMarker({ startedMs, closed: true });
  }
  await Promise.all([store.close(), history.flush(), statistics.save(), learnedStore.flush()]);
  await state.flush();
}
