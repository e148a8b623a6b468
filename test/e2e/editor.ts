// The served editor with the packaged extension, driven by keyboard and command palette as a user would.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/editor/browser.mjs';
import { testSettings } from '../../scripts/editor/profileSettings.mjs';
import { installServedEditor } from '../../scripts/editor/installServedEditor.mjs';
import { installExtension, startServedEditor } from '../../scripts/editor/servedEditor.mjs';
import { root } from '../../scripts/build/setup.mjs';
import { appears, until } from './until.ts';

const pictures = join(root, 'out/e2e');
/** Timeout for actions on a busy machine. */
const timeoutMs = 120_000;
/** Timeout of one attempt to use the quick input. */
const attemptTimeoutMs = 6000;

export interface EditorOptions {
  /** Folder of user data and extensions. It persists between two sessions. */
  readonly profile: string;
  /** A folder or a `.code-workspace` file. Without it the window is empty. */
  readonly workspace?: string;
  /** Whether the folder is trusted. Default: yes. */
  readonly trusted?: boolean;
  readonly port?: number;
  readonly settings?: Record<string, unknown>;
  readonly environment?: Record<string, string>;
  /** Whether the profile has the extension. Default: yes. */
  readonly hasExtension?: boolean;
}

export async function installInto(profile: string, ...packages: readonly string[]): Promise<void> {
  installExtension(await installServedEditor(), profile, ...packages);
}

const queryOf = (workspace: string | undefined): Record<string, string> => {
  if (workspace === undefined) return { ew: 'true' };
  return workspace.endsWith('.code-workspace') ? { workspace } : { folder: workspace };
};

/** In the page: what the editor has stored of the open tabs of this workspace. */
async function storedTabs(): Promise<string> {
  const result = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const all = await indexedDB.databases();
  const ofWorkspace = all.find(({ name }) => /^vscode-web-state-db-(?!global)/.test(name!));
  if (!ofWorkspace) return '';
  const database = await result(indexedDB.open(ofWorkspace.name!));
  try {
    const items = database.transaction('ItemTable').objectStore('ItemTable');
    return String(await result(items.get('memento/workbench.parts.editor')));
  } finally {
    database.close();
  }
}

export class Editor {
  readonly page: Page;
  readonly port: number;
  /** URLs that the page requested over the network. */
  readonly requested: readonly string[];
  private readonly browser: Browser;
  private readonly stopServer: () => Promise<void>;

  private constructor(parts: Pick<Editor, 'page' | 'port' | 'requested'>, browser: Browser, stop: () => Promise<void>) {
    this.page = parts.page;
    this.port = parts.port;
    this.requested = parts.requested;
    this.browser = browser;
    this.stopServer = stop;
  }

  /** Resolves when the extension's status bar item is visible; without the extension, when another one is. */
  static async open({
    profile,
    workspace,
    trusted = true,
    port,
    settings = {},
    environment = {},
    hasExtension = true,
  }: EditorOptions): Promise<Editor> {
    const server = await startServedEditor({
      editor: await installServedEditor(),
      profile,
      port,
      settings: { ...testSettings, ...settings },
      environment,
      flags: trusted ? ['--disable-workspace-trust'] : [],
    });
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1440, height: 960 } });
    page.setDefaultTimeout(timeoutMs);
    const requested: string[] = [];
    page.on('websocket', (socket) => requested.push(socket.url()));
    page.on('requestfailed', (request) => requested.push(request.url()));
    page.on('response', (response) => {
      // Files of a webview are served by a service worker inside the browser, whatever their URL is.
      const isOverNetwork = /^https?:/.test(response.url()) && !response.fromServiceWorker();
      if (isOverNetwork) requested.push(response.url());
    });
    const editor = new Editor({ page, port: server.port, requested }, browser, () => server.stop());
    await page.goto(`http://${server.authority}/?${new URLSearchParams(queryOf(workspace))}`);
    await (hasExtension ? editor.status : page.locator('.part.statusbar .statusbar-item').first()).waitFor();
    return editor;
  }

  /** Another window on the same workspace. It closes with this one. */
  async secondWindow(): Promise<Editor> {
    const page = await this.browser.newPage({ viewport: { width: 1440, height: 960 } });
    page.setDefaultTimeout(timeoutMs);
    await page.goto(this.page.url());
    const second = new Editor({ page, port: this.port, requested: [] }, this.browser, async () => undefined);
    await second.status.waitFor();
    return second;
  }

  /** Reloads the window once the editor has stored these open tabs, which it does every few seconds. A reload does not store them. */
  async reload(...tabs: readonly string[]): Promise<void> {
    await until(
      () => this.page.evaluate(storedTabs),
      (stored) => tabs.every((tab) => stored.includes(tab)),
    );
    await this.page.reload();
    await this.status.waitFor();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stopServer();
  }

  get status(): Locator {
    return this.page.locator('.part.statusbar [id="hidden-state.hidden-state.hiddenState.status"]');
  }

  /** Waits until the status bar item says this to screen readers: the state of the training, and why there is no suggestion. */
  async says(text: RegExp): Promise<void> {
    await until(
      () => this.statusText(),
      (now) => text.test(now),
    );
  }

  /** What the status bar item says to screen readers. */
  statusText(): Promise<string> {
    return this.status.evaluate((item) =>
      [item, ...item.querySelectorAll('[aria-label]')].map((each) => each.getAttribute('aria-label') ?? '').join(' '),
    );
  }

  /** The text field of commands, files and lists. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input');
  }

  quickRow(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }

  quickInputClosed(): Promise<void> {
    return this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  get dashboard(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  get ghostText(): Locator {
    return this.page.locator('[class*="ghost-text-decoration"]');
  }

  /** The text of all its parts. Empty if there is none. */
  async shownGhostText(): Promise<string> {
    return (await this.ghostText.allTextContents()).join('').replaceAll('\u00a0', ' ');
  }

  /** Presses the keys of the command "Suggest now". */
  async suggestNow(): Promise<void> {
    await this.press('Control+K', 'g');
  }

  /** Runs a command by its title in the command palette. */
  async run(title: string): Promise<void> {
    await this.pick(['F1'], `>${title}`, title);
    await this.quickInputClosed();
  }

  /** Runs a command that shows a list. */
  async runWithList(title: string): Promise<void> {
    await this.pick(['F1'], `>${title}`, title);
  }

  async openFile(name: string): Promise<void> {
    await this.pick(['Control+P'], name, name);
    await this.quickInputClosed();
    await this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor();
    // Until the file is loaded, the editor that has the focus may still be that of the file before.
    await this.page.locator(`.monaco-editor.focused[data-uri$="/${name}"]`).waitFor();
  }

  /** Waits until the text editor has the focus. A tab can be visible long before that. */
  async textFocused(): Promise<void> {
    await this.page.locator('.monaco-editor.focused').waitFor();
  }

  /** Maximizes the editor with this title. */
  async maximize(title: string): Promise<void> {
    await this.page.locator('.tab', { hasText: title }).click();
    await this.run('View: Toggle Maximize Editor Group');
    await this.run('View: Close Primary Side Bar');
  }

  async restoreSizes(): Promise<void> {
    await this.run('View: Toggle Maximize Editor Group');
    await this.run('View: Show Explorer');
    await this.run('View: Focus First Editor Group');
  }

  /** Selects a theme by its display name. */
  async useTheme(name: string): Promise<void> {
    await this.pick(['Control+K', 'Control+T'], name, name);
    await this.quickInputClosed();
  }

  /**
   * Opens the quick input with keys, types, and accepts the matching row. Retries if the input has closed: a webview that has
   * just become visible takes the focus a moment later, and the quick input closes without focus.
   */
  private async pick(keys: readonly string[], text: string, row: string): Promise<void> {
    const input = this.quickInput;
    const found = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      await this.press(...keys);
      const isFound = await input
        .fill(text, { timeout: attemptTimeoutMs })
        .then(() => found.waitFor({ timeout: attemptTimeoutMs }))
        .then(() => input.isVisible())
        .catch(() => false);
      if (isFound) break;
      if (Date.now() > deadline) throw new Error(`${keys.join(' ')} did not find ${row}`);
      // Only while the input is open: elsewhere Escape would close something else.
      if (await input.isVisible()) await this.press('Escape');
    }
    await this.press('Enter');
  }

  /**
   * Types at the end of the file until ghost text appears, and returns it. The editor can miss keys in the first moments of a
   * document, so the last one is typed again.
   */
  async typeUntilGhostText(text: string): Promise<string> {
    const { keyboard } = this.page;
    await keyboard.press('Control+End');
    await keyboard.type(text, { delay: 60 });
    for (let tries = 0; tries < 20; tries++) {
      if (await appears(this.ghostText, 1500)) return this.shownGhostText();
      await keyboard.press('Backspace');
      await keyboard.type(text.slice(-1));
    }
    throw new Error(`No ghost text after ${JSON.stringify(text)}`);
  }

  /** Saves a screenshot for later inspection. */
  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}
