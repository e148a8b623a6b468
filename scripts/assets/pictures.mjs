// Makes the README's pictures in the real editor, on this project's own sources: an animation (train, watch, accept whole lines), and
// the dashboard, the hidden units and ghost text in a dark and a light theme.
//   npm run pictures [-- --seconds 120 --hidden-size 320]
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dashboardFrame } from '../../test/e2e/webview.ts';
import { Editor, installInto } from '../../test/e2e/editor.ts';
import { trainingEnded } from '../../test/e2e/trained.ts';
import { until } from '../../test/e2e/until.ts';
import { makePackage } from '../package/package.mjs';
import { root } from '../build/setup.mjs';
import { withPalette, writeAnimation } from './animation.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '120' }, 'hidden-size': { type: 'string', default: '320' } },
});
const folder = join(root, 'media/readme');
const home = mkdtempSync(join(tmpdir(), 'hidden-state-pictures-'));
const [workspace, profile] = [join(home, 'hidden-state'), join(home, 'profile')];
for (const name of ['src', 'media/dashboard', 'ARCHITECTURE.md'])
  cpSync(join(root, name), join(workspace, name), { recursive: true });

/** The file that is written in the animation. Its lines resemble those of other panels. */
const writtenFile = 'noisePanel.ts';
const firstLines = [
  '// The noise of the gradient: how much the gradients of two batches differ.',
  "import { html, render } from 'lit';",
  "import { element } from '../../ui/element.ts';",
  "import { t } from '../../ui/localization.ts';",
];
const nextLines = [
  "import { sectionHead } from '../../ui/section.ts';",
  "import type { DashboardContext, View } from '../../ui/view.ts';",
  '',
  'export function noisePanel(context: DashboardContext): View {',
  'const { format } = context;',
];

/** The file of the still pictures, and its next line. No suggestion can come from the animation. */
const stillFile = 'trendPanel.ts';
const stillLines = [
  '// The trend of the loss: how fast it still falls.',
  "import { html, render } from 'lit';",
  "import type { DashboardState } from '../../state/dashboardState.ts';",
  "import { element } from '../../ui/element.ts';",
  "import { t } from '../../ui/localization.ts';",
  "import { sectionHead } from '../../ui/section.ts';",
  "import type { DashboardContext, View } from '../../ui/view.ts';",
  '',
  'export function trendPanel(context: DashboardContext): View {',
  '  const { format } = context;',
  '  ',
];
const stillLine = 'let state: DashboardState | undefined;';

function writeFile(name, lines) {
  const path = join(workspace, 'media/dashboard/pages/training', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, lines.join('\n'));
}

writeFile(writtenFile, firstLines);

const windowTitle = 'Hidden State';
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
    'hiddenState.training.hiddenSize': Number(values['hidden-size']),
    // A separate process has a low priority, which would slow down the training.
    'hiddenState.training.separateProcess': false,
    'window.commandCenter': false,
    'window.title': windowTitle,
    // The simulated user knows the next lines, but not how suggestions would continue after them.
    'hiddenState.suggestions.multiline': false,
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
    'editor.tabSize': 2,
  },
});
const { page } = editor;

/** Suggestions for fewer characters are not waited for. */
const leastRest = 12;
const suggestionMs = 1500;
const ghostText = () => textOf(editor.ghostText);

/** The frames of the animation. */
const frames = [];

async function frame(ms) {
  frames.push({ png: await page.screenshot(), ms });
}

async function picture(name) {
  assert.equal(await page.title(), windowTitle);
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
  const dashboard = await dashboardFrame(page);
  // A slow machine does not stop early.
  page.setDefaultTimeout(1000 * (Number(values.seconds) + 120));
  const end = trainingEnded(editor).then(() => 'ended');
  const pause = () => page.waitForTimeout(Number(values.seconds) * 45);
  for (let taken = 0, state; state !== 'ended'; taken++) {
    await frame(250);
    // The second half shows the samples.
    if (taken === 10) await dashboard.locator('.samples').evaluate((node) => node.scrollIntoView({ block: 'end' }));
    state = await Promise.race([end, pause()]);
  }
  await frame(1200);
  await dashboard.locator('main').evaluate((node) => node.scrollIntoView());
  await frame(1200);
}

/** Writes the next lines, and accepts each suggestion that completes a line correctly. */
async function writeLines() {
  await editor.run('View: Focus First Editor Group');
  await page.keyboard.press('Control+End');
  let completed = 0;
  for (const line of nextLines) {
    await page.keyboard.press('Enter');
    await frame(250);
    const rest = await typeUntilCompleted(line, () => frame(110));
    if (rest === '') continue;
    completed++;
    await frame(1300);
    await page.keyboard.press('Tab');
    await page.waitForTimeout(150);
    await frame(500);
  }
  assert.ok(completed >= 3, `Suggestions completed ${completed} lines.`);
  await hasLines([...firstLines, ...nextLines]);
  await frame(2500);
  await page.keyboard.press('Control+S');
  await page.locator('.tab.dirty').waitFor({ state: 'detached' });
}

/**
 * Types a line until ghost text shows the whole rest of it, which is returned; '' if that was never the case. `typed` is called after
 * each key.
 */
async function typeUntilCompleted(line, typed = () => undefined) {
  const rests = Array.from(line, (_, index) => line.slice(index + 1));
  for (const [index, rest] of rests.entries()) {
    await page.keyboard.type(line[index]);
    await typed();
    if (rest.length < leastRest) continue;
    const isShown = await until(ghostText, (text) => text === rest, suggestionMs).then(
      () => true,
      () => false,
    );
    if (isShown) return rest;
  }
  return '';
}

/** The text of these parts of the editor in reading order: a long line takes several rows. */
function textOf(parts) {
  return parts.evaluateAll((nodes) => {
    const placed = nodes.map((node) => ({ node, box: node.getBoundingClientRect() }));
    placed.sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
    return placed.map(({ node }) => node.textContent.replaceAll('\u00a0', ' ')).join('');
  });
}

/** Waits until the editor shows these lines and nothing else, whatever their indentation. */
async function hasLines(expected) {
  const withoutSpace = (text) => text.replace(/\s/g, '');
  const wanted = withoutSpace(expected.join(''));
  await until(
    () => textOf(page.locator('.editor-instance .view-line')),
    (text) => withoutSpace(text) === wanted,
    10_000,
  );
}

async function stillPictures(suffix) {
  const dashboard = await dashboardFrame(page);
  const openPage = (title) => dashboard.locator('vscode-tab-header', { hasText: title }).click();
  await page.setViewportSize(sizes.dashboard);
  await editor.run('View: Focus First Editor Group');
  await placeCaret();
  await page.locator('.tab', { hasText: 'Hidden State' }).click();
  await editor.run('View: Toggle Maximize Editor Group');
  await openPage('Overview');
  await showSample(dashboard);
  await page.waitForTimeout(1500);
  await picture(`dashboard-${suffix}`);
  await openPage('Neurons');
  await dashboard.locator('.unit').first().waitFor();
  await page.waitForTimeout(1500);
  await picture(`neurons-${suffix}`);
  await openPage('Overview');
  await editor.run('View: Toggle Maximize Editor Group');
  await page.setViewportSize(sizes.text);
  await ghostTextPicture(`ghost-text-${suffix}`);
}

/** Inside a word of the second line, where the next character is known. */
async function placeCaret() {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  for (let column = 0; column < 'import { html, ren'.length; column++) await page.keyboard.press('ArrowRight');
}

/** With the rest of a line as a suggestion, which no line above has. */
async function ghostTextPicture(name) {
  await editor.run('View: Focus First Editor Group');
  await editor.openFile(stillFile);
  await hasLines(stillLines);
  await page.keyboard.press('Control+End');
  const rest = await typeUntilCompleted(stillLine);
  assert.notEqual(rest, '', 'No suggestion completed the line.');
  await page.waitForTimeout(500);
  assert.equal(await ghostText(), rest);
  await hasLines([...stillLines, stillLine]);
  await picture(name);
  await page.keyboard.press('Escape');
  await editor.run('File: Revert File');
}

/** Selects the newest sample that is not only white space. */
async function showSample(dashboard) {
  const word = /\w{3}/;
  const sample = dashboard.locator('.sample');
  const isReadable = async () => word.test((await sample.textContent()) ?? '');
  if (!(await isReadable())) await dashboard.locator('.sample-line', { hasText: word }).first().click();
  assert.ok(await isReadable(), 'The panel shows no sample.');
}

try {
  mkdirSync(folder, { recursive: true });
  await trainAndWatch();
  await writeLines();
  writeFile(stillFile, stillLines);
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
