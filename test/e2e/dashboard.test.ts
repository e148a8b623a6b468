// The dashboard in the real editor: screenshots in four themes and three widths, without accessibility violations.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Editor } from './editor.ts';
import { moreFiles, openTrained, reportFailure, trainingEnded, type Trained } from './trained.ts';
import { until } from './until.ts';
import { dashboardFrame, suggestionsMeasured, untilDrawn, violations } from './webview.ts';

/** Name -> display name and kind in the editor. */
const themes = {
  dark: ['Dark Modern', 'vs-dark'],
  light: ['Light Modern', 'vs'],
  'high contrast': ['Dark High Contrast', 'hc-black'],
  'high contrast light': ['Light High Contrast', 'hc-light'],
} as const;
const pages = ['Overview', 'Neurons', 'Training', 'Runs', 'Suggestions', 'Files'];
const wide = { width: 1440, height: 1500 };
const narrow = { width: 560, height: 1000 };
const sideBar = { width: 380, height: 1000 };

describe('the dashboard in the editor', () => {
  let trained: Trained;
  let editor: Editor;
  let frame: Frame;
  const dashboard = (selector: string) => frame.locator(selector).filter({ visible: true });
  const text = async (selector: string): Promise<string> => (await dashboard(selector).first().textContent()) ?? '';

  async function openPage(title: string): Promise<void> {
    await frame.locator('vscode-tab-header', { hasText: title }).click();
    await frame.locator('vscode-tab-header[active]', { hasText: title }).waitFor();
    await untilDrawn(frame);
  }

  before(async () => {
    const settings = {
      'hiddenState.training.seconds': 15,
      'hiddenState.training.hiddenSize': 96,
      'hiddenState.training.threads': 1,
    };
    trained = await openTrained(settings, moreFiles);
    ({ editor } = trained);
    frame = await dashboardFrame(editor.page);
    await frame.locator('body[data-run=present]').waitFor();
  });
  after(() => trained.close());
  afterEach(function () {
    return reportFailure(editor, this.currentTest);
  });

  it('shows the prediction at the caret, and follows the caret', async () => {
    const shares = () => text('.predictions');
    await until(shares, (now) => now.includes('%'));
    const before = await text('.caret-line');
    await editor.page.locator('.tab', { hasText: 'scratch.md' }).click();
    await editor.page.keyboard.press('Control+Home');
    for (let step = 0; step < 5; step++) await editor.page.keyboard.press('ArrowRight');
    await until(
      () => text('.caret-line'),
      (now) => now !== before,
    );
    assert.match(await text('.caret'), /scratch\.md/);
    await editor.picture('dashboard beside a text');
  });

  it('fills the window', async () => {
    await editor.maximize('Hidden State');
    await until(
      () => frame.evaluate(() => innerWidth),
      (width) => width > 1200,
    );
  });

  it('measures the keystrokes that suggestions save on held-out files', async () => {
    await openPage('Suggestions');
    await frame.getByRole('button', { name: 'Measure' }).click();
    await suggestionsMeasured(frame);
    assert.match(
      await text('.suggestions-headline'),
      /suggestions save \d+\s?% of the keystrokes \(-?\d+\s?% to \d+\s?%\)/,
    );
    for (const chart of ['.confidence-section', '.components-section', '.calibration-section']) {
      await dashboard(`${chart} svg`).first().waitFor();
    }
  });

  for (const [name, [theme, kind]] of Object.entries(themes)) {
    it(`has no accessibility violations in the ${name} theme`, async () => {
      await editor.useTheme(theme);
      await editor.page.locator(`.monaco-workbench.${kind}`).waitFor();
      const found: unknown[] = [];
      for (const [width, size] of Object.entries({ wide, narrow })) {
        await editor.page.setViewportSize(size);
        for (const title of pages) {
          await openPage(title);
          await editor.picture(`dashboard ${name} ${width} ${title}`);
          found.push(...(await violations(frame)).map((one) => ({ title, width, ...one })));
        }
      }
      await editor.page.setViewportSize(wide);
      assert.deepEqual(found, []);
    });
  }

  it('fits the width of a side bar, and respects reduced motion', async () => {
    const { page } = editor;
    await editor.useTheme('Dark Modern');
    await page.setViewportSize(sideBar);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const title of pages) {
      await openPage(title);
      await editor.picture(`dashboard dark side bar ${title}`);
      const { wider, moving } = await frame.evaluate(() => ({
        wider: document.documentElement.scrollWidth - innerWidth,
        moving: document.getAnimations().length,
      }));
      assert.deepEqual({ title, wider: Math.max(0, wider), moving }, { title, wider: 0, moving: 0 });
      assert.deepEqual(await violations(frame), []);
    }
    await page.emulateMedia({ reducedMotion: null });
    await page.setViewportSize(wide);
  });

  it('compares two named runs', async () => {
    await openPage('Runs');
    const names = frame.locator('.run-name');
    const rename = async (row: number, name: string): Promise<void> => {
      await names.nth(row).fill(name);
      await names.nth(row).press('Tab');
    };
    await rename(0, 'slow');
    await frame.getByRole('button', { name: 'Train on workspace' }).click();
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Start from scratch' }).click();
    await names.nth(1).waitFor();
    await editor.status.getByText(/Hidden State: training ([5-9]|\d\d)%/).waitFor();
    await editor.run('Hidden State: Stop training');
    await trainingEnded(editor);
    await rename(0, 'quick');
    await until(
      () => names.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
      (found) => found.join() === 'quick,slow',
    );
    await frame.getByRole('checkbox', { name: /Compare the run of/ }).check();
    const colorNow = () =>
      frame
        .locator('.run-swatch')
        .nth(1)
        .evaluate((swatch) => getComputedStyle(swatch).backgroundColor);
    await until(colorNow, (color) => color.startsWith('rgb('));
    const color = await colorNow();
    await until(
      () => frame.evaluate(pixelsOfColor, color),
      (pixels) => pixels > 200,
    );
    await editor.picture('two runs');
  });
});

/** Counts the pixels of a chart that have the color. Runs in the page. */
function pixelsOfColor(color: string): number {
  const canvas = [...document.querySelectorAll<HTMLCanvasElement>('.plot canvas')].find((one) => one.offsetWidth > 0);
  if (!canvas) return 0;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  const [red, green, blue] = (color.match(/[\d.]+/g) ?? []).map(Number);
  let pixels = 0;
  for (let at = 0; at < data.length; at += 4) {
    pixels += Number(data[at] === red && data[at + 1] === green && data[at + 2] === blue);
  }
  return pixels;
}
