// The served editor on a small TypeScript project: the completion of this repository. One file is held out and typed.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from '../../scripts/editor/browser.mjs';
import { installServedEditor } from '../../scripts/editor/installServedEditor.mjs';
import { testSettings } from '../../scripts/editor/profileSettings.mjs';
import { installExtension, startServedEditor } from '../../scripts/editor/servedEditor.mjs';
import { root } from '../../scripts/build/setup.mjs';

const heldOutFile = 'decide/adaptiveThresholds.ts';
const statusItem = '[id="hidden-state.hidden-state.hiddenState.status"]';

/**
 * Opens an empty file `typed.ts`, with the TypeScript server ready.
 * @param {object} options
 * @param {string} [options.vsix] the extension; none by default
 * @param {boolean} [options.train] learns the project before
 * @param {Record<string, unknown>} [options.settings]
 */
export async function openTypescript({ vsix, train = false, settings = {} }) {
  const home = mkdtempSync(join(tmpdir(), 'hidden-state-widget-'));
  const [workspace, profile] = [join(home, 'project'), join(home, 'profile')];
  cpSync(join(root, 'src/completion'), workspace, { recursive: true });
  const heldOut = readFileSync(join(workspace, heldOutFile), 'utf8');
  rmSync(join(workspace, heldOutFile));
  writeFileSync(join(workspace, 'decide/typed.ts'), '');
  const options = {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  };
  writeFileSync(join(workspace, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  const editor = await installServedEditor();
  if (vsix) installExtension(editor, profile, vsix);
  const server = await startServedEditor({
    editor,
    profile,
    settings: {
      ...testSettings,
      'editor.autoClosingBrackets': 'never',
      'editor.autoClosingQuotes': 'never',
      'editor.autoIndent': 'none',
      'editor.acceptSuggestionOnCommitCharacter': false,
      'hiddenState.training.seconds': 10,
      'hiddenState.training.hiddenSize': 64,
      'hiddenState.training.threads': 1,
      ...settings,
    },
    flags: ['--disable-workspace-trust'],
  });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1440, height: 960 } });
  page.setDefaultTimeout(120_000);
  await page.goto(`http://${server.authority}/?${new URLSearchParams({ folder: workspace })}`);
  await page.locator('.part.statusbar').waitFor();
  if (vsix) await page.locator(statusItem).waitFor();
  if (train) {
    await choose(page, 'F1', '>Hidden State: Train RNN on workspace');
    await page
      .locator(statusItem)
      .getByText(/: trained$/u)
      .waitFor();
  }
  await choose(page, 'Control+P', 'typed.ts');
  await page.locator('.monaco-editor.focused').waitFor();
  await untilServerCompletes(page);
  return {
    page,
    heldOut,
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function choose(page, key, text) {
  const input = page.locator('.quick-input-widget input');
  await page.keyboard.press(key);
  await input.fill(text);
  await page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
  await sleep(500);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** The server knows a global function. */
async function untilServerCompletes(page) {
  for (let tries = 0; tries < 30; tries++) {
    await page.keyboard.type('encodeURICo');
    await page.keyboard.press('Control+Space');
    const found = page.locator('.suggest-widget.visible').getByText('encodeURIComponent');
    const isThere = await found
      .first()
      .waitFor({ timeout: 4000 })
      .then(
        () => true,
        () => false,
      );
    for (const key of ['Escape', 'Escape', 'Control+A', 'Delete']) await page.keyboard.press(key);
    if (isThere) return;
  }
  throw new Error('The TypeScript server did not answer');
}
