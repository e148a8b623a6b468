// Runs before the dashboard where `hidden-state ui` serves it: stands for the editor. It passes messages from and to the terminal
// program, keeps the state of the view, downloads exports, and chooses a theme.
import './theme.css';
import type { FromDashboard, SaveRequest } from '../../src/protocol/dashboard.ts';
import { decodeMessage } from '../../src/protocol/messageJson.ts';

const viewKey = 'view';
const token = new URLSearchParams(location.search).get('token') ?? '';
const at = (path: string): string => `${path}?token=${encodeURIComponent(token)}`;

/** The server sends a snapshot first, also after an interruption. */
function listen(): void {
  const events = new EventSource(at('/events'));
  events.onmessage = ({ data }: MessageEvent<string>) => {
    window.dispatchEvent(new MessageEvent('message', { data: decodeMessage(data) }));
  };
  events.onopen = () => showConnection(true);
  events.onerror = () => showConnection(false);
}

function post(message: FromDashboard): void {
  if (message.type === 'ready') return listen();
  if (message.type === 'save') return download(message);
  const body = JSON.stringify(message);
  fetch(at('/message'), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).catch(() =>
    showConnection(false),
  );
}

function download({ name, content, encoding }: SaveRequest): void {
  const body = encoding === 'utf8' ? content : Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([body]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function showConnection(isConnected: boolean): void {
  document.body.dataset.connection = isConnected ? 'open' : 'lost';
}

/** The classes of the editor, which decide on the colors. */
function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    document.body.classList.toggle('vscode-dark', dark.matches);
    document.body.classList.toggle('vscode-light', !dark.matches);
  };
  dark.addEventListener('change', apply);
  apply();
}

followTheme();
document.body.dataset.host = 'terminal';
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: post,
    getState: () => JSON.parse(sessionStorage.getItem(viewKey) ?? 'null') as unknown,
    setState: (state: unknown) => sessionStorage.setItem(viewKey, JSON.stringify(state)),
  }),
});
