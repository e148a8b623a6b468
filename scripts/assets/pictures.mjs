// The README's pictures, taken in the real editor: a training on this project's own sources, most of the way through; its units;
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
    // A process would give way to whatever else the machine does meanwhile.
    'hiddenState.training.ownProcess': false,
    'window.commandCenter': false,
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.minimap.enabled': false,
    'editor.wordWrap': 'on',
    // One thing at a time on the picture: no colours of version control or of problems.
    'typescript.validate.enable': false,
    'editor.fontSize': 15,
  },
});

try {
  const { page, status } = editor;
  await page.setViewportSize({ width: 1440, height: 1100 });
  await editor.openFile('smoothing.ts');
  await editor.run('Hidden State: Train RNN on workspace');
  await editor.run('Hidden State: Show Training Dashboard');
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
