// Makes the README's pictures in the real editor, on this project's own sources: an animation (train, watch, accept whole lines), and
// the dashboard, the hidden units and ghost text in a dark and a light theme.
//   npm run pictures [-- --seconds 120 --hidden 320]
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dashboardFrame } from '../../test/e2e/webview.ts';
import { Editor, installInto } from '../../test/e2e/editor.ts';
import { trainingEnded } from '../../test/e2e/trained.ts';
import { makePackage } from '../build/package.mjs';
import { root } from '../build/setup.mjs';
import { withPalette, writeAnimation } from './animation.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '120' }, hidden: { type: 'string', default: '320' } },
});
const folder = join(root, 'media/readme');
const home = mkdtempSync(join(tmpdir(), 'hidden-state-pictures-'));
const [workspace, profile] = [join(home, 'hidden-state'), join(home, 'profile')];
for (const name of ['src', 'media/dashboard', 'ARCHITECTURE.md'])
  cpSync(join(root, name), join(workspace, name), { recursive: true });

/** The file that is being written in the pictures. Its next lines resemble those of other panels. */
const writtenFile = 'noisePanel.ts';
const writtenPath = join(workspace, 'media/dashboard/pages/training', writtenFile);
const writtenText = `// The noise of the gradient: how much the gradients of two batches differ.
import { html, render } from 'lit';
import { element } from '../../ui/element.ts';
import { t } from '../../ui/localization.ts';
import { sectionHead } from '../../ui/section.ts';
import type { DashboardContext, View } from '../../ui/view.ts';

export function noisePanel(context: DashboardContext): View {
  const { format } = context;
  const title = t('Gradient noise');`;
/** The next line up to the place of the suggestion. The editor indents it. */
const nextLine = '\nconst node =';
mkdirSync(dirname(writtenPath), { recursive: true });
writeFileSync(writtenPath, writtenText);

const sizes = {
  animation: { width: 1100, height: 680 },
  dashboard: { width: 1440, height: 1100 },
  text: { width: 1440, height: 800 },
};
const themes = { dark: 'Dark Modern', light: 'Light Modern' };

await installInto(profile, await makePackage());
const editor = await Editor.open({
  profile,
  workspace,
  settings: {
    'hiddenState.training.seconds': Number(values.seconds),
    'hiddenState.training.hidden': Number(values.hidden),
    // A separate process has a low priority, which would slow down the training.
    'hiddenState.training.ownProcess': false,
    'window.commandCenter': false,
    'window.title': 'Hidden State',
    // A picture starts from the file as it was written here.
    'files.autoSave': 'off',
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.minimap.enabled': false,
    'editor.wordWrap': 'on',
    'editor.autoClosingBrackets': 'never',
    'editor.autoClosingQuotes': 'never',
    'editor.cursorBlinking': 'solid',
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'editor.suggestOnTriggerCharacters': false,
    'editor.parameterHints.enabled': false,
    'editor.stickyScroll.enabled': false,
    // The pictures show neither problems nor the state of version control.
    'typescript.validate.enable': false,
    'editor.fontSize': 14,
  },
});
const { page } = editor;

/** The frames of the animation. */
const frames = [];

async function frame(ms) {
  frames.push({ png: await page.screenshot(), ms });
}

async function picture(name) {
  writeFileSync(join(folder, `${name}.png`), await withPalette(await page.screenshot()));
}

/** From the command to the last step, the dashboard beside the file. */
async function trainAndWatch() {
  await page.setViewportSize(sizes.animation);
  await editor.openFile(writtenFile);
  await editor.run('View: Close Primary Side Bar');
  await frame(1200);
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>Hidden State: Train RNN');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Train RNN on workspace' }).waitFor();
  await frame(1500);
  await page.keyboard.press('Enter');
  await editor.run('Hidden State: Show training dashboard');
  await (await dashboardFrame(page)).locator('body[data-run=present]').waitFor();
  await editor.run('Notifications: Clear All Notifications');
  const end = trainingEnded(editor).then(() => 'ended');
  const pause = () => page.waitForTimeout(Number(values.seconds) * 45);
  do await frame(250);
  while ((await Promise.race([end, pause()])) !== 'ended');
  await frame(1500);
}

/** Types the beginning of the next line, and accepts the rest and what follows, as long as there are suggestions. */
async function acceptLines() {
  await editor.run('View: Focus First Editor Group');
  await page.keyboard.press('Control+End');
  for (const key of nextLine) {
    await (key === '\n' ? page.keyboard.press('Enter') : page.keyboard.type(key));
    await frame(110);
  }
  for (let accepted = 0; accepted < 4; accepted++) {
    const isShown = await editor.ghostText
      .first()
      .waitFor({ timeout: 5000 })
      .then(() => true)
      .catch(() => false);
    if (!isShown) break;
    await frame(1300);
    await page.keyboard.press('Tab');
    await page.waitForTimeout(150);
    await frame(500);
    if (!/[;{]\s*$/.test(await lastLine())) continue;
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
  }
  await frame(2500);
}

/** The text of the lowest line that is not empty. */
function lastLine() {
  return page.locator('.view-line').evaluateAll((lines) => {
    const top = (line) => line.getBoundingClientRect().top;
    const filled = lines.filter((line) => line.textContent.trim() !== '');
    return filled.sort((one, other) => top(one) - top(other)).at(-1)?.textContent ?? '';
  });
}

async function stillPictures(suffix) {
  const dashboard = await dashboardFrame(page);
  const openPage = (title) => dashboard.locator('vscode-tab-header', { hasText: title }).click();
  await page.setViewportSize(sizes.dashboard);
  await page.locator('.tab', { hasText: 'Hidden State' }).click();
  await editor.run('View: Toggle Maximize Editor Group');
  await openPage('Overview');
  await page.waitForTimeout(1500);
  await picture(`dashboard-${suffix}`);
  await openPage('Neurons');
  await dashboard.locator('.unit').first().waitFor();
  await page.waitForTimeout(1500);
  await picture(`neurons-${suffix}`);
  await openPage('Overview');
  await editor.run('View: Toggle Maximize Editor Group');
  await page.setViewportSize(sizes.text);
  await editor.run('View: Focus First Editor Group');
  await editor.run('File: Revert File');
  await editor.typeUntilGhostText(nextLine);
  await page.waitForTimeout(500);
  await picture(`ghost-text-${suffix}`);
  await page.keyboard.press('Escape');
  await editor.run('File: Revert File');
}

try {
  mkdirSync(folder, { recursive: true });
  await trainAndWatch();
  await acceptLines();
  console.log(await writeAnimation(join(folder, 'demo.gif'), frames));
  for (const [suffix, theme] of Object.entries(themes)) {
    await editor.useTheme(theme);
    await stillPictures(suffix);
  }
} catch (error) {
  await editor.picture('pictures failed');
  throw error;
} finally {
  await editor.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
