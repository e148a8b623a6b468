// The served editor on a small TypeScript project: the completion of this repository. One file is held out and typed.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import { Editor, installInto } from '../../test/e2e/editor.ts';

const heldOutFile = 'decide/adaptiveThresholds.ts';

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
  if (vsix) await installInto(profile, vsix);
  const editor = await Editor.open({
    profile,
    workspace,
    hasExtension: vsix !== undefined,
    settings: {
      'editor.autoClosingBrackets': 'never',
      'editor.autoClosingQuotes': 'never',
      'editor.autoIndent': 'none',
      'editor.acceptSuggestionOnCommitCharacter': false,
      'hiddenState.training.seconds': 10,
      'hiddenState.training.hiddenSize': 64,
      'hiddenState.training.threads': 1,
      ...settings,
    },
  });
  if (train) {
    await editor.run('Hidden State: Train RNN on workspace');
    await editor.status.getByText(/: trained$/u).waitFor();
  }
  await editor.openFile('typed.ts');
  await untilServerCompletes(editor.page);
  return {
    page: editor.page,
    heldOut,
    close: async () => {
      await editor.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
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
