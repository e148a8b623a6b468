// The panel of the dashboard: at most one, restored after a reload of the window. Its page is not kept in memory while hidden.
// Whenever it is shown, it says that it is ready, and receives a snapshot and then the events of the session.
import { randomUUID } from 'node:crypto';
import {
  Disposable,
  ViewColumn,
  env,
  l10n,
  TabInputWebview,
  Uri,
  window,
  type Tab,
  type Webview,
  type WebviewPanel,
  type WebviewPanelSerializer,
  workspace,
} from 'vscode';
import { unexpected } from '../../protocol/unexpected.ts';
import { dashboardHtml } from '../../protocol/dashboardPage.ts';
import type { DashboardAction, EditorChoices, FromDashboard, ToDashboard } from '../../protocol/dashboard.ts';
import { dayOf } from '../../protocol/suggestionStatistics.ts';
import { reasonOf } from '../fileError.ts';
import { watchCaretPrediction } from './caretPrediction.ts';
import { performFileAction, performRunAction, generateSample, saveExport } from './dashboardRequests.ts';
import type { EditorColors } from './editorColors.ts';
import type { AnalysisCache } from './analysisCache.ts';
import { parseDashboardMessage } from '../../protocol/parseDashboardMessage.ts';
import { watchResources, type ResourceMeters } from './resourceWatch.ts';
import { excludedFiles, onExcludedFilesChange } from '../workspace/excludedFiles.ts';
import type { LearnedFiles } from '../learning/learnedFiles.ts';
import type { WorkspaceStage } from '../learning/workspaceStage.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { StatisticsStore } from '../suggestions/statisticsStore.ts';
import type { EarlierModel } from '../training/earlierModel.ts';
import type { RunHistory } from '../training/runHistory.ts';
import type { RunStore } from '../storage/runStore.ts';
import type { RunWeights } from '../storage/runWeights.ts';
import type { TrainingSession } from '../training/session.ts';
import { change } from '../setting.ts';
import { settings } from '../settings.ts';

export const dashboardType = 'hiddenState.dashboard';

export interface DashboardParts {
  readonly session: TrainingSession;
  readonly predictor: PredictorClient;
  readonly runs: RunStore;
  readonly weights: Pick<RunWeights, 'ids' | 'onChange'>;
  readonly history: Pick<RunHistory, 'current' | 'learnedFiles' | 'onCurrentChange' | 'restoring'>;
  readonly earlierModel: Pick<EarlierModel, 'run' | 'isNewerSetAside'>;
  readonly analysis: AnalysisCache;
  readonly colors: EditorColors;
  readonly statistics: StatisticsStore;
  readonly learnedFiles: Pick<LearnedFiles, 'ledger' | 'onChange'>;
  readonly stage: Pick<WorkspaceStage, 'current' | 'onChange'>;
  readonly meters: ResourceMeters;
  readonly act: (action: DashboardAction) => void;
}

export class DashboardPanel implements Disposable, WebviewPanelSerializer {
  private readonly parts: DashboardParts;
  private readonly extension: Uri;
  private open: WebviewPanel | undefined;

  /** `extension`: the folder that the extension is installed in. */
  constructor(parts: DashboardParts, extension: Uri) {
    this.parts = parts;
    this.extension = extension;
  }

  get isVisible(): boolean {
    return this.open?.visible ?? false;
  }

  show(): void {
    if (this.open) return this.open.reveal();
    const hidden = hiddenTab();
    const column = hidden?.group.viewColumn ?? (window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active);
    const title = l10n.t('Hidden State');
    this.attach(window.createWebviewPanel(dashboardType, title, { viewColumn: column, preserveFocus: true }));
    if (hidden) void window.tabGroups.close(hidden, true);
  }

  async deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    if (this.open) panel.dispose();
    else this.attach(panel);
  }

  dispose(): void {
    this.open?.dispose();
  }

  private attach(panel: WebviewPanel): void {
    const { webview } = panel;
    const { session, predictor, runs, weights, history, earlierModel, analysis, colors, statistics } = this.parts;
    const send = (message: ToDashboard): void => void webview.postMessage(message);
    const sendSnapshot = (): void =>
      send({
        type: 'snapshot',
        snapshot: { run: session.state, analyses: analysis.results, choices: this.choices },
      });
    const sendRuns = async (): Promise<void> => {
      const [list, restorable] = await Promise.all([runs.list(), weights.ids()]);
      const inUse = earlierModel.run ?? history.current;
      const { isNewerSetAside } = earlierModel;
      whenReady(() => ({ type: 'runs', runs: list, current: history.current, inUse, isNewerSetAside, restorable }));
    };
    const watches = {
      caret: whileWanted(() =>
        watchCaretPrediction(predictor, session.onCheckpoint, (caret) => send({ type: 'caret', caret })),
      ),
      resources: whileWanted(() =>
        watchResources(this.parts.meters, (resources) => send({ type: 'resources', resources })),
      ),
    };
    const stopWatching = (): void => Object.values(watches).forEach(({ setWanted }) => setWanted(false));
    /** The page is visible and has its snapshot, which contains all earlier events. */
    let isReady = false;
    const whenReady = (message: () => ToDashboard): void => {
      if (isReady && panel.visible) send(message());
    };
    const begin = (): void => {
      if (this.open !== panel) return;
      isReady = true;
      sendSnapshot();
      void sendRuns();
      send(this.statisticsNow);
      send(this.learnedNow);
      void statistics.refresh();
    };
    // The stage changes with each percent.
    let wasLearning = this.isLearning;
    const subscriptions = Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => {
        const request = parseDashboardMessage(message);
        if (request?.type === 'caret' || request?.type === 'resources') {
          return watches[request.type].setWanted(request.wanted && panel.visible);
        }
        if (request?.type !== 'ready') return request && void this.answer(request, send).catch(showFailure);
        // At startup, the page would say that nothing is trained.
        if (history.restoring) void history.restoring.then(begin, begin);
        else begin();
      }),
      session.onEvent((event) => whenReady(() => ({ type: 'event', event }))),
      runs.onChange(() => void sendRuns()),
      weights.onChange(() => void sendRuns()),
      history.onCurrentChange(() => {
        void sendRuns();
        whenReady(() => this.learnedNow);
      }),
      statistics.onChange(() => whenReady(() => this.statisticsNow)),
      this.parts.learnedFiles.onChange(() => whenReady(() => this.learnedNow)),
      this.parts.stage.onChange(() => {
        if (this.isLearning === wasLearning) return;
        wasLearning = this.isLearning;
        whenReady(() => this.learnedNow);
      }),
      analysis.onEvent((event) => whenReady(() => ({ type: 'analysis', event }))),
      ...[
        colors.onChange,
        settings.suggestions.confidence.onChange,
        settings.files.exclude.onChange,
        onExcludedFilesChange,
        workspace.onDidGrantWorkspaceTrust,
      ].map((onChange) => onChange(() => whenReady(() => ({ type: 'choices', choices: this.choices })))),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) {
          isReady = false;
          stopWatching();
        }
        session.watch('dashboard', panel.visible);
      }),
      panel.onDidDispose(() => {
        subscriptions.dispose();
        stopWatching();
        this.open = undefined;
        session.watch('dashboard', false);
      }),
    );
    this.open = panel;
    panel.iconPath = Uri.joinPath(this.extension, 'media', 'icon.png');
    webview.options = { enableScripts: true, localResourceRoots: [this.programs] };
    webview.html = this.page(webview);
    session.watch('dashboard', panel.visible);
  }

  private get choices(): EditorChoices {
    return {
      confidence: settings.suggestions.confidence.value(),
      coloring: this.parts.colors.coloring,
      excludedFiles: excludedFiles(),
      isTrusted: workspace.isTrusted,
    };
  }

  private get statisticsNow(): ToDashboard {
    return { type: 'statistics', statistics: this.parts.statistics.statistics, today: dayOf(Date.now()) };
  }

  private get isLearning(): boolean {
    return this.parts.stage.current.kind === 'learning';
  }

  private get learnedNow(): ToDashboard {
    const { learnedFiles, history } = this.parts;
    const trained = [...history.learnedFiles];
    return { type: 'learned', files: learnedFiles.ledger, trained, isLearning: this.isLearning };
  }

  private async answer(
    message: Exclude<FromDashboard, { type: 'ready' | 'caret' | 'resources' }>,
    send: (message: ToDashboard) => void,
  ): Promise<void> {
    const { session, predictor, runs } = this.parts;
    switch (message.type) {
      case 'action':
        return this.parts.act(message.action);
      case 'save':
        return saveExport(message);
      case 'sampling':
        return generateSample(session, predictor, message);
      case 'run':
        return performRunAction(runs, message, send);
      case 'file':
        return performFileAction(message);
      case 'analyze':
        return void this.parts.analysis.ask(message.query);
      case 'cancelAnalysis':
        return this.parts.analysis.cancel(message.kind);
      case 'color':
        return this.parts.colors.show(message.coloring);
      case 'confidence':
        return change(settings.suggestions.confidence, message.confidence);
      default:
        unexpected(message);
    }
  }

  private get programs(): Uri {
    return Uri.joinPath(this.extension, 'dist');
  }

  private page(webview: Webview): string {
    const at = (name: string): string => webview.asWebviewUri(Uri.joinPath(this.programs, name)).toString();
    return dashboardHtml({
      nonce: randomUUID(),
      scriptUri: at('dashboard.js'),
      styleUri: at('dashboard.css'),
      cspSource: webview.cspSource,
      language: env.language,
      strings: l10n.bundle,
    });
  }
}

/** After a reload, a tab that is behind another one has no panel yet. */
function hiddenTab(): Tab | undefined {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  // The editor adds a prefix to the type.
  return tabs.find(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(dashboardType));
}

function showFailure(error: unknown): void {
  void window.showErrorMessage(`Hidden State: ${reasonOf(error)}`);
}

/** Runs something only while the page shows its results. */
function whileWanted(start: () => Disposable): { setWanted(wanted: boolean): void } {
  let watch: Disposable | undefined;
  return {
    setWanted: (wanted) => {
      if (wanted === (watch !== undefined)) return;
      watch?.dispose();
      watch = wanted ? start() : undefined;
    },
  };
}
