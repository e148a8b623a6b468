// Takes the README's pictures in the real editor: a training on this project's sources near its end, the hidden units, and
// ghost text in a source file.
//   npm run pictures [-- --seconds 180]
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dashboardFrame } from '../../test/e2e/webview.ts';
import { Editor, installInto } from '../../test/e2e/editor.ts';
import { trainingEnded } from '../../test/e2e/trained.ts';
import { makePackage } from '../build/package.mjs';
import { root } from '../build/setup.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '180' } } });
const folder = join(root, 'media/readme');
const home = mkdtempSync(join(tmpdir(), 'hidden-state-pictures-'));
const [workspace, profile] = [join(home, 'hidden-state'), join(home, 'profile')];
for (const name of ['src', 'media', 'test', 'scripts', 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])
  cpSync(join(root, name), join(workspace, name), { recursive: true });
await installInto(profile, await makePackage());
const editor = await Editor.open({
  profile,
  workspace,
  settings: {
    'hiddenState.training.seconds': Number(values.seconds),
    // A separate process has a low priority, which would slow down the training.
    'hiddenState.training.ownProcess': false,
    'window.commandCenter': false,
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.minimap.enabled': false,
    'editor.wordWrap': 'on',
    // The pictures show neither problems nor the state of version control.
    'typescript.validate.enable': false,
    'editor.fontSize': 15,
  },
});

try {
  const { page, status } = editor;
  await page.setViewportSize({ width: 1440, height: 1100 });
  await editor.openFile('smoothing.ts');
  await editor.run('Hidden State: Train RNN on workspace');
  await editor.run('Hidden State: Show training dashboard');
  await editor.maximize('Hidden State');
  const frame = await dashboardFrame(page);
  await status.getByText(/8\d %/).waitFor({ timeout: Number(values.seconds) * 2000 });
  await editor.picture('dashboard', folder);
  await trainingEnded(editor, Number(values.seconds) * 1000);
  await frame.locator('vscode-tab-header', { hasText: 'Neurons' }).click();
  await frame.locator('.unit').first().waitFor();
  await page.waitForTimeout(1000);
  await editor.picture('neurons', folder);
  await frame.locator('vscode-tab-header', { hasText: 'Overview' }).click();
  await editor.run('View: Toggle Maximize Editor Group');
  await page.setViewportSize({ width: 1440, height: 900 });
  await editor.run('View: Focus First Editor Group');
  await editor.typeUntilGhostText('\nexport function smoothingOf(view: ViewSt');
  await editor.picture('ghost-text', folder);
} finally {
  await editor.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
