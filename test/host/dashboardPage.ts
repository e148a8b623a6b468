// A simulated dashboard page: it records the messages of the host, and a test sends messages in its place.
import { EventEmitter, window, type Tab, type Uri, type Webview, type WebviewPanel } from 'vscode';
import type { DashboardPanel } from '../../src/host/dashboard/dashboardPanel.ts';
import type { ToDashboard } from '../../src/protocol/dashboard.ts';
import { nextEvent } from './extensionHost.ts';

export interface Page {
  readonly received: readonly ToDashboard[];
  /** Any value, because the host has to validate the messages of a webview. */
  send(message: unknown): void;
  /** The next message for which the test holds. */
  nextMessage(holds: (message: ToDashboard) => boolean): Promise<ToDashboard>;
  close(): void;
}

/** The files that the user excluded, as the page was told last. */
export function excludedFilesOf({ received }: Page): readonly string[] {
  const told = received.flatMap((message) =>
    message.type === 'choices' ? [message.choices] : message.type === 'snapshot' ? [message.snapshot.choices] : [],
  );
  return told.at(-1)!.excludedFiles;
}

/** Of the dashboard that the command opens. */
export const dashboardTabs = (): Tab[] =>
  window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Hidden State');

/** Closes the page that is open: the dashboard has only one. */
export async function openPage(dashboard: DashboardPanel): Promise<Page> {
  dashboard.dispose();
  const fromPage = new EventEmitter<unknown>();
  const disposed = new EventEmitter<void>();
  const viewState = new EventEmitter<never>();
  const toPage = new EventEmitter<ToDashboard>();
  const received: ToDashboard[] = [];
  const webview: Webview = {
    options: {},
    html: '',
    cspSource: 'here:',
    onDidReceiveMessage: fromPage.event,
    asWebviewUri: (uri: Uri) => uri,
    postMessage: (message: ToDashboard) => {
      received.push(message);
      toPage.fire(message);
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
  fromPage.fire({ type: 'ready' });
  return {
    received,
    send: (message) => fromPage.fire(message),
    nextMessage: (holds) => nextEvent(toPage.event, holds),
    close: () => panel.dispose(),
  };
}
