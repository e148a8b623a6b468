// The dashboard in a real browser without an editor: the HTML of the host, the built script, and a fake of the editor's webview
// API that records messages and stores the view state.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/editor/browser.mjs';
import { root } from '../../scripts/build/setup.mjs';
import { dashboardHtml } from '../../src/protocol/dashboardPage.ts';

const origin = 'http://dashboard.test';
const types = { js: 'text/javascript', css: 'text/css' };

/** Some colors and fonts of a dark theme. */
const colors = {
  '--vscode-foreground': '#cccccc',
  '--vscode-descriptionForeground': '#9d9d9d',
  '--vscode-editor-background': '#1f1f1f',
  '--vscode-panel-border': '#2b2b2b',
  '--vscode-charts-blue': '#3794ff',
  '--vscode-charts-orange': '#d18616',
  '--vscode-charts-green': '#89d185',
  '--vscode-charts-purple': '#b180d7',
  '--vscode-font-family': 'sans-serif',
  '--vscode-editor-font-family': 'monospace',
  '--vscode-font-size': '13px',
  '--vscode-editor-font-size': '14px',
};

export async function openDashboard({ width = 1280, height = 900, state = undefined } = {}) {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('pageerror', (error) => console.error(error));
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') {
      const body = dashboardHtml({
        nonce: 'bench',
        scriptUri: `${origin}/dashboard.js`,
        styleUri: `${origin}/dashboard.css`,
        cspSource: origin,
        language: 'en',
      });
      return route.fulfill({ contentType: 'text/html', body });
    }
    const body = await readFile(join(root, 'dist', name)).catch(() => undefined);
    return body ? route.fulfill({ contentType: types[name.split('.').at(-1)], body }) : route.abort();
  });
  await page.addInitScript(fakeEditor, { colors, state });
  await page.goto(`${origin}/`);
  return { browser, page, reload: () => page.goto(`${origin}/`) };
}

/** Runs in the page before its script. Measures the duration of each frame: long frames are visible stalls. */
function fakeEditor({ colors, state }) {
  window.sent = [];
  window.frameMs = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? state,
    setState: (value) => sessionStorage.setItem('state', JSON.stringify(value)),
  });
  window.receive = (message) => window.dispatchEvent(new MessageEvent('message', { data: message }));
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((at) => {
      const began = performance.now();
      callback(at);
      window.frameMs.push(performance.now() - began);
    });
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(colors)) document.documentElement.style.setProperty(name, value);
    document.body.classList.add('vscode-dark');
  });
}
