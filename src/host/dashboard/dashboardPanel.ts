// The dashboard's panel: at most one, restored after a reload. The page asks for a snapshot whenever it is shown (it is not
// kept in memory while hidden) and is then sent the session's events.
import { randomUUID } from 'node:crypto';
import {
  Disposable,
  ViewColumn,
  env,
  l10n,
  Uri,
  window,
  type Webview,
  type WebviewPanel,
  type WebviewPanelSerializer,
} from 'vscode';
import { unexpected } from '../../protocol/channel.ts';
import { dashboardHtml } from '../../protocol/dashboardPage.ts';
import type {
  CaretPrediction,
  DashboardAction,
  EditorChoices,
  FromDashboard,
  ToDashboard,
} from '../../protocol/dashboard.ts';
import type { RunSummary } from '../../protocol/runs.ts';
import { watchCaretPrediction } from './caretPrediction.ts';
import { performFileAction, performRunAction, drawSamples, saveExport, setEagerness } from './dashboardRequests.ts';
import type { EditorColors } from './editorColors.ts';
import type { AnalysisCache } from './analysisCache.ts';
import { parseMessage } from './parseMessage.ts';
import { excludedFiles } from '../workspace/excludedFiles.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { RunStore } from '../training/runStore.ts';
import type { TrainingSession } from '../training/session.ts';
import { settings } from '../settings.ts';

export const dashboardType = 'hiddenState.dashboard';

export interface DashboardParts {
  readonly session: TrainingSession;
  readonly predictor: PredictorClient;
  readonly runs: RunStore;
  /** The run that the session tells of. */
  readonly currentRun: () => string | undefined;
  readonly analysis: AnalysisCache;
  readonly colors: EditorColors;
  readonly act: (action: DashboardAction) => void;
}

export class DashboardPanel implements Disposable, WebviewPanelSerializer {
  private readonly parts: DashboardParts;
  private readonly extension: Uri;
  private open: { readonly panel: WebviewPanel; readonly parts: Disposable } | undefined;

  /** `extension`: the folder that the extension is installed in. */
  constructor(parts: DashboardParts, extension: Uri) {
    this.parts = parts;
    this.extension = extension;
  }

  get isVisible(): boolean {
    return this.open?.panel.visible ?? false;
  }

  show(): void {
    if (this.open) return this.open.panel.reveal();
    const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
    const title = l10n.t('Hidden State');
    this.adopt(window.createWebviewPanel(dashboardType, title, { viewColumn: column, preserveFocus: true }));
  }

  async deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    if (this.open) panel.dispose();
    else this.adopt(panel);
  }

  dispose(): void {
    this.open?.panel.dispose();
  }

  private adopt(panel: WebviewPanel): void {
    const { webview } = panel;
    const { session, runs, analysis, colors } = this.parts;
    const send = (message: ToDashboard): void => void webview.postMessage(message);
    const sendSnapshot = (): void =>
      send({
        type: 'snapshot',
        snapshot: { run: session.state, analyses: analysis.results, choices: this.choices },
      });
    const sendRuns = (list: readonly RunSummary[]): void =>
      send({ type: 'runs', runs: list, current: this.parts.currentRun() });
    const caret = this.caretOf(send);
    /** Events before the page is ready are part of its snapshot. */
    let ready = false;
    const parts = Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => {
        const asked = parseMessage(message);
        if (asked?.type === 'caret') return caret.want(asked.wanted && panel.visible);
        if (asked?.type !== 'ready') return asked && this.answer(asked, send);
        ready = true;
        sendSnapshot();
        void runs.list().then(sendRuns);
      }),
      session.onEvent((event) => {
        if (ready && panel.visible) send({ type: 'event', event });
      }),
      runs.onChange((list) => {
        if (ready && panel.visible) sendRuns(list);
      }),
      analysis.onEvent((event) => {
        if (ready && panel.visible) send({ type: 'analysis', event });
      }),
      ...[colors.onChange, settings.suggestions.confidence.onChange, settings.files.exclude.onChange].map((onChange) =>
        onChange(() => {
          if (ready && panel.visible) send({ type: 'choices', choices: this.choices });
        }),
      ),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) {
          ready = false;
          caret.want(false);
        }
        session.watch(panel.visible);
      }),
      panel.onDidDispose(() => {
        parts.dispose();
        caret.want(false);
        this.open = undefined;
        session.watch(false);
      }),
    );
    this.open = { panel, parts };
    panel.iconPath = Uri.joinPath(this.extension, 'media', 'icon.png');
    webview.options = { enableScripts: true, localResourceRoots: [this.programs] };
    webview.html = this.page(webview);
    session.watch(panel.visible);
  }

  private get choices(): EditorChoices {
    return {
      confidence: settings.suggestions.confidence.value(),
      coloring: this.parts.colors.coloring,
      excludedFiles: excludedFiles(),
    };
  }

  /** Asks the network about the caret only while the page wants to know. */
  private caretOf(send: (message: ToDashboard) => void): { want(wanted: boolean): void } {
    let watch: Disposable | undefined;
    return {
      want: (wanted) => {
        if (wanted === (watch !== undefined)) return;
        watch?.dispose();
        const { predictor, session } = this.parts;
        const tell = (caret: CaretPrediction | undefined): void => send({ type: 'caret', caret });
        watch = wanted ? watchCaretPrediction(predictor, session.onCheckpoint, tell) : undefined;
      },
    };
  }

  private answer(
    message: Exclude<FromDashboard, { type: 'ready' | 'caret' }>,
    send: (message: ToDashboard) => void,
  ): void {
    const { session, predictor, runs } = this.parts;
    switch (message.type) {
      case 'action':
        return this.parts.act(message.action);
      case 'save':
        return void saveExport(message).catch(sayFailed);
      case 'sampling':
        return void drawSamples(session, predictor, message).catch(sayFailed);
      case 'run':
        return void performRunAction(runs, message, send).catch(sayFailed);
      case 'file':
        return void performFileAction(message).catch(sayFailed);
      case 'analyze':
        return void this.parts.analysis.ask(message.query);
      case 'color':
        return this.parts.colors.show(message.coloring);
      case 'confidence':
        return void setEagerness(message.confidence).catch(sayFailed);
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

function sayFailed(error: unknown): void {
  void window.showErrorMessage(`Hidden State: ${error instanceof Error ? error.message : String(error)}`);
}
