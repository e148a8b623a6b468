// Runs a test suite or a benchmark in a real extension host: in the desktop editor if it can be downloaded and there is a
// display, otherwise in the served editor. Both run the same suite file.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { cacheFolder, desktopEditor, servedEditors } from './versions.mjs';
import { testSettings, writeSettings } from './profileSettings.mjs';
import { withLock } from '../build/lock.mjs';
import { root } from '../build/setup.mjs';
import { installServedEditor } from './installServedEditor.mjs';
import { startServedEditor } from './servedEditor.mjs';

/** The logs of the last run. */
const allLogs = join(root, 'out/host/logs');

/** Marks the lines of the suite among the output of the editor's page; see test/host/index.ts. */
const suiteMark = '[suite] ';

/** Without an answer for this time, the download server counts as unreachable. */
const downloadTimeoutMs = 5000;

/**
 * @param {object} options
 * @param {string} options.extension folder of the extension under development
 * @param {string} options.entry suite to run, a CommonJS file ending in `.js` that exports `run(): Promise<void>`
 * @param {string} options.workspace folder to open
 * @param {Record<string, string>} [options.environment] additional variables in `process.env` of the extension host
 * @param {Record<string, unknown>} [options.settings] in addition to `testSettings`
 * @param {number} [options.timeoutMs]
 * @param {'newest' | 'floor' | 'desktop'} [options.editor] without it the newest: desktop if possible, otherwise served. `floor`: the
 *   oldest supported one in the same way; `newest`: served; `desktop`: desktop or an error
 * @param {string} [options.logs] the folder of the logs in `out/host/logs`, for runs at the same time
 * @returns {Promise<{ editor: string, passed: boolean }>}
 */
export async function runInExtensionHost({ editor = process.env.HIDDEN_STATE_EDITOR ?? 'any', logs = '', ...options }) {
  const profile = mkdtempSync(join(tmpdir(), 'hidden-state-'));
  const run = { environment: {}, settings: {}, timeoutMs: 1_200_000, ...options, profile };
  try {
    const version = editor === 'floor' ? servedEditors.floor.vscode : desktopEditor;
    const executable = editor === 'newest' ? undefined : await fetchDesktopEditor(version);
    if (executable) return await runInDesktop({ executable, version }, run);
    if (editor === 'desktop') throw new Error('The desktop editor cannot be fetched, or there is no display.');
    return await runInServed(servedEditors[editor === 'floor' ? 'floor' : 'newest'], run);
  } finally {
    saveLogs(profile, join(allLogs, logs));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Path of the desktop editor; undefined if it cannot be downloaded or there is no display. */
export async function fetchDesktopEditor(version = desktopEditor) {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return undefined;
  const { SilentReporter, downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const cachePath = join(cacheFolder, 'desktop');
  mkdirSync(cachePath, { recursive: true });
  const reporter = new SilentReporter();
  const download = () => downloadAndUnzipVSCode({ version, cachePath, timeout: downloadTimeoutMs, reporter });
  return withLock(`${cachePath}.lock`, download).catch(() => undefined);
}

async function runInDesktop({ executable, version }, { extension, entry, workspace, environment, settings, profile }) {
  const { runTests } = await import('@vscode/test-electron');
  const userData = join(profile, 'user');
  writeSettings(userData, { ...testSettings, ...settings });
  const passed = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extension,
    extensionTestsPath: entry,
    extensionTestsEnv: environment,
    launchArgs: [workspace, '--user-data-dir', userData, '--extensions-dir', join(profile, 'extensions')],
  }).then(
    () => true,
    () => false,
  );
  return { editor: `VS Code ${version} desktop`, passed };
}

async function runInServed(versions, { extension, entry, workspace, environment, settings, profile, timeoutMs }) {
  const editor = await installServedEditor(versions);
  const server = await startServedEditor({
    editor,
    profile,
    environment: { ...environment, HIDDEN_STATE_SUITE_MARK: suiteMark },
    settings: { ...testSettings, ...settings },
    // Without the driver, a built editor ignores the test parameters in the address.
    flags: ['--enable-smoke-test-driver', '--disable-workspace-trust'],
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const code = await exitCodeOf(
      page,
      addressOf(server.authority, { extension, entry, workspace }),
      profile,
      timeoutMs,
    );
    return { editor: `VS Code ${versions.vscode} served`, passed: code === 0 };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function addressOf(authority, { extension, entry, workspace }) {
  const remote = (path) => `vscode-remote://${authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(entry)],
    ['skipWelcome', 'true'],
  ];
  return `http://${authority}/?${new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) })}`;
}

/** Opens the page. The editor calls back with its output and, at the end, with the exit code of the suite. */
async function exitCodeOf(page, address, profile, timeoutMs) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const timer = setTimeout(() => reject(new Error(`The suite did not end within ${timeoutMs / 1000} s`)), timeoutMs);
  const log = [];
  try {
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      const line = format(...args);
      if (line.startsWith(suiteMark)) console.log(line.slice(suiteMark.length));
      else log.push(`${type}: ${line}`);
    });
    await page.exposeFunction('codeAutomationExit', (code) => resolve(code));
    await page.goto(address);
    return await promise;
  } finally {
    clearTimeout(timer);
    writeFileSync(join(profile, 'page.log'), log.join('\n'));
  }
}

/** Copies the logs of the page, the server and the editor, for the analysis of failures. */
function saveLogs(profile, logs) {
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  const isLog = (path) => path === profile || /\.log$|logs/.test(path) || /(data|user)$/.test(path);
  cpSync(profile, logs, { recursive: true, filter: isLog });
}
