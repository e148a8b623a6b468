// A dashboard's page as a test plays it: what the host sends is heard, what a person would do in the page is said.
import { EventEmitter, type Uri, type Webview, type WebviewPanel } from 'vscode';
import type { DashboardPanel } from '../../src/host/dashboard/dashboardPanel.ts';
import type { ToDashboard } from '../../src/protocol/dashboard.ts';
import { next } from './extensionHost.ts';

export interface Page {
  readonly heard: readonly ToDashboard[];
  /** Anything: the host has to look at what comes out of a webview. */
  say(message: unknown): void;
  /** The next message for which the test holds. */
  hear(holds: (message: ToDashboard) => boolean): Promise<ToDashboard>;
  close(): void;
}

/** The dashboard's only page: any that is open is closed before. */
export async function openPage(dashboard: DashboardPanel): Promise<Page> {
  dashboard.dispose();
  const said = new EventEmitter<unknown>();
  const disposed = new EventEmitter<void>();
  const viewState = new EventEmitter<never>();
  const sent = new EventEmitter<ToDashboard>();
  const heard: ToDashboard[] = [];
  const webview: Webview = {
    options: {},
    html: '',
    cspSource: 'here:',
    onDidReceiveMessage: said.event,
    asWebviewUri: (uri: Uri) => uri,
    postMessage: (message: ToDashboard) => {
      heard.push(message);
      sent.fire(message);
      return Promise.resolve(true);
    },
  };
  const panel = {
    viewType: 'test',
    title: 'test',
    active: true,
    visible: true,
    viewColumn: 1,
    options: {},
    webview,
    onDidDispose: disposed.event,
    onDidChangeViewState: viewState.event,
    reveal: () => undefined,
    dispose: () => disposed.fire(),
  } as WebviewPanel;
  await dashboard.deserializeWebviewPanel(panel);
  said.fire({ type: 'ready' });
  return {
    heard,
    say: (message) => said.fire(message),
    hear: (holds) => next(sent.event, holds),
    close: () => panel.dispose(),
  };
}
