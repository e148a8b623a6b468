// The dashboard's panel: at most one, restored after a reload. The page asks for a snapshot whenever it is shown (it is not
// kept in memory while hidden) and is then sent the session's events.
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
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
import { unexpected } from '../protocol/channel.ts';
import { dashboardHtml } from '../protocol/dashboardPage.ts';
import type { DashboardAction, FromDashboard, ToDashboard } from '../protocol/dashboard.ts';
import { answerFileWish, saveExport } from './dashboardRequests.ts';
import type { Session } from './session.ts';

export const dashboardType = 'hiddenState.dashboard';

/** What comes out of a webview is unknown until it has been looked at. */
const fromDashboard: v.GenericSchema<unknown, FromDashboard> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('action'), action: v.picklist(['train', 'pause', 'resume', 'stop']) }),
  v.object({
    type: v.literal('save'),
    name: v.pipe(v.string(), v.regex(/^[\w-]+\.(csv|svg|png)$/)),
    content: v.string(),
    encoding: v.picklist(['utf8', 'base64']),
  }),
  v.object({
    type: v.literal('sampling'),
    sampling: v.object({
      temperature: v.pipe(v.number(), v.minValue(0), v.maxValue(5)),
      topP: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      seed: v.pipe(v.number(), v.integer()),
    }),
    prompt: v.pipe(v.string(), v.maxLength(1000)),
  }),
  v.object({ type: v.literal('file'), path: v.string(), wish: v.picklist(['open', 'leave out']) }),
]);

export class Dashboard implements Disposable, WebviewPanelSerializer {
  private readonly session: Session;
  private readonly extension: Uri;
  private readonly act: (action: DashboardAction) => void;
  private open: { readonly panel: WebviewPanel; readonly parts: Disposable } | undefined;

  /** `extension`: the folder that the extension is installed in. */
  constructor(session: Session, extension: Uri, act: (action: DashboardAction) => void) {
    this.session = session;
    this.extension = extension;
    this.act = act;
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
    const send = (message: ToDashboard): void => void webview.postMessage(message);
    const sendSnapshot = (): void => send({ type: 'snapshot', snapshot: this.session.snapshot() });
    /** Events before the page is ready are part of its snapshot. */
    let ready = false;
    const parts = Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => {
        const parsed = v.safeParse(fromDashboard, message);
        if (!parsed.success) return;
        if (parsed.output.type !== 'ready') return this.answer(parsed.output);
        ready = true;
        sendSnapshot();
      }),
      this.session.onEvent((event) => {
        if (!ready || !panel.visible) return;
        if (event === 'anew') sendSnapshot();
        else send({ type: 'event', event });
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) ready = false;
        this.session.watch(panel.visible);
      }),
      panel.onDidDispose(() => {
        parts.dispose();
        this.open = undefined;
        this.session.watch(false);
      }),
    );
    this.open = { panel, parts };
    panel.iconPath = Uri.joinPath(this.extension, 'media', 'icon.png');
    webview.options = { enableScripts: true, localResourceRoots: [this.programs] };
    webview.html = this.page(webview);
    this.session.watch(panel.visible);
  }

  private answer(message: Exclude<FromDashboard, { type: 'ready' }>): void {
    switch (message.type) {
      case 'action':
        return this.act(message.action);
      case 'save':
        return void saveExport(message).catch(sayFailed);
      case 'sampling':
        return this.session.setSampling(message.sampling, message.prompt);
      case 'file':
        return void answerFileWish(message).catch(sayFailed);
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
