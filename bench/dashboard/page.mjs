// The dashboard in a real browser without an editor: the HTML of the host, the built script, and a fake of the editor's webview
// API that records messages and stores the view state.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/editor/browser.mjs';
import { root } from '../../scripts/build/setup.mjs';
import { dashboardHtml } from '../../src/protocol/dashboardPage.ts';

const origin = 'http://dashboard.test';
/** Colors and fonts of a dark theme. */
const theme = await readFile(join(root, 'media/terminal/theme.css'), 'utf8');
const types = { js: 'text/javascript', css: 'text/css' };

export async function openDashboard() {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
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
    if (!body) return route.abort();
    const type = name.split('.').at(-1);
    return route.fulfill({ contentType: types[type], body: type === 'css' ? theme + body : body });
  });
  await page.addInitScript(fakeEditor);
  await page.goto(`${origin}/`);
  return { browser, page, reload: () => page.goto(`${origin}/`) };
}

/** Runs in the page before its script. Measures the duration of each frame: long frames are visible stalls. */
function fakeEditor() {
  window.sent = [];
  window.frameMs = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
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
  document.addEventListener('DOMContentLoaded', () => document.body.classList.add('vscode-dark'));
}
