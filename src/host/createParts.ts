// Creates the parts of the extension in the host, and connects those that need each other to begin with.
import { commands, Uri, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { type ExtensionParts } from './commands.ts';
import { AnalysisCache } from './dashboard/analysisCache.ts';
import { analysisInput } from './dashboard/analysisInput.ts';
import { DashboardPanel } from './dashboard/dashboardPanel.ts';
import { EditorColors } from './dashboard/editorColors.ts';
import { NextEditController } from './nextEdit/nextEditController.ts';
import { resourceMeters } from './dashboard/resourceMeters.ts';
import { AnalyzerClient } from './processes/analyzerClient.ts';
import { createMaskers } from './processes/maskers.ts';
import { learnerProgram, startLearner } from './processes/learnerProcess.ts';
import { PredictorClient } from './processes/predictorClient.ts';
import { heapMbForText, startProcess, startThread, type Program } from '../processes/program.ts';
import { corpusLimits, predictorOptions, settings, trainingThreads } from './settings.ts';
import { LearningConsent } from './learning/consent.ts';
import { KeptLearning } from './learning/keptLearning.ts';
import { LearnedFiles } from './learning/learnedFiles.ts';
import { WorkspaceStage } from './learning/workspaceStage.ts';
import { StatusView } from './status/statusView.ts';
import { createEarlyRequests } from './suggestions/earlyRequests.ts';
import { InlineCompletions } from './suggestions/inlineCompletions.ts';
import { createShowDelay, type ShowDelay } from './suggestions/showDelay.ts';
import { NeverSuggested } from './suggestions/neverSuggested.ts';
import { Snooze } from './suggestions/snooze.ts';
import { SuggestionControl } from './suggestions/suggestionControl.ts';
import { StatisticsStore } from './suggestions/statisticsStore.ts';
import { SuggestWidget } from './suggestions/suggestWidget.ts';
import { SuggestionTracker } from './suggestions/suggestionTracker.ts';
import { UserEstimates } from './suggestions/userEstimates.ts';
import { createTypedRuns } from './suggestions/typedRuns.ts';
import { CheckpointStore } from './storage/checkpointStore.ts';
import { followForgetting } from './training/forgetModel.ts';
import { Forgetting } from './storage/forgetting.ts';
import { learnedFolder, LearnedStore } from './storage/learnedStore.ts';
import { openFolder, openStorage } from './storage/openStorage.ts';
import { showSaveError } from './training/persistence.ts';
import { recordRuns } from './training/runHistory.ts';
import { RunStore } from './storage/runStore.ts';
import { RunWeights } from './storage/runWeights.ts';
import { showKept, watchEarlierModel } from './training/earlierModel.ts';
import { TrainingSession } from './training/session.ts';
import { watchLearningPower } from './learning/learningPower.ts';
import { powerSource, thisSystem } from './powerSource.ts';
import { tellPower } from './training/powerMessages.ts';
import { watchTrainingPower } from './training/trainingPower.ts';
import { type WorkspaceState } from './storage/workspaceState.ts';
import { logTrainings } from './training/trainingLog.ts';
import { sampleUsage } from './training/usageSampler.ts';
import { WorkspaceChanges } from './workspace/workspaceChanges.ts';
import { WorkspaceReader } from './workspace/workspaceReader.ts';

export interface CreatedParts extends ExtensionParts {
  readonly showDelay: ShowDelay;
  readonly learnedStore: LearnedStore;
}

/** `storage`: of the workspace; undefined where the window has none. */
export function createParts(
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
    new PredictorClient(() => {
      const options = { ...predictorOptions(), keepsLearned: learnedStore.isOpen };
      return thread('predictor', options, heapMbForText(corpusLimits().maxTotalCharacters));
    }, warn),
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
    new KeptLearning({ store: learnedStore, state, predictor, reader, log: (message) => log.info(message) }),
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
      session,
      threads: trainingThreads,
      tell: tellPower,
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
        session,
        predictor,
        runs,
        weights,
        analysis,
        colors,
        statistics,
        history,
        learnedFiles,
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
        return predictor.lastReply?.refusal;
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
    changes: own(new WorkspaceChanges()),
    reader,
    predictor,
    // Learning.
    consent,
    stage,
    learnedFiles,
    kept,
    learnedStore,
    learningPower,
    // Training.
    session,
    store,
    runs,
    weights,
    forgetting,
    earlierModel,
    history,
    power,
    // Suggestions.
    completions,
    control,
    snooze,
    never,
    estimates,
    tracker,
    showDelay,
    nextEdits,
    statistics,
    // What the user sees of it.
    analysis,
    colors,
    forgetAnalyses,
    dashboard,
    statusView,
  };
  return parts;
}

export function inside(folder: Uri | undefined, name: string): Uri | undefined {
  return folder && Uri.joinPath(folder, name);
}
